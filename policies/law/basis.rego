# METADATA
# title: The basis of a transfer
# description: >-
#   What is asked of the basis, for a declared transfer, for an access whose route is a transfer, and for a plane run by
#   another entity of a third country. GDPR 44 to 49; EDPB 05/2021 for what a transfer is.
package cloison.law.basis

import rego.v1

import data.cloison.law.geography
import data.cloison.law.route as access_route

day := geography.day

route := "declared" if input.subject.kind == "transfer"

route := access_route.kind if input.subject.kind != "transfer"

country := input.transfer.country if input.subject.kind == "transfer"

country := access_route.importer_country if input.subject.kind != "transfer"

importer := input.transfer.importer if input.subject.kind == "transfer"

importer := input.operator.employer if input.subject.kind != "transfer"

# Chapter V speaks of personal data only.
impersonal if input.dataset.personal == false

is_transfer if {
	input.subject.kind == "transfer"
	not impersonal
	geography.in_eea(input.transfer.country) != "yes"
}

is_transfer if {
	input.subject.kind != "transfer"
	not impersonal
	access_route.kind == "transfer"
}

# Countries of which nobody can say whether they are third countries.
open_countries contains input.transfer.country if {
	input.subject.kind == "transfer"
	not impersonal
	geography.in_eea(input.transfer.country) == "unknown"
}

open_countries contains country if {
	input.subject.kind != "transfer"
	not impersonal
	access_route.kind == "undecided"
	some country in access_route.undecided
}

undecided if count(open_countries) > 0

# An account that nobody knows, on personal data.
nobody if {
	input.subject.kind != "transfer"
	not impersonal
	access_route.kind == "nobody"
}

# Somebody who acts from, or for an entity of, a third country under nobody's known authority.
unclear if {
	input.subject.kind != "transfer"
	not impersonal
	access_route.kind == "unclear"
	access_route.third_country
}

# From nowhere is not from an adequate country.
places_known if count(access_route.places) > 0

tool := input.transfer.tool

started if input.transfer.from <= day

not_ended if not input.transfer.until

not_ended if input.transfer.until >= day

in_period if {
	started
	not_ended
}

derogation if data.cloison.facts.tools[tool].standing == false

tool_in_force if {
	row := data.cloison.facts.tools[tool]
	row.standing
	geography.holds(row)
}

adequate if {
	tool == "45"
	geography.adequate(country)
}

adequate if {
	input.transfer.state == "absent"
	geography.adequate(country)
}
