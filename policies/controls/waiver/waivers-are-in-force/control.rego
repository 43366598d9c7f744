# METADATA
# title: Waivers are well-formed and in force
# description: >-
#   An exception names one known control and one exact subject, has a reason, an owner and an end within the longest term of
#   the class, and carries the decision of the accountable person and the opinion of the DPO, by two different keys. For
#   what has no name before apply it says what it was granted for, and holds for nothing else that stands there later.
package cloison.controls.waiver["waivers-are-in-force"]

import rego.v1

contract := {
	"severity": "medium",
	"force": "house",
	"references": ["GDPR 24", "GDPR 5(2)"],
	"stages": ["estate"],
	"kinds": ["waiver"],
	"classes": ["D0", "D1", "D2", "D3", "D4"],
	"requires": ["waiver"],
}

day := substring(input.asOf, 0, 10)

deny contains {"code": "expired", "values": {"until": input.waiver.until}} if {
	input.waiver.state == "value"
	input.waiver.until < day
}

deny contains {"code": "unknown-control", "values": {"control": input.waiver.control}} if input.waiver.known == false

deny contains {"code": "not-exact", "values": {"target": input.waiver.target}} if input.waiver.exact == false

deny contains {"code": "too-long", "values": {"days": input.waiver.days, "maxDays": input.waiver.maxDays}} if {
	input.waiver.days > input.waiver.maxDays
}

deny contains {"code": "not-approved", "values": {"approval": input.waiver.approval}} if {
	input.waiver.approval in {"missing", "invalid", "self-approved"}
}

# An address of a plan is no name: whatever stands there tomorrow would be excused.
provisional if startswith(input.waiver.target, "plan://")

provisional if contains(input.waiver.target, "plan%3A%2F%2F")

deny contains {"code": "not-bound", "values": {}} if input.waiver.bound == false

deny contains {"code": "not-bound", "values": {}} if {
	provisional
	not input.waiver.bound
}

deny contains {"code": "stands-otherwise", "values": {"what": each.what, "granted": each.granted, "stands": each.stands}} if {
	some each in input.waiver.differs
}

unknown contains {"code": "approval-not-verifiable", "values": {}} if input.waiver.approval == "untrusted"

unknown contains {"code": "not-yet", "values": {"from": input.waiver.from}} if {
	input.waiver.state == "value"
	input.waiver.from > day
}

# Whoever asks and does not say whether something else stands there is answered nothing.
compared if not provisional

compared if input.waiver.differs

allow contains {"code": "in-force", "values": {"until": input.waiver.until}} if {
	input.waiver.approval == "valid"
	compared
}
