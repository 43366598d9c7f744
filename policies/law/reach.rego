# METADATA
# title: Laws that may reach an entity
# description: >-
#   A law may reach an entity when its country is that of the entity, of a parent, of a holder or of an establishment.
#   Application is a legal assessment; blocking laws are never subtracted; a proposal never decides.
package cloison.law.reach

import rego.v1

import data.cloison.law.geography

compelling := {"compelled-access", "collection-without-compulsion"}

# Ids of the laws of countries outside the Union that may reach a chain of entities that day.
laws(chain) := {law.id |
	some link in chain
	geography.in_union(link.country) != "yes"
	some law in data.cloison.facts.laws[link.country]
	law.kind in compelling
	law.decides
	geography.holds(law)
}

# Countries outside the Union in a chain of which no law is recorded: none recorded is not none exists.
unrecorded(chain) := {link.country |
	some link in chain
	geography.in_union(link.country) == "no"
	not recorded(link.country)
}

recorded(country) if {
	some law in data.cloison.facts.laws[country]
	law.kind in compelling
}

# Countries of a chain outside the Union, or of which nobody can say.
foreign(chain) := {link.country |
	some link in chain
	geography.in_union(link.country) == "no"
}

undecided(chain) := {link.country |
	some link in chain
	geography.in_union(link.country) == "unknown"
}
