# METADATA
# title: Keys are held outside the hosting provider
# description: >-
#   Protected data is encrypted with a key held by an entity outside the group of the hosting provider (EDPB
#   Recommendations 01/2020, use case 1; Cloud Sovereignty Framework SOV-3.1), and by the holder the dataset names.
package cloison.controls.keys["keys-are-held-outside-the-provider"]

import rego.v1

contract := {
	"severity": "high",
	"force": "framework",
	"references": ["GDPR 32(1)(a)", "EDPB 01/2020 use case 1", "CSF SOV-3.1"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "table", "database", "stream"],
	"classes": ["D3", "D4"],
	"requires": ["encryption", "key", "hosting"],
}

# Whoever controls the data may host it and hold its key: the rule is about a host that is somebody else.
own_host if {
	input.hosting.state == "value"
	input.hosting.entity == input.dataset.controller
}

deny contains {"code": "not-encrypted", "values": {}} if input.encryption.state == "absent"

deny contains {"code": "not-encrypted", "values": {}} if input.encryption.value == "none"

deny contains {"code": "provider-key", "values": {"provider": input.hosting.entity}} if input.encryption.value == "provider-key"

deny contains {"code": "held-by-provider-group", "values": {"holder": input.key.entity, "provider": input.hosting.entity}} if {
	input.key.state == "value"
	input.key.separate == false
	not own_host
}

deny contains {"code": "held-by-another", "values": {"holder": input.key.entity, "declared": input.dataset.keyHolder}} if {
	input.key.state == "value"
	input.dataset.keyHolder != input.key.entity
}

unknown contains {"code": "no-holder", "values": {}} if input.key.state == "absent"

allow contains {"code": "held-by-the-controller", "values": {"holder": input.key.entity}} if {
	input.encryption.value == "customer-key"
	own_host
	input.key.state == "value"
}

allow contains {"code": "held-outside", "values": {"holder": input.key.entity}} if {
	input.encryption.value == "customer-key"
	input.key.separate
}
