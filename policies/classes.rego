# METADATA
# title: Classes
# description: >-
#   The effective class is the declared one raised by what was detected. An undeclared container is an anonymous
#   dataset: the detected class after a full pass, else unknown, never D0.
package cloison.classes

import rego.v1

ladder := ["D0", "D1", "D2", "D3", "D4"]

rank[name] := position if some position, name in ladder

class := derived if {
	input.stage == "classify"
	derived := {
		"declared": input.class.declared,
		"detected": detected,
		"effective": effective,
		"because": because,
	}
} else := input.class

default detected := "unknown"

detected := input.labels.detected if input.labels.state == "value"

detected := "absent" if input.labels.state == "absent"

# Personal data lawfully published is D0, and stays D0 when names are found in it; nothing heavier is published.
published if {
	input.class.declared == "D0"
	input.dataset.personal
	input.dataset.published
	rank[detected] <= rank.D2
}

effective := "D0" if published

# Declared: what is detected can only raise it. Not having looked leaves the declared class (the report says so).
effective := ladder[max({rank[input.class.declared], rank[detected]})] if {
	not published
	rank[input.class.declared] >= 0
	rank[detected] >= 0
}

effective := input.class.declared if {
	rank[input.class.declared] >= 0
	not rank[detected]
}

# Undeclared: only a full pass makes a class.
effective := detected if {
	not rank[input.class.declared]
	rank[detected] >= 0
	input.labels.fullPass == true
}

# A partial pass that already met protected data has a floor, not a class: it is judged as what was met.
effective := detected if {
	not rank[input.class.declared]
	rank[detected] >= 2
	input.labels.fullPass == false
}

default effective := "unknown"

because := [input.labels.observation]

default because := []
