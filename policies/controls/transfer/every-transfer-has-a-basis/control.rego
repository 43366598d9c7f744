# METADATA
# title: Every transfer has a basis in Chapter V
# description: >-
#   A transfer to a third country has a basis that is valid that day and within its scope: adequacy tested with its scope,
#   or a safeguard of article 46 or 47. A derogation of article 49 is never the standing basis of a recurring flow.
package cloison.controls.transfer["every-transfer-has-a-basis"]

import rego.v1

import data.cloison.law.basis
import data.cloison.law.geography

contract := {
	"severity": "critical",
	"force": "law",
	"references": ["GDPR 44", "GDPR 45", "GDPR 46"],
	"stages": ["access", "estate"],
	"kinds": ["access", "plane", "transfer"],
	"classes": ["D2", "D3", "D4", "D0", "D1"],
	"requires": ["transfer"],
}

# A plane that nobody declares is one finding, said once, by the control that asks for it.
inapplicable contains {"code": "plane-left-out", "values": {}} if input.plane.state == "absent"

inapplicable contains {"code": "not-a-transfer", "values": {"route": basis.route}} if {
	not basis.is_transfer
	not basis.undecided
	not basis.unclear
	not basis.nobody
}

# Under whose authority somebody acts decides whether there is an importer at all: unclear is not an answer.
unknown contains {"code": "nobody-knows-who", "values": {}} if basis.nobody

unknown contains {"code": "unclear-authority", "values": {"importer": basis.importer}} if basis.unclear

deny contains {"code": "none", "values": {"importer": basis.importer, "country": basis.country}} if {
	basis.is_transfer
	input.transfer.state == "absent"
	not geography.adequate(basis.country)
	not geography.adequate_in_part(basis.country)
}

# Article 45 asks for no declaration: full adequacy carries an undeclared transfer, adequacy in part leaves it open.
allow contains {"code": "adequate-country", "values": {"country": basis.country}} if {
	basis.is_transfer
	input.transfer.state == "absent"
	basis.places_known
	geography.adequate(basis.country)
}

unknown contains {"code": "none-but-adequate-in-part", "values": {"importer": basis.importer, "country": basis.country}} if {
	basis.is_transfer
	input.transfer.state == "absent"
	geography.adequate_in_part(basis.country)
	not geography.adequate(basis.country)
}

deny contains {"code": "no-tool", "values": {"transfer": input.transfer.id, "country": basis.country}} if {
	basis.is_transfer
	input.transfer.state == "value"
	not input.transfer.tool
}

deny contains {"code": "out-of-period", "values": {"transfer": input.transfer.id, "from": input.transfer.from, "until": object.get(input.transfer, "until", "")}} if {
	basis.is_transfer
	not basis.in_period
	input.transfer.state == "value"
}

deny contains {"code": "derogation-as-standing-basis", "values": {"transfer": input.transfer.id, "tool": input.transfer.tool}} if {
	basis.is_transfer
	basis.derogation
}

deny contains {"code": "tool-not-in-force", "values": {"transfer": input.transfer.id, "tool": input.transfer.tool}} if {
	basis.is_transfer
	input.transfer.tool
	not basis.derogation
	not basis.tool_in_force
}

deny contains {"code": "no-adequacy", "values": {"transfer": input.transfer.id, "country": basis.country}} if {
	basis.is_transfer
	basis.tool == "45"
	not geography.adequate(basis.country)
	not geography.adequate_in_part(basis.country)
	not basis.undecided
}

unknown contains {"code": "adequacy-scope", "values": {"transfer": input.transfer.id, "country": basis.country}} if {
	basis.is_transfer
	basis.tool == "45"
	geography.adequate_in_part(basis.country)
	not geography.adequate(basis.country)
}

unknown contains {"code": "no-module", "values": {"transfer": input.transfer.id, "tool": input.transfer.tool}} if {
	basis.is_transfer
	basis.tool == "46.2.c"
	not input.transfer.module
}

unknown contains {"code": "needs-decision", "values": {"countries": sort(basis.open_countries)}} if basis.undecided

allow contains {"code": "basis", "values": {"transfer": input.transfer.id, "tool": input.transfer.tool}} if {
	basis.is_transfer
	basis.tool_in_force
}
