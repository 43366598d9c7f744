# METADATA
# title: Schemas
# description: >-
#   What `opa check --schema` holds every package below to: the question, and the dated facts. For the check alone; the
#   module is built without this file.
# scope: subpackages
# schemas:
#   - input: schema.question
#   - data.cloison.facts: schema.facts
package cloison

import rego.v1
