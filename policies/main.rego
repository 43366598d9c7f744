# METADATA
# title: Entrypoints
# description: >-
#   One entrypoint a stage. A control answers exactly where its contract applies; silence there is unknown, an answer
#   elsewhere is no row. Deny beats not-applicable, which cites a known fact, beats unknown, beats allow.
package cloison.main

import rego.v1

import data.cloison.contracts
import data.cloison.controls

classify := reply("classify")

placement := reply("placement")

access := reply("access")

estate := reply("estate")

reply(stage) := {
	"version": "cloison/answer/v1",
	"stage": stage,
	"subject": input.subject.id,
	"class": data.cloison.classes.class,
	"decisions": decisions,
} if {
	input.version == "cloison/question/v1"
	input.stage == stage
}

decisions := [row |
	some id in sort(object.keys(contracts.all))
	applies(contracts.all[id])
	[family, promise] := split(id, "/")
	row := decision(id, family, promise)
]

applies(contract) if {
	input.stage in contract.stages
	input.phase in object.get(contract, "phases", [input.phase])
	input.subject.kind in contract.kinds
	class_matches(contract.classes)
}

# A class that nobody knows may be any class: the control applies, and will say what it does not know.
class_matches(_) if data.cloison.classes.class.effective in {"unknown", "none"}

class_matches(classes) if data.cloison.classes.class.effective in classes

decision(id, family, promise) := {
	"control": id,
	"verdict": verdict(family, promise),
	"reasons": reasons(family, promise),
	"because": because(contracts.all[id]),
}

verdict(family, promise) := "deny" if {
	count(controls[family][promise].deny) > 0
} else := "unknown" if {
	count(not_carried(controls[family][promise].contract)) > 0
} else := "not-applicable" if {
	count(controls[family][promise].inapplicable) > 0
} else := "unknown" if {
	count(not_known(family, promise)) > 0
} else := "allow" if {
	count(controls[family][promise].allow) > 0
} else := "unknown"

reasons(family, promise) := sort(controls[family][promise].deny) if {
	count(controls[family][promise].deny) > 0
} else := sort(not_carried(controls[family][promise].contract)) if {
	count(not_carried(controls[family][promise].contract)) > 0
} else := sort(controls[family][promise].inapplicable) if {
	count(controls[family][promise].inapplicable) > 0
} else := sort(not_known(family, promise)) if {
	count(not_known(family, promise)) > 0
} else := sort(controls[family][promise].allow) if {
	count(controls[family][promise].allow) > 0
} else := [{"code": "silent", "values": {}}]

not_known(family, promise) := {reason | some reason in controls[family][promise].unknown} | missing(controls[family][promise].contract)

# A question that does not even carry a required fact was made by somebody else: no rule may excuse it.
not_carried(contract) := {{"code": "fact-not-known", "values": {"fact": name, "state": "missing"}} |
	some name in contract.requires
	not input[name].state
}

# Only a required fact that is neither value nor absent makes a control unknown.
missing(contract) := {{"code": "fact-not-known", "values": {"fact": name, "state": state}} |
	some name in contract.requires
	state := input[name].state
	not state in {"value", "absent"}
}

because(contract) := sort({observation |
	some name in contract.requires
	observation := input[name].observation
})
