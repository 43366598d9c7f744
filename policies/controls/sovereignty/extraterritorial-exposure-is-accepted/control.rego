# METADATA
# title: Exposure to extraterritorial law is declared and accepted
# description: >-
#   Every law of a country outside the Union that may reach the entities of a zone is named in what the organisation
#   accepts for that zone. Whether a law applies to a given service is a legal assessment.
package cloison.controls.sovereignty["extraterritorial-exposure-is-accepted"]

import rego.v1

import data.cloison.law.reach

contract := {
	"severity": "medium",
	"force": "house",
	"references": ["GDPR 28(1)", "GDPR 48", "CSF SOV-2"],
	"stages": ["estate"],
	"kinds": ["zone"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["hosting", "zone"],
}

reaching := reach.laws(input.hosting.chain)

not_accepted := sort(reaching - {law | some law in input.zone.lawsAccepted})

deny contains {"code": "not-accepted", "values": {"laws": not_accepted, "countries": sort(reach.foreign(input.hosting.chain))}} if {
	count(not_accepted) > 0
}

# None recorded is not none exists: for protected data that is not an answer.
unknown contains {"code": "none-recorded", "values": {"countries": sort(reach.unrecorded(input.hosting.chain))}} if {
	input.class.effective in {"D3", "D4", "unknown"}
	count(reach.unrecorded(input.hosting.chain)) > 0
}

unknown contains {"code": "needs-decision", "values": {"countries": sort(reach.undecided(input.hosting.chain))}} if {
	count(reach.undecided(input.hosting.chain)) > 0
}

unknown contains {"code": "no-entity", "values": {}} if input.hosting.state == "absent"

allow contains {"code": "accepted", "values": {"laws": sort(reaching)}} if count(not_accepted) == 0
