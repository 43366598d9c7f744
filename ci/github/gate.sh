#!/usr/bin/env bash
# The one step of the action. Ends with the exit code of the gate; writes the step summary, annotations and outputs.
set -uo pipefail

refuse() {
  echo "::error title=cloison gate::$1"
  [ -n "${GITHUB_OUTPUT:-}" ] && echo "exit-code=2" >>"$GITHUB_OUTPUT"
  exit 2
}

# A file of that name that the change brought must not be handed on as what this run found, whatever ends it.
[ -n "${CLOISON_SARIF:-}" ] && rm -f -- "$CLOISON_SARIF"

own="$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/cloison-XXXXXX")" || refuse "no temporary folder can be made; set RUNNER_TEMP to one"
trap 'rm -rf "$own"' EXIT
here="$(pwd -P)"
# Whole path without links; nothing where no file is.
real() { [ -f "$1" ] && readlink -f "$1"; }
# What lies in the folder of the change is the change's to write; git's own folder is not.
is_of_change() { case "$1" in "$here"/.git/*) return 1 ;; "$here"/*) return 0 ;; *) return 1 ;; esac; }

# What runs is named exactly, or it is not what was reviewed: no tag, no range, nothing that comes with the change.
if [ -n "${CLOISON_COMMAND:-}" ]; then
  found="$(real "$(command -v -- "$CLOISON_COMMAND")")" || refuse "command names no program: give the path of an installed cloison"
  is_of_change "$found" && refuse "command lies in the folder of the change, which could bring a gate of its own: install it outside"
  run=("$CLOISON_COMMAND")
elif [[ "$CLOISON_PACKAGE" =~ ^(@[a-z0-9-]+/)?cloison@[0-9]+\.[0-9]+\.[0-9]+$ || "$CLOISON_PACKAGE" == *.tgz ]]; then
  package="$CLOISON_PACKAGE"
  if [[ "$package" == *.tgz ]]; then
    package="$(real "$package")" || refuse "package names no tarball"
    is_of_change "$package" && refuse "the tarball lies in the folder of the change, which could bring a gate of its own: put it outside"
  fi
  # Installed apart: in the folder of the change, npm would obey its .npmrc and npx would run its node_modules.
  echo '{ "private": true }' >"$own/package.json"
  (cd "$own" && npm install --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error -- "$package" >/dev/null) ||
    refuse "the package cannot be installed: let npm reach its registry, or set command to an installed cloison"
  run=("$own/node_modules/.bin/cloison")
else
  refuse "package is neither name@exact.version nor a tarball"
fi

# Code that an earlier job compiled and kept would be run as it stands, and that job may have been the change's.
export NODE_DISABLE_COMPILE_CACHE=1
# In a container the project was cloned by another account than this one: said for these commands, not for the machine.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0="$PWD"
# The commit before the change. Only whole names of refs are asked: of a short one git takes the tag that somebody pushed
# before the protected branch.
commit() { git rev-parse --quiet --verify "$1^{commit}"; }
# A shallow clone lacks it, and a token that may read may fetch it.
fetched() {
  local depth=""
  [ "$(git rev-parse --is-shallow-repository)" = true ] && depth=--depth=1
  git fetch --quiet --no-tags $depth origin "$1" 2>/dev/null && commit FETCH_HEAD
}
branch() { fetched "refs/heads/$1" || commit "refs/remotes/origin/$1"; }

ref="${CLOISON_ESTATE_REF:-}"
[ -z "$ref" ] && ref="${CLOISON_BASE:-}"
# The first push of a branch has no commit before it.
[[ -z "$ref" || "$ref" =~ ^0+$ ]] && ref="origin/${CLOISON_DEFAULT_BRANCH:-main}"
case "$ref" in
  origin/*) base="$(branch "${ref#origin/}")" ;;
  refs/*) base="$(fetched "$ref" || commit "$ref")" ;;
  HEAD | HEAD[~^]*) base="$(commit "$ref")" ;;
  *)
    if [[ "$ref" =~ ^([0-9a-f]{40}|[0-9a-f]{64})$ ]]; then
      base="$(commit "$ref" || fetched "$ref")"
    else
      base="$(branch "$ref")"
      tag="$(fetched "refs/tags/$ref" || commit "refs/tags/$ref")"
      [ -n "$base" ] && [ -n "$tag" ] && refuse "estate-ref is a branch and a tag: write refs/heads/… or refs/tags/…"
      base="$base$tag"
    fi
    ;;
esac
[ -n "$base" ] || refuse "the commit to judge from cannot be fetched; check out with fetch-depth: 0, and name a branch, a tag or a whole commit id"

words=(--estate "git:$base:$CLOISON_ESTATE_PATH" --lang "${CLOISON_LANGUAGE:-en}")
[ -n "${CLOISON_TRUST_PATH:-}" ] && words+=(--trust "git:$base:$CLOISON_TRUST_PATH")
# It decides the class of what nobody declared: one that is kept in the repository is no word of the change.
if [ -n "${CLOISON_COLLECTION:-}" ]; then
  collection="$CLOISON_COLLECTION"
  found="$(real "$collection")"
  if git cat-file -e "$base:$collection" 2>/dev/null; then
    git cat-file blob "$base:$collection" >"$own/collection.jsonl" || refuse "the collection cannot be read from the commit before the change"
    collection="$own/collection.jsonl"
  elif [ -n "$found" ] && git ls-files --error-unmatch -- "$found" >/dev/null 2>&1; then
    refuse "the collection comes with the change: commit it before, or fetch it from where it is kept"
  fi
  words+=(--collection "$collection")
fi
# What excuses findings is no word of the change either.
[ -n "${CLOISON_BASELINE:-}" ] && words+=(--baseline "git:$base:$CLOISON_BASELINE")
# Signed, so it may come with the change; one that is not there any more is read from before it.
if [ -n "${CLOISON_REVISION:-}" ]; then
  if [ -e "$CLOISON_REVISION" ]; then words+=(--revision "$CLOISON_REVISION"); else words+=(--revision "git:$base:$CLOISON_REVISION"); fi
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
  "${run[@]}" gate "${words[@]}" --format sarif --out "$own/gate.sarif" -- "${inputs[@]}" >/dev/null
  [ -s "$own/gate.sarif" ] && mv -- "$own/gate.sarif" "$CLOISON_SARIF" && written="$CLOISON_SARIF"
fi

if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "exit-code=$code" >>"$GITHUB_OUTPUT"
  echo "sarif=$written" >>"$GITHUB_OUTPUT"
fi
exit "$code"
