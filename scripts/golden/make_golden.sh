#!/usr/bin/env bash
# Makes the golden landmarks again: usage make_golden.sh CLIP. Needs Python 3.9 to 3.12 with venv.
set -euo pipefail
cd "$(dirname "$0")/../.."
clip=${1:?usage: scripts/golden/make_golden.sh CLIP}
python=$(scripts/golden/mediapipe_venv.sh)
"$python" scripts/golden/mediapipe_landmarks.py "$clip" \
    "tests/golden/$(basename "${clip%.*}")_mediapipe_heavy.json"
git --no-pager diff --stat -- tests/golden
