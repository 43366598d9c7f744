# METADATA
# title: What the adapter asks, and what is answered
# description: For the test alone; conftest is not given this file.
package harness

import rego.v1

import data.bench.asked
import data.bench.kubernetes
import data.bench.question
import data.bench.terraform

plan[id] := asking(id, standing) if {
	some row in terraform.rows
	standing := terraform.standing(row.said)
	id := terraform.id(row.at, standing.spot)
}

# Documents as `--combine` gives them.
manifests[id] := asking(id, standing) if {
	some each in input
	standing := kubernetes.standing(kubernetes.said(each.contents))
	id := kubernetes.id(each.contents.metadata.name)
}

asking(id, standing) := {"questions": [content, placement], "answers": answers} if {
	answers := asked.answers(id, standing)
	content := question.classify(id, standing)
	placement := question.placement(id, standing, answers[0].class)
}
