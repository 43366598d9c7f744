package main

import rego.v1

inside := {"eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"}

personal := {"people"}

deny contains message if {
	input.kind == "PersistentVolume"
	personal[input.metadata.labels["cloison-dataset"]]
	some term in input.spec.nodeAffinity.required.nodeSelectorTerms
	some expression in term.matchExpressions
	expression.key == "topology.kubernetes.io/region"
	some region in expression.values
	not inside[region]
	message := sprintf("%s: %s is outside the EEA", [input.metadata.name, region])
}
