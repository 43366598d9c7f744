# METADATA
# title: Personal data stays in the EEA
# description: >-
#   House rule. The GDPR has no rule that data stays in the EEA; storage under an adequacy decision is lawful. The
#   house is stricter: containers of D2 to D4 lie in a country of the EEA that day.
package cloison.controls.residency["personal-data-stays-in-the-eea"]

import rego.v1

import data.cloison.law.geography

contract := {
	"severity": "high",
	"force": "house",
	"references": ["GDPR 44", "GDPR 32"],
	"stages": ["placement"],
	"kinds": ["bucket", "prefix", "volume", "fileroot", "database", "stream", "workload"],
	"classes": ["D2", "D3", "D4"],
	"requires": ["location"],
}

standing := geography.in_eea(input.location.country) if input.location.state == "value"

deny contains {"code": "outside", "values": {"country": input.location.country}} if standing == "no"

unknown contains {"code": "needs-decision", "values": {"country": input.location.country}} if standing == "unknown"

unknown contains {"code": "no-provider", "values": {"region": input.location.region}} if {
	input.location.state == "value"
	not input.location.country
	not input.location.provider
}

unknown contains {"code": "no-country", "values": {"provider": input.location.provider, "region": input.location.region}} if {
	input.location.state == "value"
	not input.location.country
}

allow contains {"code": "inside", "values": {"country": input.location.country}} if standing == "yes"
