#!/usr/bin/env bash
# From nothing to models/pelvis.tflite and RESULTS.md: renders stills, trains, exports, tests. Stopped at any point, it goes on from there.
#
#   MINUTES=600 STILLS=500000 training/run.sh
#   MINUTES=90 WARM=../models/pelvis.tflite training/run.sh
#
# MINUTES  length of the training schedule (a longer one than that of a finished run goes on from its weights)
# STILLS   training stills, 77 kB each; rendered beside the training, which takes in what is there
# WARM     exported network from which to begin, in place of nothing
# WORK     folder for stills and checkpoints (about 100 kB for each still)
set -euo pipefail
cd "$(dirname "$0")"
MINUTES=${MINUTES:-600}
STILLS=${STILLS:-300000}
WARM=${WARM:-}
WORK=${WORK:-../.cache/training}
RENDER_THREADS=${RENDER_THREADS:-1}
mkdir -p "$WORK"

PYTHON=$("./setup.sh" "$WORK/venv")
cargo build --release --quiet --package runtilt-synth --manifest-path ../Cargo.toml
synth=../target/release/runtilt-synth

"$PYTHON" test_augment.py
"$synth" crops --split test --seed 7 --count 1600 --out "$WORK/test"
"$synth" crops --split test --seed 8 --kind clips --count 128 --out "$WORK/clips"
"$synth" crops --split test --seed 9 --kind clips --count 128 --out "$WORK/dev"
# Something to begin with, the rest beside the training.
"$synth" crops --kind sessions --seed 2 --count 4096 --out "$WORK/sessions"
RAYON_NUM_THREADS=$RENDER_THREADS "$synth" crops --kind sessions --seed 2 --count "$STILLS" --out "$WORK/sessions" &
renderer=$!
trap 'kill $renderer 2>/dev/null || true' EXIT

"$PYTHON" train.py --data "$WORK/sessions" --test "$WORK/test" --clips "$WORK/dev" --out "$WORK/run" --minutes "$MINUTES" ${WARM:+--warm "$WARM"}
"$PYTHON" export.py --weights "$WORK/run/pelvis.weights.h5" --out ../models/pelvis.tflite
"$PYTHON" evaluate.py --model ../models/pelvis.tflite --test "$WORK/test" --clips "$WORK/clips" --chosen-on "$WORK/dev" --out RESULTS.md \
    --note "$("$PYTHON" note.py "$WORK/run/log.jsonl" ${WARM:+"$WARM"})"
