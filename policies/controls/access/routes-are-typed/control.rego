# METADATA
# title: Every route of access is typed
# description: >-
#   Each access has a route that law knows: same entity, agent under authority (art. 29), transfer, exposure through a
#   parent. An unclear authority is unknown; a processor that nobody engaged has no instructions to act on.
package cloison.controls.access["routes-are-typed"]

import rego.v1

import data.cloison.law.route

contract := {
	"severity": "medium",
	"force": "house",
	"references": ["GDPR 28", "GDPR 29"],
	"stages": ["access"],
	"kinds": ["access"],
	"classes": ["D2", "D3", "D4"],
	"requires": ["operator"],
}

deny contains {"code": "not-instructed", "values": {"entity": input.operator.employer, "authority": input.operator.authority}} if {
	input.operator.state == "value"
	input.operator.instructed == false
	input.operator.authority != "unclear"
}

unknown contains {"code": "unclear", "values": {"operator": input.operator.id, "entity": input.operator.employer}} if route.kind == "unclear"

unknown contains {"code": "needs-decision", "values": {"countries": sort(route.undecided)}} if route.kind == "undecided"

unknown contains {"code": "nobody-knows-who", "values": {}} if input.operator.state == "absent"

allow contains {"code": "typed", "values": {"route": route.kind}} if {
	input.operator.state == "value"
	input.operator.instructed
}
