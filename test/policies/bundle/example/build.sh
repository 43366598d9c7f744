#!/bin/sh
# Compiles the example: our framework and one control of the organisation's own. From the repository root, with OPA 1.22.
#   sh test/policies/bundle/example/build.sh <folder>
set -eu
here=test/policies/bundle/example
opa=${OPA:-opa}
"$opa" build -t wasm \
  -e cloison/main/classify -e cloison/main/placement -e cloison/main/access -e cloison/main/estate \
  -e cloison/catalogue/controls \
  -o "$1/compiled.tar.gz" \
  policies/catalogue.rego policies/classes.rego policies/contracts.rego policies/main.rego policies/law \
  "$here/rego"
tar -xzf "$1/compiled.tar.gz" -C "$1" /policy.wasm /data.json /.manifest 2>/dev/null
rm "$1/compiled.tar.gz"
cp "$here/cloison.json" "$1/cloison.json"
