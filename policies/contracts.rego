# METADATA
# title: Contracts
# description: The contract of every control, read from the controls themselves, so that there is no second list to keep in step.
package cloison.contracts

import rego.v1

all := {id: contract |
	some family, promise
	contract := data.cloison.controls[family][promise].contract
	id := concat("/", [family, promise])
}
