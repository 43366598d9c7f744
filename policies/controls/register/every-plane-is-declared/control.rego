# METADATA
# title: Every plane is declared
# description: >-
#   Who operates the control, hypervisor, backup, key and support planes of a zone, from which countries and in clear or not,
#   is declared. A plane left out is unknown, never nobody.
package cloison.controls.register["every-plane-is-declared"]

import rego.v1

contract := {
	"severity": "medium",
	"force": "house",
	"references": ["GDPR 28", "GDPR 32"],
	"stages": ["estate"],
	"kinds": ["plane"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["plane"],
}

deny contains {"code": "from-nowhere", "values": {"entity": input.plane.entity}} if {
	input.plane.state == "value"
	count(input.plane.from) == 0
}

unknown contains {"code": "left-out", "values": {}} if input.plane.state == "absent"

allow contains {"code": "declared", "values": {"entity": input.plane.entity, "from": input.plane.from}} if input.plane.state == "value"
