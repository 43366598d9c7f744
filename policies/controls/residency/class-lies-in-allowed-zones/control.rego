# METADATA
# title: The class lies in its allowed zones
# description: >-
#   Every container of a declared dataset lies in a zone that the dataset may lie in. Where a plan does not settle which
#   zone it is, every zone that it may be is asked.
package cloison.controls.residency["class-lies-in-allowed-zones"]

import rego.v1

contract := {
	"severity": "high",
	"force": "house",
	"references": ["GDPR 25", "GDPR 32"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "table", "database", "stream"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["dataset", "zone"],
}

inapplicable contains {"code": "undeclared", "values": {}} if input.dataset.state == "absent"

zones contains input.zone.id if input.zone.state == "value"

zones contains id if {
	input.zone.state in {"value", "unknown"}
	some id in input.zone.among
}

allowed contains id if {
	some id in zones
	id in input.dataset.mayLieIn
}

deny contains {"code": "elsewhere", "values": {"dataset": input.dataset.id, "zone": id, "allowed": input.dataset.mayLieIn}} if {
	input.dataset.state == "value"
	count(input.dataset.mayLieIn) > 0
	count(allowed) == 0
	some id in zones
}

# The estate has no zone of the provider at all, so it is none that the dataset may lie in.
deny contains {"code": "in-no-zone", "values": {"dataset": input.dataset.id, "provider": input.zone.provider, "allowed": input.dataset.mayLieIn}} if {
	input.dataset.state == "value"
	input.zone.state == "absent"
	count(input.dataset.mayLieIn) > 0
}

unknown contains {"code": "no-zone-allowed", "values": {"dataset": input.dataset.id}} if {
	input.dataset.state == "value"
	count(input.dataset.mayLieIn) == 0
}

unknown contains {"code": "one-of-several", "values": {"dataset": input.dataset.id, "zones": sort(zones)}} if {
	input.dataset.state == "value"
	count(allowed) > 0
	count(allowed) < count(zones)
}

allow contains {"code": "allowed", "values": {"dataset": input.dataset.id, "zone": id}} if {
	input.dataset.state == "value"
	some id in allowed
}
