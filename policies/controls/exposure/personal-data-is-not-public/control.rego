# METADATA
# title: Personal data is not publicly exposed
# description: >-
#   No container of personal data can be read or written without a credential, and neither a managed database nor what
#   mounts a volume answers to any address. Lawfully published data is D0.
package cloison.controls.exposure["personal-data-is-not-public"]

import rego.v1

contract := {
	"severity": "critical",
	"force": "house",
	"references": ["GDPR 5(1)(f)", "GDPR 32"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume", "database", "stream"],
	"classes": ["D2", "D3", "D4"],
	"requires": ["publicRead", "publicWrite"],
}

deny contains {"code": "readable", "values": {"via": object.get(input.publicRead, "via", "")}} if {
	input.publicRead.state == "value"
	input.publicRead.value
	input.subject.kind != "database"
	not served
}

# A database still asks for a password there, and that is all that stands between it and whoever finds the address.
deny contains {"code": "open-to-any-address", "values": {"via": object.get(input.publicRead, "via", "")}} if {
	input.publicRead.state == "value"
	input.publicRead.value
	input.subject.kind == "database"
}

# What answers there may ask for a password or not: no manifest says.
deny contains {"code": "served-to-any-address", "values": {"via": object.get(input.publicRead, "via", "")}} if {
	input.publicRead.state == "value"
	input.publicRead.value
	served
}

# A volume has an address only by what mounts it; an image or a snapshot may be given to everybody all the same.
served if {
	input.subject.kind == "volume"
	input.publicRead.via == "address"
}

# A volume has no address of its own, and nothing was seen that leads from a network to what mounts it.
inapplicable contains {"code": "no-address", "values": {}} if {
	input.subject.kind == "volume"
	input.publicRead.state == "absent"
	input.publicWrite.state == "absent"
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
