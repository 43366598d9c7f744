# METADATA
# title: Only the owner loosens the promise
# description: >-
#   A change may tighten the estate that it is judged with. One that lowers a class, widens where data may lie, says who
#   somebody works for, adds a key or relaxes a control needs the owner's signature, or the judge would be in the dock.
package cloison.controls.register["only-the-owner-loosens-the-promise"]

import rego.v1

contract := {
	"severity": "high",
	"force": "house",
	"references": ["GDPR 24", "GDPR 5(2)", "GDPR 25"],
	"stages": ["estate"],
	"phases": ["plan"],
	"kinds": ["change"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["loosening"],
}

# What is left out is taken for the worst: a question of somebody else loses no refusal by it.
how := object.get(input.loosening, "how", "changed")

target := object.get(input.loosening, "target", "")

fields := object.get(input.loosening, "fields", [])

signature := object.get(input.loosening, "signature", "missing")

deny contains {"code": "not-signed", "values": {"how": how, "target": target, "fields": fields}} if {
	how != "nothing"
	signature == "missing"
}

deny contains {"code": "not-by-the-owner", "values": {"how": how, "target": target, "fields": fields}} if {
	how != "nothing"
	signature == "invalid"
}

deny contains {"code": "signed-something-else", "values": {"how": how, "target": target, "fields": fields}} if {
	how != "nothing"
	signature == "another"
}

deny contains {"code": "rolled-back", "values": {"how": how, "target": target, "fields": fields}} if {
	how != "nothing"
	signature == "older"
}

unknown contains {"code": "not-verifiable", "values": {"how": how, "target": target, "fields": fields}} if {
	how != "nothing"
	signature == "untrusted"
}

allow contains {"code": "signed", "values": {"how": how, "target": target, "fields": fields}} if {
	how != "nothing"
	signature == "valid"
}

allow contains {"code": "nothing-loosened", "values": {}} if how == "nothing"
