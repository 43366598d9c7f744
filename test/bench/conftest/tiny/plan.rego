package main

import rego.v1

inside := {"eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"}

open := {"public-read", "public-read-write", "authenticated-read"}

personal := {"people"}

deny contains message if {
	some change in input.resource_changes
	personal[change.change.after.tags["cloison-dataset"]]
	not inside[change.change.after.region]
	message := sprintf("%s: %s is outside the EEA", [change.address, change.change.after.region])
}

deny contains message if {
	some change in input.resource_changes
	personal[change.change.after.tags["cloison-dataset"]]
	open[change.change.after.acl]
	message := sprintf("%s: anybody may read it", [change.address])
}
