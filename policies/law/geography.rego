# METADATA
# title: Geography on a day
# description: Dated membership of the Union and the EEA, and adequacy with its scope. Days are inclusive at both ends.
package cloison.law.geography

import rego.v1

day := substring(input.asOf, 0, 10)

# A row holds on the day; an empty string is an open end.
holds(row) if {
	row.from <= day
	ends_later(row)
}

ends_later(row) if row.to == ""

ends_later(row) if row.to >= day

member(union, country) if {
	some row in data.cloison.facts.memberships[union][country]
	holds(row)
}

# no | yes | unknown: a territory that needs a decision of counsel, or a code nobody knows, is unknown, never no.
in_eea(country) := standing("EEA", country)

in_union(country) := standing("EU", country)

standing(union, country) := "yes" if {
	member(union, country)
} else := "unknown" if {
	data.cloison.facts.needsDecision[country]
} else := "no" if {
	data.cloison.facts.countries[country]
} else := "unknown"

# Adequacy that any importer of the country may use that day. Another scope needs facts of the importer, and a row that
# rests on memory supports no allow: both are adequacy in part.
adequate(country) if {
	some row in data.cloison.facts.adequacy[country]
	holds(row)
	whole(row)
}

adequate_in_part(country) if {
	some row in data.cloison.facts.adequacy[country]
	holds(row)
	not whole(row)
}

whole(row) if {
	row.scope == "all"
	row.confidence != "recalled"
}
