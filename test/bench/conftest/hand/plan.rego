# METADATA
# title: The controls that decide about a planned bucket, by hand
# description: >-
#   What somebody would write for conftest who has only the buckets of one provider in mind: the findings of our controls
#   on the plan that is measured, and no question, no state of a fact, no citation and no other type.
package main

import rego.v1

import data.known

buckets := [bucket |
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.mode == "managed"
	some action in change.change.actions
	action in {"create", "update"}
	after := change.change.after
	bucket := {
		"address": change.address,
		"name": after.bucket,
		"region": object.get(after, "region", default_region),
		"acl": object.get(after, "acl", "private"),
		"dataset": object.get(after, ["tags", "cloison-dataset"], ""),
		"copies": object.get(after, "replication_configuration", []),
	}
]

default_region := input.configuration.provider_config.aws.expressions.region.constant_value

open := {"public-read", "public-read-write", "authenticated-read"}

subject(bucket) := sprintf("store://%s/%s", [known.stores[bucket.region], bucket.name])

subject(bucket) := sprintf("plan://%s/%s", [data.conftest.file.name, bucket.address]) if {
	not known.stores[bucket.region]
}

deny contains known.finding(subject(bucket), "residency/personal-data-stays-in-the-eea", "deny") if {
	some bucket in buckets
	known.protected(bucket.dataset)
	not known.inside(known.country(bucket.region))
}

deny contains known.finding(subject(bucket), "residency/region-is-known", "unknown") if {
	some bucket in buckets
	not known.country(bucket.region)
}

deny contains known.finding(subject(bucket), "residency/class-lies-in-allowed-zones", "unknown") if {
	some bucket in buckets
	not known.zones[bucket.region]
}

deny contains known.finding(subject(bucket), "residency/class-lies-in-allowed-zones", "deny") if {
	some bucket in buckets
	some zone in known.zones[bucket.region]
	not zone in data.estate.datasets[bucket.dataset].mayLieIn
}

deny contains known.finding(subject(bucket), "exposure/personal-data-is-not-public", "deny") if {
	some bucket in buckets
	known.protected(bucket.dataset)
	bucket.acl in open
}

deny contains known.finding(subject(bucket), "register/planned-containers-name-their-dataset", "unknown") if {
	some bucket in buckets
	not data.estate.datasets[bucket.dataset]
}

deny contains known.finding(subject(bucket), "residency/copies-follow-the-class", "deny") if {
	some bucket in buckets
	count(bucket.copies) > 0
}
