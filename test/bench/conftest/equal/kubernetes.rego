# METADATA
# title: What a manifest makes
# description: The volume of one document, and what it says of itself, for the kind that the benchmark writes.
package bench.kubernetes

import rego.v1

import data.bench.estate

said(document) := {
	"regions": [region |
		some term in document.spec.nodeAffinity.required.nodeSelectorTerms
		some expression in term.matchExpressions
		expression.key == "topology.kubernetes.io/region"
		expression.operator == "In"
		some region in expression.values
	],
	"claims": object.get(document, ["metadata", "labels", "cloison-dataset"], null),
} if {
	document.kind == "PersistentVolume"
}

# The place is what the caller hands over: a manifest names no cluster.
standing(said) := object.union(
	{
		"kind": "volume",
		"provider": place.provider,
		"region": said.regions[0],
		"spot": {"place": place.id, "zone": place.zone},
		"encryption": {"state": "unsupported", "observation": "@encryption"},
		"publicRead": {"state": "absent"},
		"publicWrite": {"state": "absent"},
		"replication": {"state": "unsupported", "observation": "@replication"},
	},
	estate.written({"claims": said.claims}),
) if {
	count(said.regions) == 1
	place := estate.place[data.bench.place]
}

id(name) := concat("/", ["cluster:/", data.bench.place, "_", "PersistentVolume", replace(urlquery.encode(name), "+", "%20")])
