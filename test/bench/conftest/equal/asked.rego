# METADATA
# title: The answers of our controls
# description: The two questions about a container, put to `policies/**`; what it is not allowed is told.
package bench.asked

import rego.v1

import data.bench.question

answers(id, standing) := [content, answer] if {
	content := data.cloison.main.classify with input as question.classify(id, standing)
	answer := data.cloison.main.placement with input as question.placement(id, standing, content.class)
}

refused(id, standing) := [{"control": decision.control, "verdict": decision.verdict} |
	some answer in answers(id, standing)
	some decision in answer.decisions
	decision.verdict in {"deny", "unknown"}
]

finding(id, refusal) := {
	"msg": sprintf("%s: %s: %s", [id, refusal.control, refusal.verdict]),
	"subject": id,
	"control": refusal.control,
	"verdict": refusal.verdict,
}
