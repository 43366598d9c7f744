# METADATA
# title: Clear text without adequacy has a favourable assessment
# description: >-
#   Where the importer sees clear text and no adequacy decision covers it, no contract cures a law that applies in practice
#   (EDPB Recommendations 01/2020, use cases 6 and 7). A dated, signed, favourable transfer impact assessment in force that
#   says the law does not apply in practice lets it proceed, graded declared (43.3). Absent or stale, it is unknown.
package cloison.controls.transfer["clear-text-has-a-favourable-assessment"]

import rego.v1

import data.cloison.law.basis

contract := {
	"severity": "critical",
	"force": "law",
	"references": ["GDPR 46(1)", "EDPB 01/2020 43.3"],
	"stages": ["access", "estate"],
	"kinds": ["access", "plane", "transfer"],
	"classes": ["D2", "D3", "D4", "D0", "D1"],
	"requires": ["transfer"],
}

in_clear if {
	input.subject.kind == "transfer"
	input.transfer.clearText
}

in_clear if {
	input.subject.kind != "transfer"
	not sealed
}

sealed if {
	input.clearText.state == "value"
	input.clearText.value == false
}

asked if {
	basis.is_transfer
	in_clear
	not basis.adequate
	not basis.undecided
}

in_force if {
	input.tia.from <= basis.day
	input.tia.until >= basis.day
}

# What stands beside a state other than value is stale: it neither allows nor refuses.
counts if {
	input.tia.state == "value"
	in_force
	input.tia.signed == "valid"
}

# A plane that nobody declares is one finding, said once, by the control that asks for it.
inapplicable contains {"code": "plane-left-out", "values": {}} if input.plane.state == "absent"

inapplicable contains {"code": "not-asked", "values": {"route": basis.route}} if {
	not asked
	not basis.undecided
	not basis.unclear
	not basis.nobody
}

unknown contains {"code": "nobody-knows-who", "values": {}} if basis.nobody

unknown contains {"code": "unclear-authority", "values": {"importer": basis.importer}} if basis.unclear

deny contains {"code": "no-safeguard", "values": {"importer": basis.importer, "country": basis.country}} if {
	asked
	not input.transfer.tool
}

# A declared transfer without clear text does not cover an access in clear.
deny contains {"code": "declared-without-clear-text", "values": {"transfer": input.transfer.id}} if {
	asked
	input.subject.kind != "transfer"
	input.transfer.clearText == false
}

deny contains {"code": "unfavourable", "values": {"tia": input.tia.id}} if {
	asked
	counts
	input.tia.result == "unfavourable"
}

unknown contains {"code": "absent", "values": {"country": basis.country}} if {
	asked
	input.transfer.tool
	input.tia.state == "absent"
}

unknown contains {"code": "stale", "values": {"tia": input.tia.id}} if {
	asked
	input.tia.state == "value"
	not in_force
}

unknown contains {"code": "not-signed", "values": {"tia": input.tia.id}} if {
	asked
	input.tia.state == "value"
	input.tia.signed != "valid"
}

unknown contains {"code": "reserved", "values": {"tia": input.tia.id}} if {
	asked
	counts
	input.tia.result == "reserved"
}

unknown contains {"code": "needs-decision", "values": {"countries": sort(basis.open_countries)}} if basis.undecided

allow contains {"code": "assessed", "values": {"tia": input.tia.id}} if {
	asked
	counts
	input.tia.result == "favourable"
}
