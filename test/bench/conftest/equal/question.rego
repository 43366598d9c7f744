# METADATA
# title: Our questions, made in Rego
# description: >-
#   What a container is (its standing) and the two questions our gate puts about it: what it holds, then where and how it
#   lies. `test/bench/equal.test.ts` holds both to the questions that the gate really puts.
package bench.question

import rego.v1

import data.bench.estate
import data.bench.where

head(stage, subject) := {
	"version": "cloison/question/v1",
	"stage": stage,
	"phase": "plan",
	"asOf": estate.as_of,
	"subject": subject,
}

# The place is part of a subject; no rule of ours reads the id.
subject(id, standing) := object.union({"id": id, "kind": standing.kind}, estate.written({"place": object.get(standing.spot, "place", null)}))

dataset(standing) := object.get(estate.datasets, object.get(standing, "claims", ""), undeclared)

undeclared := {"state": "absent", "controller": data.estate.organisation.entity}

classify(id, standing) := object.union(head("classify", subject(id, standing)), {
	"class": {
		"declared": object.get(data.estate.datasets, [object.get(standing, "claims", ""), "class"], "none"),
		"detected": "absent",
		"effective": "unknown",
		"because": [],
	},
	"dataset": dataset(standing),
	"labels": {"state": "absent", "observation": "@labels", "grade": "observed"},
})

placement(id, standing, class) := object.union(head("placement", subject(id, standing)), {
	"class": class,
	"dataset": dataset(standing),
	"claim": claim(standing),
	"location": where.location(standing.provider, standing.region, object.get(place(standing), "region", null)),
	"zone": where.zone(standing.spot, standing.provider),
	"hosting": estate.hosting[standing.provider],
	"key": where.key(standing.spot, standing.provider, object.get(dataset(standing), "keyHolder", null)),
	"encryption": encryption(standing),
	"publicRead": standing.publicRead,
	"publicWrite": standing.publicWrite,
	"replication": replication(standing),
	"grants": {"state": "unsupported", "observation": "@grants", "grade": "observed"},
})

place(standing) := object.get(estate.place, [object.get(standing.spot, "place", ""), "is"], {})

claim(standing) := {"state": "value", "dataset": standing.claims, "known": known} if {
	known := standing.claims in object.keys(data.estate.datasets)
}

claim(standing) := {"state": "absent"} if not standing.claims

# What a change cannot say may be answered by what the estate declares of the place.
encryption(standing) := {"state": "value", "observation": "@encryption", "grade": "declared", "value": value} if {
	standing.encryption.state == "unsupported"
	value := place(standing).declared.encryption
} else := standing.encryption

replication(standing) := {
	"state": "value",
	"observation": "@replication",
	"grade": "declared",
	"elsewhere": said == "elsewhere",
	"targets": [],
} if {
	standing.replication.state == "unsupported"
	said := place(standing).declared.replication
} else := standing.replication
