# METADATA
# title: Planned containers name their dataset
# description: >-
#   A change says of every container it makes which dataset it will hold: by declaration in the estate, or by a tag or a
#   label. The estate's word wins; a change that says otherwise, or gives a container to a dataset of a lower class, is
#   refused.
package cloison.controls.register["planned-containers-name-their-dataset"]

import rego.v1

contract := {
	"severity": "medium",
	"force": "house",
	"references": ["GDPR 30", "GDPR 5(2)", "GDPR 25"],
	"stages": ["placement"],
	"phases": ["plan"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "table", "database", "stream"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["claim", "dataset"],
}

# The estate names the container itself, whatever the change claims.
declared if {
	input.dataset.state == "value"
	input.dataset.as in {"home", "lies", "copy"}
}

deny contains {"code": "contradicts", "values": {"claimed": input.claim.dataset, "declared": input.dataset.id}} if {
	declared
	input.claim.state == "value"
	input.claim.dataset != input.dataset.id
}

deny contains {"code": "lowers", "values": {"before": input.claim.before, "claimed": input.claim.dataset}} if {
	not declared
	input.claim.state == "value"
	input.claim.lowers
}

unknown contains {"code": "no-such-dataset", "values": {"claimed": input.claim.dataset}} if {
	not declared
	input.claim.state == "value"
	not input.claim.known
}

unknown contains {"code": "nobody-names-it", "values": {}} if {
	not declared
	input.claim.state == "absent"
}

allow contains {"code": "declared", "values": {"dataset": input.dataset.id}} if {
	declared
	input.claim.state == "absent"
}

allow contains {"code": "named", "values": {"dataset": input.dataset.id}} if {
	input.dataset.state == "value"
	input.claim.state == "value"
	input.claim.dataset == input.dataset.id
}
