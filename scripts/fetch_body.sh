#!/usr/bin/env bash
# Fetches the body that runtilt-synth poses into synth/cache; pip checks its sha256. Quick when it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

wheel=synth/cache/$(sed -n 's/^\([a-z]*\)==\([0-9.]*\) .*/\1-\2/p' synth/body-requirements.txt)-py3-none-any.whl
digest=$(sed -n 's/.*--hash=sha256:\([0-9a-f]*\).*/\1/p' synth/body-requirements.txt)

is_good() { [ -f "$wheel" ] && printf '%s  %s\n' "$digest" "$wheel" | sha256sum --check --quiet - 2>/dev/null; }

is_good && exit 0
mkdir -p synth/cache
python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
    --python-version 3.12 --dest synth/cache --requirement synth/body-requirements.txt
is_good || { echo "setup: $wheel is not the file that synth/body-requirements.txt names" >&2; exit 1; }
