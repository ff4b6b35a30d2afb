#!/usr/bin/env bash
# The desk's page: types and format, unit tests, that the committed build is what its sources build, and a browser against the real server.
set -euo pipefail
cd "$(dirname "$0")/../page"

step() {
    printf '\n==> page: %s\n' "$*"
    "$@"
}

# Only what the lock file names, with no scripts of packages.
step npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
step npm run --silent check
step npm test --silent
cp -r dist "${TMPDIR:-/tmp}/page-dist.$$"
trap 'rm -rf "${TMPDIR:-/tmp}/page-dist.$$"' EXIT
step npm run --silent build
if ! diff -r dist "${TMPDIR:-/tmp}/page-dist.$$"; then
    printf 'page/dist is not what page/src builds: commit the new build, and build the program again\n' >&2
    exit 1
fi
step npm run --silent e2e
