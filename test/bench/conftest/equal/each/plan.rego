# METADATA
# title: Each resource of a plan asked by itself
package main

import rego.v1

import data.bench.asked
import data.bench.terraform

deny contains asked.finding(id, refusal) if {
	some row in terraform.rows
	standing := terraform.standing(row.said)
	id := terraform.id(row.at, standing.spot)
	some refusal in asked.refused(id, standing)
}
