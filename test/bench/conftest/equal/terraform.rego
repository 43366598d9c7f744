# METADATA
# title: What a Terraform plan makes
# description: >-
#   The buckets of a plan, and what the plan says of each, for the type and the properties that the benchmark writes.
package bench.terraform

import rego.v1

import data.bench.estate
import data.bench.where

# What is said of a bucket is small: many resources say the same.
rows := [{"at": at, "said": said} |
	some at, change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.mode == "managed"
	some action in change.change.actions
	action in {"create", "update"}
	after := change.change.after
	said := {
		"region": object.get(after, "region", default_region),
		"acl": object.get(after, "acl", "private"),
		"claims": object.get(after, ["tags", "cloison-dataset"], null),
	}
]

default_region := input.configuration.provider_config.aws.expressions.region.constant_value

standing(said) := object.union(
	{
		"kind": "bucket",
		"provider": "aws",
		"region": said.region,
		"spot": where.found("aws", said.region, "s3"),
		"encryption": {"state": "value", "observation": "@encryption", "grade": "observed", "value": "provider-key"},
		"publicRead": door("publicRead", opened.read),
		"publicWrite": door("publicWrite", opened.write),
		"replication": {"state": "absent", "observation": "@replication", "grade": "observed"},
	},
	estate.written({"claims": said.claims}),
) if {
	opened := opens[said.acl]
}

opens := {
	"private": {"read": false, "write": false},
	"public-read": {"read": true, "write": false},
	"public-read-write": {"read": true, "write": true},
	"authenticated-read": {"read": true, "write": false},
	"log-delivery-write": {"read": false, "write": false},
}

# What opens it is said where something does.
door(fact, value) := object.union(
	{"state": "value", "observation": concat("", ["@", fact]), "grade": "observed", "value": value},
	{true: {"via": "acl"}, false: {}}[value],
)

id(at, spot) := concat("/", ["store:/", spot.place, segment(input.resource_changes[at].change.after.bucket)])

id(at, spot) := concat("/", ["plan:/", segment(data.conftest.file.name), segment(input.resource_changes[at].address)]) if {
	not spot.place
}

segment(text) := replace(urlquery.encode(text), "+", "%20")
