# METADATA
# title: Replicas and backups follow the class
# description: >-
#   A declared copy lies where its dataset may lie and, for personal data, in the EEA; a store replicates nowhere that
#   the estate does not declare, and nothing is made in a zone where a dataset of what it is made of may not lie.
package cloison.controls.residency["copies-follow-the-class"]

import rego.v1

import data.cloison.law.geography

contract := {
	"severity": "high",
	"force": "house",
	"references": ["GDPR 5(1)(f)", "GDPR 32"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "table", "database", "stream"],
	"classes": ["D1", "D2", "D3", "D4"],
	"requires": ["replication"],
}

is_copy if {
	input.dataset.state == "value"
	input.dataset.as == "copy"
}

deny contains {"code": "copy-outside-allowed-zones", "values": {"dataset": input.dataset.id, "zone": input.zone.id}} if {
	is_copy
	not input.zone.id in input.dataset.mayLieIn
}

deny contains {"code": "copy-outside-the-eea", "values": {"dataset": input.dataset.id, "country": input.location.country}} if {
	is_copy
	input.class.effective in {"D2", "D3", "D4", "unknown"}
	geography.in_eea(input.location.country) == "no"
}

deny contains {"code": "replicates-elsewhere", "values": {"targets": input.replication.targets}} if {
	input.replication.state == "value"
	input.replication.elsewhere
}

# A plan that restores, clones or imports: whatever it calls what it makes, the data of the source then lie there too.
deny contains {"code": "made-of-what-lies-elsewhere", "values": {"datasets": input.origins.outside}} if {
	input.origins.state == "value"
	count(input.origins.outside) > 0
}

unknown contains {"code": "made-of-what-may-not-lie-here", "values": {"datasets": input.origins.open}} if {
	input.origins.state == "value"
	count(input.origins.open) > 0
}

unknown contains {"code": "copy-in-no-country", "values": {"dataset": input.dataset.id}} if {
	is_copy
	input.class.effective in {"D2", "D3", "D4", "unknown"}
	geography.in_eea(object.get(input, ["location", "country"], "")) == "unknown"
}

allow contains {"code": "no-replica-elsewhere", "values": {}} if input.replication.state == "absent"

allow contains {"code": "no-replica-elsewhere", "values": {}} if input.replication.elsewhere == false
