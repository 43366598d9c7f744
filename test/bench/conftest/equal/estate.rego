# METADATA
# title: The estate, as questions tell it
# description: >-
#   The joins over the estate and the facts that many containers share. No rule here reads the input: OPA works each out
#   once a query. The estate comes by `--data`, the facts keyed as questions look them up (`test/bench/facts.ts`).
package bench.estate

import rego.v1

as_of := data.bench.asOf

day := substring(as_of, 0, 10)

written(fields) := {name: value | some name, value in fields; value != null}

datasets[id] := object.union(
	{
		"state": "value",
		"id": id,
		"personal": object.get(dataset, "personal", count({dataset.class} & {"D0", "D1"}) == 0),
		"mayLieIn": object.get(dataset, "mayLieIn", []),
		"activities": activities,
		"controller": controller(activities),
		"roles": object.get(dataset, ["readers", "roles"], []),
		"published": count(published) > 0,
		"containers": count(object.get(dataset, "lies", [])) + count(object.get(dataset, "copies", [])),
		"as": "claimed",
	},
	written({
		"home": object.get(dataset, "home", null),
		"homeSide": object.get(data.estate.zones, [object.get(dataset, "home", ""), "side"], null),
		"owner": object.get(dataset, "owner", null),
		"keyHolder": object.get(dataset, ["key", "holder"], null),
		"endState": object.get(dataset, ["end", "state"], null),
		"endBy": object.get(dataset, ["end", "by"], null),
		"clearance": object.get(dataset, ["readers", "clearance"], null),
	}),
) if {
	some id, dataset in data.estate.datasets
	activities := [name | some name, activity in data.estate.activities; id in activity.datasets]
	published := [flow |
		some flow in object.get(data.estate, "flows", [])
		flow.from == id
		flow.publication.from <= day
	]
}

controller(activities) := data.estate.activities[activities[0]].controller if {
	count(activities) > 0
} else := data.estate.organisation.entity

# The chain of a provider of the facts: its seats, and those of its parents.
seats(provider) := [row |
	some field in ["seatCountry", "incorporationCountry", "eeaContractingCountry"]
	some row in data.bench.statements[provider][field]
]

parents(provider) := [row | some row in data.bench.statements[provider].parentCountry]

hosting[provider] := {
	"state": "value",
	"entity": provider,
	"country": own[0].value,
	"chain": array.concat(
		[{"entity": provider, "country": country, "link": "self"} | some country in distinct(own)],
		[{"entity": sprintf("%s:parent", [provider]), "country": country, "link": "parent"} | some country in distinct(above)],
	),
	"shares": [],
	"ownership": "unknown",
	"confidence": worst({row.confidence | some row in array.concat(own, above)}),
} if {
	some provider in {zone.provider | some zone in data.estate.zones}
	own := seats(provider)
	above := parents(provider)
}

distinct(rows) := [row.value | some at, row in rows; not row.value in {one.value | some one in array.slice(rows, 0, at)}]

worst(grades) := [grade | some grade in ["recalled", "secondary", "official"]; grade in grades][0]

group(entity) := graph.reachable(
	{id: [object.get(each, "parent", id)] | some id, each in data.estate.entities},
	{entity},
) | {entity}

zones[id] := {
	"state": "value",
	"id": id,
	"side": zone.side,
	"country": zone.country,
	"provider": zone.provider,
	"lawsAccepted": object.get(zone, "lawsAccepted", []),
} if {
	some id, zone in data.estate.zones
}

# Places by provider and region, and zones by provider: what a container of a plan is looked up in.
places[provider][region] contains {"id": id, "zone": zone_id, "connects": connects} if {
	some zone_id, zone in data.estate.zones
	provider := zone.provider
	some id, place in zone.places
	region := place.region
	connects := {kind | some kind in {"s3", "kubernetes"}; place[kind]}
}

hosted[provider] contains id if {
	some id, zone in data.estate.zones
	provider := zone.provider
}

place[id] := {"id": id, "zone": zone_id, "provider": zone.provider, "is": each} if {
	some zone_id, zone in data.estate.zones
	some id, each in zone.places
}

key_operator[id] := object.get(zone, ["planes", "keys", "entity"], null) if some id, zone in data.estate.zones

countries[entity] := written({"country": object.get(each, "country", null)}) if some entity, each in data.estate.entities
