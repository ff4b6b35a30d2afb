#!/usr/bin/env bash
# Prints the path of a Python that has the pinned MediaPipe with its heavy model. Makes it on first use.
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=.cache/mediapipe-venv
wanted=$(sha256sum scripts/golden/requirements.txt)
if [ "$(cat "$venv/made-from" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv" >&2 \
        || { echo "python3-venv is needed: sudo apt-get install python3-venv" >&2; exit 1; }
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --requirement scripts/golden/requirements.txt >&2
    # The wheel has the full model only; heavy is the same network that runtilt runs.
    models=$("$venv/bin/python" -c 'import pathlib, importlib.util as u
print(pathlib.Path(u.find_spec("mediapipe").origin).parent / "modules" / "pose_landmark")')
    cp "${RUNTILT_MODELS:-models/cache}/pose_landmark_heavy.tflite" "$models/"
    printf '%s\n' "$wanted" > "$venv/made-from"
fi
printf '%s\n' "$venv/bin/python"
