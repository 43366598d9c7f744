# METADATA
# title: Operators outside the EEA do not reach protected data
# description: >-
#   The stricter rule of the house: an operator employed by an entity outside the EEA, or working or connected from outside
#   it, does not reach protected data in clear. Lawful transfers are judged elsewhere; this rule is not the GDPR's.
package cloison.controls.access["non-eu-operators-stay-out"]

import rego.v1

import data.cloison.law.route

contract := {
	"severity": "critical",
	"force": "house",
	"references": ["GDPR 32", "GDPR 44"],
	"stages": ["access", "estate"],
	"kinds": ["access", "plane"],
	"classes": ["D3", "D4"],
	"requires": ["operator", "session"],
}

# Clear text that nobody rules out counts as clear text.
sealed if {
	input.clearText.state == "value"
	input.clearText.value == false
}

# A plane that nobody declares is one finding, said once, by the control that asks for it.
inapplicable contains {"code": "plane-left-out", "values": {}} if input.plane.state == "absent"

inapplicable contains {"code": "no-clear-text", "values": {}} if sealed

deny contains {"code": "foreign-employer", "values": {"operator": input.operator.id, "entity": input.operator.employer, "country": input.operator.employerCountry, "route": route.kind, "clear": route.clear}} if {
	not sealed
	route.foreign_employer
}

deny contains {"code": "from-abroad", "values": {"operator": input.operator.id, "entity": input.operator.employer, "country": country, "route": route.kind, "clear": route.clear}} if {
	not sealed
	some country in route.abroad
}

unknown contains {"code": "needs-decision", "values": {"country": country}} if some country in route.undecided

unknown contains {"code": "nobody-knows-who", "values": {}} if input.operator.state == "absent"

allow contains {"code": "inside", "values": {"operator": input.operator.id, "entity": input.operator.employer}} if {
	input.operator.state == "value"
	not route.third_country
}
