# METADATA
# title: Documents that stand alike asked once
# description: Only with `--combine`, where all documents are one input.
package main

import rego.v1

import data.bench.asked
import data.bench.kubernetes

rows := [{"at": at, "said": kubernetes.said(each.contents)} | some at, each in input]

refusals[said] := asked.refused("any", kubernetes.standing(said)) if some said in {row.said | some row in rows}

deny contains asked.finding(kubernetes.id(input[row.at].contents.metadata.name), refusal) if {
	some row in rows
	some refusal in refusals[row.said]
}
