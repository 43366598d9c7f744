# METADATA
# title: Access ends with the contract
# description: >-
#   Nobody keeps a way in after the last day of the contract.
package cloison.controls.access["contract-end-ends-access"]

import rego.v1

contract := {
	"severity": "high",
	"force": "contract",
	"references": ["GDPR 32", "GDPR 28(3)"],
	"stages": ["access"],
	"kinds": ["access"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["operator"],
}

day := substring(input.asOf, 0, 10)

deny contains {"code": "ended", "values": {"operator": input.operator.id, "until": input.operator.until}} if {
	input.operator.state == "value"
	input.operator.until < day
}

unknown contains {"code": "nobody-knows-who", "values": {}} if input.operator.state == "absent"

allow contains {"code": "running", "values": {"until": input.operator.until}} if input.operator.until >= day

allow contains {"code": "open-ended", "values": {}} if {
	input.operator.state == "value"
	not input.operator.until
}
