# METADATA
# title: Every dataset has an activity, an owner, a home and an end
# description: >-
#   Each dataset serves an activity of the register, has an owner, a home zone, a place where it lies, and a declared end.
package cloison.controls.register["every-dataset-is-accounted-for"]

import rego.v1

contract := {
	"severity": "medium",
	"force": "house",
	"references": ["GDPR 30", "GDPR 5(1)(e)", "GDPR 5(2)"],
	"stages": ["estate"],
	"kinds": ["dataset"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["dataset"],
}

deny contains {"code": "no-activity", "values": {"dataset": input.dataset.id}} if {
	input.dataset.state == "value"
	count(input.dataset.activities) == 0
}

deny contains {"code": "no-owner", "values": {"dataset": input.dataset.id}} if {
	input.dataset.state == "value"
	not input.dataset.owner
}

deny contains {"code": "no-home", "values": {"dataset": input.dataset.id}} if {
	input.dataset.state == "value"
	not input.dataset.home
}

deny contains {"code": "no-end", "values": {"dataset": input.dataset.id}} if {
	input.dataset.state == "value"
	not input.dataset.endState
}

unknown contains {"code": "lies-nowhere", "values": {"dataset": input.dataset.id}} if {
	input.dataset.state == "value"
	input.dataset.containers == 0
}

allow contains {"code": "accounted-for", "values": {"dataset": input.dataset.id}} if input.dataset.state == "value"
