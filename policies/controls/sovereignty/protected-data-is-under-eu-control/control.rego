# METADATA
# title: Protected data is under EU control
# description: >-
#   The entity that hosts protected data, and every parent of it, is established in the Union; non-EU holders stay
#   under the individual and collective thresholds of SecNumCloud 3.2 (19.6), without a veto or a majority of a body.
package cloison.controls.sovereignty["protected-data-is-under-eu-control"]

import rego.v1

import data.cloison.law.geography
import data.cloison.law.reach

contract := {
	"severity": "high",
	"force": "framework",
	"references": ["SecNumCloud 3.2 19.6", "GDPR 28(1)"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "table", "database", "stream"],
	"classes": ["D3", "D4"],
	"requires": ["hosting"],
}

thresholds := data.cloison.facts.thresholds.secNumCloud

outside(country) if geography.in_union(country) == "no"

foreign_shares := [holder | some holder in input.hosting.shares; outside(holder.country)]

deny contains {"code": "foreign-entity", "values": {"entity": link.entity, "country": link.country, "link": link.link}} if {
	some link in input.hosting.chain
	link.link in {"self", "parent"}
	outside(link.country)
}

deny contains {"code": "one-holder-above-threshold", "values": {"country": holder.country, "share": holder.share, "threshold": thresholds.individualPct}} if {
	some holder in foreign_shares
	holder.share > thresholds.individualPct
}

# Shares are never added across levels: a tenth of a parent is not a tenth of its subsidiary.
deny contains {"code": "holders-above-threshold", "values": {"entity": entity, "share": total, "threshold": thresholds.collectivePct}} if {
	some entity in {holder.of | some holder in foreign_shares}
	total := sum([holder.share | some holder in foreign_shares; holder.of == entity])
	total > thresholds.collectivePct
}

deny contains {"code": "veto", "values": {"country": holder.country}} if {
	some holder in foreign_shares
	holder.veto
}

deny contains {"code": "majority-of-a-body", "values": {"country": holder.country}} if {
	some holder in foreign_shares
	holder.majority
}

# Below the thresholds is only known when every level of the chain has its holders on record.
unknown contains {"code": "ownership-not-known", "values": {"entity": input.hosting.entity}} if input.hosting.ownership == "unknown"

unknown contains {"code": "recalled", "values": {"entity": input.hosting.entity}} if input.hosting.confidence == "recalled"

unknown contains {"code": "needs-decision", "values": {"country": country}} if {
	some country in reach.undecided(input.hosting.chain)
}

unknown contains {"code": "no-entity", "values": {}} if input.hosting.state == "absent"

allow contains {"code": "under-eu-control", "values": {"entity": input.hosting.entity}} if input.hosting.ownership == "known"
