# METADATA
# title: Undeclared containers hold no personal data
# description: >-
#   A container that no dataset declares is judged as an anonymous dataset: after a full pass it holds nothing personal,
#   else it is a finding; without a full pass it is unknown, never D0.
package cloison.controls.classification["undeclared-containers-hold-nothing-personal"]

import rego.v1

import data.cloison.classes

contract := {
	"severity": "high",
	"force": "house",
	"references": ["GDPR 5(2)", "GDPR 30"],
	"stages": ["classify"],
	"phases": ["request", "live"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "table", "database", "stream"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["labels", "dataset"],
}

inapplicable contains {"code": "declared", "values": {"dataset": input.dataset.id}} if input.dataset.state == "value"

deny contains {"code": "personal", "values": {"detected": input.labels.detected, "categories": input.labels.categories}} if {
	input.dataset.state == "absent"
	classes.rank[input.labels.detected] >= classes.rank.D2
}

unknown contains {"code": "not-all-read", "values": {}} if input.labels.fullPass == false

unknown contains {"code": "not-read", "values": {}} if input.labels.state == "absent"

allow contains {"code": "nothing-personal", "values": {}} if input.labels.fullPass
