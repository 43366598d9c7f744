# METADATA
# title: Personal data is not publicly exposed
# description: >-
#   No container of personal data can be read or written without a credential. Lawfully published data is D0.
package cloison.controls.exposure["personal-data-is-not-public"]

import rego.v1

contract := {
	"severity": "critical",
	"force": "house",
	"references": ["GDPR 5(1)(f)", "GDPR 32"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix"],
	"classes": ["D2", "D3", "D4"],
	"requires": ["publicRead", "publicWrite"],
}

deny contains {"code": "readable", "values": {"via": object.get(input.publicRead, "via", "")}} if {
	input.publicRead.state == "value"
	input.publicRead.value
}

deny contains {"code": "writable", "values": {"via": object.get(input.publicWrite, "via", "")}} if {
	input.publicWrite.state == "value"
	input.publicWrite.value
}

closed(door) if door.state == "absent"

closed(door) if door.value == false

allow contains {"code": "closed", "values": {}} if {
	closed(input.publicRead)
	closed(input.publicWrite)
}
