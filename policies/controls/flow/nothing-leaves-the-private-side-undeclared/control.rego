# METADATA
# title: Nothing leaves the private side but by a declared flow
# description: >-
#   Data at home on the private side reaches the public side only by a declared flow: anonymised or pseudonymised with a
#   signed test in force, or published by a decision. A copy found without a flow is a movement nobody declared.
package cloison.controls.flow["nothing-leaves-the-private-side-undeclared"]

import rego.v1

contract := {
	"severity": "high",
	"force": "house",
	"references": ["GDPR 5(1)(f)", "GDPR 25", "GDPR 32"],
	"stages": ["estate"],
	"kinds": ["flow", "path"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["flow", "proof"],
}

day := substring(input.asOf, 0, 10)

crosses if {
	input.flow.fromSide == "private"
	input.flow.toSide != "private"
}

inapplicable contains {"code": "does-not-cross", "values": {}} if {
	input.flow.state == "value"
	not crosses
}

transformed if input.flow.transform in {"anonymised", "pseudonymised"}

proof_in_force if {
	input.proof.from <= day
	input.proof.until >= day
}

published if {
	input.flow.published
	input.flow.publishedFrom <= day
}

deny contains {"code": "not-declared", "values": {"from": input.flow.from, "to": input.flow.to}} if {
	crosses
	input.flow.declared == false
}

deny contains {"code": "in-clear", "values": {"from": input.flow.from, "to": input.flow.to}} if {
	crosses
	input.flow.declared
	not transformed
	not published
}

deny contains {"code": "test-unfavourable", "values": {"proof": input.proof.id}} if {
	crosses
	transformed
	input.proof.result == "unfavourable"
}

unknown contains {"code": "no-test", "values": {"from": input.flow.from, "to": input.flow.to}} if {
	crosses
	transformed
	input.proof.state == "absent"
}

unknown contains {"code": "test-not-in-force", "values": {"proof": input.proof.id}} if {
	crosses
	transformed
	input.proof.state == "value"
	not proof_in_force
}

unknown contains {"code": "test-not-signed", "values": {"proof": input.proof.id}} if {
	crosses
	transformed
	input.proof.state == "value"
	input.proof.signed != "valid"
}

unknown contains {"code": "test-reserved", "values": {"proof": input.proof.id}} if {
	crosses
	transformed
	input.proof.result == "reserved"
}

# A test that has no result is not favourable: then nothing is said, and silence is unknown.
may_leave if published

may_leave if {
	transformed
	input.proof.result == "favourable"
}

allow contains {"code": "declared", "values": {"from": input.flow.from, "to": input.flow.to}} if {
	crosses
	input.flow.declared
	may_leave
}
