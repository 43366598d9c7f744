# METADATA
# title: Resources that stand alike asked once
# description: What our gate does of itself, and the most that whoever writes for conftest can spare.
package main

import rego.v1

import data.bench.asked
import data.bench.terraform

# No rule of ours reads the id of a subject, so any will do.
refusals[said] := {"spot": standing.spot, "all": asked.refused("any", standing)} if {
	some said in {row.said | some row in terraform.rows}
	standing := terraform.standing(said)
}

deny contains asked.finding(id, refusal) if {
	some row in terraform.rows
	answer := refusals[row.said]
	some refusal in answer.all
	id := terraform.id(row.at, answer.spot)
}
