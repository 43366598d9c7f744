#!/usr/bin/env bash
# The one step of the action. Ends with the exit code of the gate; writes the step summary, annotations and outputs.
set -uo pipefail

refuse() {
  echo "::error title=cloison gate::$1"
  [ -n "${GITHUB_OUTPUT:-}" ] && echo "exit-code=2" >>"$GITHUB_OUTPUT"
  exit 2
}

# What runs is named exactly, or it is not what was reviewed: no tag, no range.
if [ -n "${CLOISON_COMMAND:-}" ]; then
  run=("$CLOISON_COMMAND")
elif [[ "$CLOISON_PACKAGE" =~ ^(@[a-z0-9-]+/)?cloison@[0-9]+\.[0-9]+\.[0-9]+$ || "$CLOISON_PACKAGE" == *.tgz ]]; then
  export npm_config_ignore_scripts=true npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false
  run=(npx --yes --package "$CLOISON_PACKAGE" -- cloison)
else
  refuse "package is neither name@exact.version nor a tarball"
fi

# In a container the project was cloned by another account than this one: said for these commands, not for the machine.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0="$PWD"
# The commit before the change; a shallow clone lacks it, and a token that may read may fetch it.
ref="${CLOISON_ESTATE_REF:-}"
[ -z "$ref" ] && ref="${CLOISON_BASE:-}"
# The first push of a branch has no commit before it.
[[ -z "$ref" || "$ref" =~ ^0+$ ]] && ref="origin/${CLOISON_DEFAULT_BRANCH:-main}"
if ! git rev-parse --quiet --verify "$ref^{commit}" >/dev/null; then
  git fetch --quiet --no-tags --depth=1 origin "${ref#origin/}" || refuse "the commit to judge from cannot be fetched; check out with fetch-depth: 0"
  git rev-parse --quiet --verify "$ref^{commit}" >/dev/null || ref=FETCH_HEAD
fi
ref="$(git rev-parse --verify "$ref^{commit}")" || refuse "the commit to judge from is not there"

words=(--estate "git:$ref:$CLOISON_ESTATE_PATH" --lang "${CLOISON_LANGUAGE:-en}")
[ -n "${CLOISON_TRUST_PATH:-}" ] && words+=(--trust "git:$ref:$CLOISON_TRUST_PATH")
[ -n "${CLOISON_COLLECTION:-}" ] && words+=(--collection "$CLOISON_COLLECTION")
# What excuses findings is no word of the change either.
[ -n "${CLOISON_BASELINE:-}" ] && words+=(--baseline "git:$ref:$CLOISON_BASELINE")
# Signed, so it may come with the change; one that is not there any more is read from before it.
if [ -n "${CLOISON_REVISION:-}" ]; then
  if [ -e "$CLOISON_REVISION" ]; then words+=(--revision "$CLOISON_REVISION"); else words+=(--revision "git:$ref:$CLOISON_REVISION"); fi
fi
[ -n "${CLOISON_TEAM:-}" ] && words+=(--team "$CLOISON_TEAM")
[ -n "${CLOISON_LANE:-}" ] && words+=(--lane "$CLOISON_LANE")
[ -n "${CLOISON_ENVIRONMENT:-}" ] && words+=(--environment "$CLOISON_ENVIRONMENT")
[ -n "${CLOISON_PLACE:-}" ] && words+=(--place "$CLOISON_PLACE")
[ "${CLOISON_OBSERVE:-false}" = true ] && words+=(--observe)
[ "${CLOISON_ALLOW_EMPTY:-false}" = true ] && words+=(--allow-empty)

inputs=()
while IFS= read -r line; do
  [ -n "$line" ] && inputs+=("$line")
done <<<"$CLOISON_INPUTS"
[ "${#inputs[@]}" -eq 0 ] && refuse "no input is named"

"${run[@]}" gate "${words[@]}" --format github -- "${inputs[@]}"
code=$?

# Code scanning is for those who have it: the decision above stands without it.
written=""
if [ -n "${CLOISON_SARIF:-}" ]; then
  "${run[@]}" gate "${words[@]}" --format sarif --force --out "$CLOISON_SARIF" -- "${inputs[@]}" >/dev/null
  [ -s "$CLOISON_SARIF" ] && written="$CLOISON_SARIF"
fi

if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "exit-code=$code" >>"$GITHUB_OUTPUT"
  echo "sarif=$written" >>"$GITHUB_OUTPUT"
fi
exit "$code"
