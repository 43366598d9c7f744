# METADATA
# title: The detected class never exceeds the declared one
# description: >-
#   What the content holds is never above what the estate declares.
package cloison.controls.classification["detected-stays-within-declared"]

import rego.v1

import data.cloison.classes

contract := {
	"severity": "critical",
	"force": "house",
	"references": ["GDPR 5(2)", "GDPR 9", "GDPR 32"],
	"stages": ["classify"],
	"phases": ["request", "live"],
	"kinds": ["bucket", "prefix", "fileroot", "table", "database", "stream"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["labels", "dataset"],
}

inapplicable contains {"code": "undeclared", "values": {}} if input.dataset.state == "absent"

deny contains {"code": "above", "values": {"declared": input.class.declared, "detected": input.labels.detected, "categories": input.labels.categories}} if {
	input.dataset.state == "value"
	not published
	classes.rank[input.labels.detected] > classes.rank[input.class.declared]
}

# Lawfully published personal data is D0; only special or criminal content contradicts it.
deny contains {"code": "above", "values": {"declared": input.class.declared, "detected": input.labels.detected, "categories": input.labels.categories}} if {
	published
	input.labels.detected in {"D3", "D4"}
}

published if {
	input.class.declared == "D0"
	input.dataset.personal
	input.dataset.published
}

# A pass that did not read everything proves nothing about the rest, unless the declared class is already the highest.
unknown contains {"code": "not-all-read", "values": {"declared": input.class.declared}} if {
	input.labels.fullPass == false
	input.class.declared != "D4"
}

unknown contains {"code": "not-read", "values": {}} if input.labels.state == "absent"

allow contains {"code": "within", "values": {"declared": input.class.declared, "detected": input.labels.detected}} if input.labels.state == "value"
