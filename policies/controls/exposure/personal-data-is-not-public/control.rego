# METADATA
# title: Personal data is not publicly exposed
# description: >-
#   No container of personal data can be read or written without a credential, and no managed database answers to any
#   address. Lawfully published data is D0.
package cloison.controls.exposure["personal-data-is-not-public"]

import rego.v1

contract := {
	"severity": "critical",
	"force": "house",
	"references": ["GDPR 5(1)(f)", "GDPR 32"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "database", "stream"],
	"classes": ["D2", "D3", "D4"],
	"requires": ["publicRead", "publicWrite"],
}

deny contains {"code": "readable", "values": {"via": object.get(input.publicRead, "via", "")}} if {
	input.publicRead.state == "value"
	input.publicRead.value
	input.subject.kind != "database"
}

# A database still asks for a password there, and that is all that stands between it and whoever finds the address.
deny contains {"code": "open-to-any-address", "values": {"via": object.get(input.publicRead, "via", "")}} if {
	input.publicRead.state == "value"
	input.publicRead.value
	input.subject.kind == "database"
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
