# METADATA
# title: Who can reach the data is known
# description: >-
#   The accounts and rights of the place were read, and every account that can reach the container belongs to an operator
#   of the estate. Where the identity plane was not read, reach is unknown, never nobody. A plan has no identity plane to
#   read: there it is refused what it opens itself, and allowed nothing.
package cloison.controls.access["reach-is-known"]

import rego.v1

contract := {
	"severity": "high",
	"force": "house",
	"references": ["GDPR 5(1)(f)", "GDPR 32"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "table", "database", "stream"],
	"classes": ["D2", "D3", "D4"],
	"requires": ["grants"],
}

# A holder that a plan names and nobody knows is asked about by itself: it may well have an operator once it exists.
deny contains {"code": "nobody-owns-account", "values": {"accounts": input.grants.unmapped}} if {
	input.phase != "plan"
	input.grants.state == "value"
	input.grants.unmapped > 0
}

deny contains {"code": "any-account", "values": {}} if {
	input.grants.state == "value"
	input.grants.open
}

# What is told of before apply only, or in a shape that nobody can read, may open it: that stays unknown.
inapplicable contains {"code": "left-to-the-audit", "values": {}} if {
	input.phase == "plan"
	input.grants.state in {"value", "absent", "unsupported"}
}

unknown contains {"code": "not-read", "values": {}} if input.grants.state == "absent"

allow contains {"code": "mapped", "values": {"operators": input.grants.holders}} if input.grants.unmapped == 0
