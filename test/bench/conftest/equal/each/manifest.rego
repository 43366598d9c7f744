# METADATA
# title: Each document asked by itself
# description: The common way to run conftest on manifests, where every document is an input of its own.
package main

import rego.v1

import data.bench.asked
import data.bench.kubernetes

deny contains asked.finding(id, refusal) if {
	standing := kubernetes.standing(kubernetes.said(input))
	id := kubernetes.id(input.metadata.name)
	some refusal in asked.refused(id, standing)
}
