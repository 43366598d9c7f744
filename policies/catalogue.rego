# METADATA
# title: Catalogue
# description: >-
#   Entrypoint for the tools that speak of controls. Nothing may depend on it: the compiler makes every dependent of an
#   entrypoint an entrypoint too, and refuses functions there.
package cloison.catalogue

import rego.v1

import data.cloison.contracts

controls := contracts.all
