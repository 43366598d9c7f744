# METADATA
# title: The class lies in its allowed zones
# description: >-
#   Every container of a declared dataset lies in a zone that the dataset may lie in.
package cloison.controls.residency["class-lies-in-allowed-zones"]

import rego.v1

contract := {
	"severity": "high",
	"force": "house",
	"references": ["GDPR 25", "GDPR 32"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "table"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["dataset", "zone"],
}

inapplicable contains {"code": "undeclared", "values": {}} if input.dataset.state == "absent"

deny contains {"code": "elsewhere", "values": {"dataset": input.dataset.id, "zone": input.zone.id, "allowed": input.dataset.mayLieIn}} if {
	input.dataset.state == "value"
	input.zone.state == "value"
	not input.zone.id in input.dataset.mayLieIn
	count(input.dataset.mayLieIn) > 0
}

unknown contains {"code": "no-zone-allowed", "values": {"dataset": input.dataset.id}} if {
	input.dataset.state == "value"
	count(input.dataset.mayLieIn) == 0
}

allow contains {"code": "allowed", "values": {"dataset": input.dataset.id, "zone": input.zone.id}} if {
	input.dataset.state == "value"
	input.zone.id in input.dataset.mayLieIn
}
