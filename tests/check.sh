#!/usr/bin/env bash
# `make check`: everything about the source that a machine can tell. Runs all, then says what failed.
# A contract is broken on purpose by committing a new baseline: node_modules/.bin/buf build --exclude-source-info -o protos/baseline.binpb
set -u
cd "$(dirname "$0")/.." || exit 1
bin=$PWD/.venv/bin
failed=()

# step NAME COMMAND…: run, show the output of what fails
step() {
  local name=$1 out
  shift
  if out=$("$@" 2>&1); then
    printf '%-22s ok\n' "$name"
  else
    printf '%-22s FAILED\n%s\n' "$name" "$(tail -n 80 <<<"$out")"
    failed+=("$name")
  fi
}

generated() { # the committed code is what the .proto files give now
  local fresh
  fresh=$(mktemp -d) || return 1
  trap 'rm -rf "$fresh"' RETURN
  bash protos/generate.sh "$fresh" || return 1
  (cd "$fresh" && find protos -name '*_pb2*' | sort) | while read -r file; do
    diff -u "$file" "$fresh/$file" || return 1
  done
}

eslint() {
  bash tests/npm.sh && node_modules/.bin/eslint services/gateway/web/static
}

buf() {
  bash tests/npm.sh && node_modules/.bin/buf "$@"
}

step "style" "$bin/ruff" check --output-format concise .
step "format" "$bin/ruff" format --check --output-format concise .
step "spelling" "$bin/typos" --format brief
step "shell" "$bin/shellcheck" .ci/run tests/*.sh protos/generate.sh
step "types" "$bin/mypy"
step "architecture" "$bin/lint-imports"
step "generated code" generated
if command -v npm >/dev/null; then
  step "page scripts" eslint
  step "contracts: style" buf lint
  step "contracts: breaking" buf breaking --against protos/baseline.binpb
else
  echo "skipped: buf, eslint (no npm)"
  [ "${CI:-}" != true ] || failed+=("buf, eslint (no npm)")
fi

[ ${#failed[@]} -eq 0 ] || { printf 'check failed:'; printf ' [%s]' "${failed[@]}"; echo; exit 1; }
echo "check passed"
