# METADATA
# title: Containers lie in approved regions
# description: >-
#   Every container lies in a region that the organisation approved. The list is the organisation's own data.
package cloison.controls.example["containers-lie-in-approved-regions"]

import rego.v1

contract := {
	"severity": "medium",
	"force": "house",
	"references": [],
	"noReference": "An internal rule of the organisation.",
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume"],
	"classes": ["D1", "D2", "D3", "D4"],
	"requires": ["location"],
}

approved if input.location.region in data.example.regions

deny contains {"code": "not-approved", "values": {"region": input.location.region}} if {
	input.location.state == "value"
	not approved
}

allow contains {"code": "approved", "values": {"region": input.location.region}} if {
	input.location.state == "value"
	approved
}
