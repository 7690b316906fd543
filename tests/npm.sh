#!/usr/bin/env bash
# Install what npm brings (package-lock.json) once. Says plainly when there is no npm; fails when npm fails.
set -u
cd "$(dirname "$0")/.." || exit 1
if ! command -v npm >/dev/null; then
  echo "skipped: buf, eslint and the Open XML SDK (no npm)"
  exit 0
fi
cmp -s package-lock.json node_modules/.quire-lock && exit 0
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && cp package-lock.json node_modules/.quire-lock
