# METADATA
# title: The controls that decide about a volume, by hand
# description: As for a planned bucket, for one document; the place is what the caller hands over.
package main

import rego.v1

import data.known

dataset := object.get(input.metadata, ["labels", "cloison-dataset"], "") if input.kind == "PersistentVolume"

regions contains region if {
	some term in input.spec.nodeAffinity.required.nodeSelectorTerms
	some expression in term.matchExpressions
	expression.key == "topology.kubernetes.io/region"
	some region in expression.values
}

place := {"zone": id, "is": each} if {
	some id, zone in data.estate.zones
	each := zone.places[data.bench.place]
}

subject := sprintf("cluster://%s/_/PersistentVolume/%s", [data.bench.place, input.metadata.name])

deny contains known.finding(subject, "residency/personal-data-stays-in-the-eea", "deny") if {
	known.protected(dataset)
	some region in regions
	not known.inside(known.country(region))
}

deny contains known.finding(subject, "residency/region-is-known", "deny") if {
	known.protected(dataset)
	some region in regions
	region != place.is.region
}

deny contains known.finding(subject, "residency/region-is-known", "unknown") if {
	some region in regions
	not known.country(region)
}

deny contains known.finding(subject, "residency/region-is-known", "unknown") if {
	dataset
	count(regions) == 0
}

deny contains known.finding(subject, "residency/class-lies-in-allowed-zones", "deny") if {
	known.protected(dataset)
	not place.zone in data.estate.datasets[dataset].mayLieIn
}

deny contains known.finding(subject, "register/planned-containers-name-their-dataset", "unknown") if {
	dataset
	not data.estate.datasets[dataset]
}

deny contains known.finding(subject, "residency/copies-follow-the-class", "deny") if {
	known.protected(dataset)
	place.is.declared.replication != "none"
}
