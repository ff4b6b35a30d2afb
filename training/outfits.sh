#!/usr/bin/env bash
# docs/ACCURACY-network.md with the released networks: renders the 128 runners of the release tests (kept), reads them.
set -euo pipefail
cd "$(dirname "$0")"
WORK=${WORK:-../.cache/training}
mkdir -p "$WORK"
PYTHON=$("./setup.sh" "$WORK/venv")
cargo run --release --quiet --package runtilt-synth --manifest-path ../Cargo.toml -- crops --split test --seed 8 --kind clips --count 128 --out "$WORK/clips"
"$PYTHON" outfits.py --models ../models/pelvis.tflite ../models/pelvis_features.tflite --landmarks ../models/cache/pose_landmark_full.tflite \
    --clips "$WORK/clips" --out ../docs/ACCURACY-network.md
