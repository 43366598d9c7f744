# METADATA
# title: The region is known
# description: >-
#   A container of internal or personal data lies in a region that facts or the estate tie to a country, and the region
#   that the API reports is the one the estate declares. A label alone is not a place; an unknown region is never a pass.
package cloison.controls.residency["region-is-known"]

import rego.v1

contract := {
	"severity": "high",
	"force": "house",
	"references": ["GDPR 5(2)", "GDPR 30(1)(e)"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "table", "database", "stream", "workload"],
	"classes": ["D1", "D2", "D3", "D4"],
	"requires": ["location"],
}

located if {
	input.location.state == "value"
	input.location.country
}

deny contains {"code": "contradicts", "values": {"region": input.location.region, "declared": input.location.declaredRegion}} if {
	input.location.state == "value"
	input.location.declaredRegion != input.location.region
}

unknown contains {"code": "no-provider", "values": {"region": input.location.region}} if {
	input.location.state == "value"
	not input.location.country
	not input.location.provider
}

unknown contains {"code": "no-country", "values": {"provider": input.location.provider, "region": input.location.region}} if {
	input.location.state == "value"
	not input.location.country
}

unknown contains {"code": "not-reported", "values": {}} if input.location.state == "absent"

# A fact recalled from memory never supports an allow for protected data.
unknown contains {"code": "recalled", "values": {"region": input.location.region, "country": input.location.country}} if {
	located
	input.location.confidence == "recalled"
	input.class.effective in {"D3", "D4", "unknown"}
}

allow contains {"code": "known", "values": {"region": input.location.region, "country": input.location.country}} if located
