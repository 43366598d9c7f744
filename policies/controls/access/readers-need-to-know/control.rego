# METADATA
# title: Readers need to know
# description: >-
#   Who reads a dataset holds one of the roles, and the clearance, that the dataset names.
package cloison.controls.access["readers-need-to-know"]

import rego.v1

contract := {
	"severity": "medium",
	"force": "house",
	"references": ["GDPR 25(2)", "GDPR 32"],
	"stages": ["access"],
	"kinds": ["access"],
	"classes": ["D3", "D4"],
	"requires": ["operator", "dataset"],
}

named if count(input.dataset.roles) > 0

inapplicable contains {"code": "undeclared", "values": {}} if input.dataset.state == "absent"

deny contains {"code": "role", "values": {"operator": input.operator.id, "role": input.operator.role, "roles": input.dataset.roles}} if {
	input.operator.state == "value"
	named
	not input.operator.role in input.dataset.roles
}

deny contains {"code": "clearance", "values": {"operator": input.operator.id, "clearance": input.dataset.clearance}} if {
	input.operator.state == "value"
	input.dataset.clearance
	object.get(input.operator, "clearance", "none") != input.dataset.clearance
}

unknown contains {"code": "no-readers-named", "values": {"dataset": input.dataset.id}} if {
	input.dataset.state == "value"
	not named
}

unknown contains {"code": "nobody-knows-who", "values": {}} if input.operator.state == "absent"

allow contains {"code": "named", "values": {"role": input.operator.role}} if {
	input.operator.role in input.dataset.roles
}
