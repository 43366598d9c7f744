# METADATA
# title: Routes of access
# description: >-
#   "Non-EU operator" is not one thing. Keyed on employing entity, authority, place of work and session country; never
#   on nationality, residence or birthplace. EDPB Guidelines 05/2021: a transfer needs another entity in a third country.
package cloison.law.route

import rego.v1

import data.cloison.law.geography
import data.cloison.law.reach

# Countries this access is exercised from: the session where it was seen, else the place of work.
seen if {
	input.session.state == "value"
	input.session.country
}

places contains input.session.country if seen

places contains country if {
	not seen
	some country in input.operator.worksIn
}

abroad contains country if {
	some country in places
	geography.in_eea(country) == "no"
}

undecided contains country if {
	some country in (places | {input.operator.employerCountry})
	geography.in_eea(country) == "unknown"
}

foreign_employer if geography.in_eea(input.operator.employerCountry) == "no"

third_country if foreign_employer

third_country if count(abroad) > 0

same_entity if input.operator.employer == input.dataset.controller

under_authority if {
	input.operator.authority != input.operator.employer
	input.operator.authority == input.dataset.controller
}

# Nobody's account may be anybody's: it has no route until somebody owns it.
kind := "nobody" if {
	input.operator.state != "value"
} else := "unclear" if {
	input.operator.authority == "unclear"
} else := "undecided" if {
	count(undecided) > 0
} else := "same-entity-abroad" if {
	same_entity
	count(abroad) > 0
} else := "same-entity" if {
	same_entity
} else := "agent-under-authority" if {
	under_authority
	count(abroad) == 0
} else := "transfer" if {
	third_country
} else := "parent-exposure" if {
	count(reach.foreign(input.operator.employerChain)) > 0
} else := "inside"

# The importer's countries of a transfer: where the other entity is established, and where the access is exercised from.
importer_countries contains input.operator.employerCountry if foreign_employer

importer_countries contains country if some country in abroad

without_adequacy contains country if {
	some country in importer_countries
	not geography.adequate(country)
}

# Every one of them needs a basis: one without adequacy is the one that counts, or a Swiss employer would cover Singapore.
importer_country := sort(without_adequacy)[0] if {
	count(without_adequacy) > 0
} else := sort(importer_countries)[0]

# How surely the access gives clear text; only what rules it out closes it.
clear := "seen" if {
	input.clearText.state == "value"
	input.clearText.value
} else := "not-excluded"
