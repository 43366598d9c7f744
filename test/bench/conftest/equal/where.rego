# METADATA
# title: Where a container lies
# description: Its place and its zone of the estate, by the place that the caller hands over, else by provider and region.
package bench.where

import rego.v1

import data.bench.estate

# `connects`: how a place of this kind of container is connected.
found(provider, region, connects) := {"place": place.id, "zone": place.zone} if {
	fitting := [place | some place in estate.places[provider][region]; connects in place.connects]
	count(fitting) == 1
	place := fitting[0]
} else := {"zone": id} if {
	alike := {place.zone | some place in estate.places[provider][region]}
	count(alike) == 1
	some id in alike
} else := {"among": sort(alike), "matched": true} if {
	alike := {place.zone | some place in estate.places[provider][region]}
	count(alike) > 1
} else := {"among": sort(object.get(estate.hosted, provider, set())), "matched": false}

zone(spot, _) := estate.zones[spot.zone]

zone(spot, provider) := {"state": "absent", "provider": provider} if spot.among == []

zone(spot, provider) := {"state": state, "provider": provider, "among": spot.among} if {
	count(spot.among) > 0
	state := {true: "value", false: "unknown"}[spot.matched]
}

key(spot, provider, holder) := object.union(
	{"state": "value", "entity": entity, "separate": count(estate.group(entity) & estate.group(provider)) == 0},
	object.get(estate.countries, entity, {}),
) if {
	operators := {estate.key_operator[id] | some id in zones(spot)}
	count(operators) == 1
	some operator in operators
	entity := [each | some each in [operator, holder]; each != null][0]
} else := {"state": "unknown"}

zones(spot) := {spot.zone} if {
	spot.zone
} else := {id | some id in spot.among}

# `declared`: of the place, where it says a region.
location(provider, region, declared) := object.union_n([
	{
		"state": "value",
		"grade": "observed",
		"observation": "@location",
		"provider": provider,
		"region": region,
		"endpointMethod": "declared",
		"endpointIndependent": false,
		"dataMethod": "declared",
		"dataIndependent": false,
	},
	estate.written({"declaredRegion": declared}),
	object.get(data.bench.regions, [provider, region], {}),
])
