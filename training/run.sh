#!/usr/bin/env bash
# From nothing to both pelvis networks and RESULTS.md: renders stills, trains, exports, tests. Stopped at any point, it goes on from there.
#
#   MINUTES=600 STILLS=500000 training/run.sh
#   MINUTES=90 WARM=yes training/run.sh
#
# MINUTES  length of the training schedule of each (a longer one than that of a finished run goes on from its weights)
# STILLS   training stills, 77 kB each; rendered beside the training, which takes in what is there
# WARM     begin with the weights in models/, in place of nothing
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

LANDMARKS=../models/cache/pose_landmark_full.tflite
"$PYTHON" test_augment.py
"$PYTHON" test_features.py "$LANDMARKS"
"$synth" crops --split test --seed 7 --count 1600 --out "$WORK/test"
"$synth" crops --split test --seed 8 --kind clips --count 128 --out "$WORK/clips"
"$synth" crops --split test --seed 9 --kind clips --count 128 --out "$WORK/dev"
# Something to begin with, the rest beside the training.
"$synth" crops --kind sessions --seed 2 --per-body 8 --count 4096 --out "$WORK/sessions"
RAYON_NUM_THREADS=$RENDER_THREADS "$synth" crops --kind sessions --seed 2 --per-body 8 --count "$STILLS" --out "$WORK/sessions" &
renderer=$!
trap 'kill $renderer 2>/dev/null || true' EXIT

# One network on the picture, one on the landmark network's features.
note=
for name in pelvis pelvis_features; do
    on=(); seen=picture
    if [ "$name" = pelvis_features ]; then on=(--landmarks "$LANDMARKS"); seen=features; fi
    "$PYTHON" train.py "${on[@]}" --data "$WORK/sessions" --test "$WORK/test" --clips "$WORK/dev" --out "$WORK/$name" --minutes "$MINUTES" ${WARM:+--warm "../models/$name.tflite"}
    "$PYTHON" export.py "${on[@]}" --weights "$WORK/$name/pelvis.weights.h5" --out "../models/$name.tflite"
    note+="On the $seen: $("$PYTHON" note.py "$WORK/$name/log.jsonl" $WARM) "
done
models=(--models ../models/pelvis.tflite ../models/pelvis_features.tflite --landmarks "$LANDMARKS")
"$PYTHON" golden.py "${models[@]}" --out ../tests/golden/pelvis_network.json
"$PYTHON" evaluate.py "${models[@]}" --test "$WORK/test" --clips "$WORK/clips" --chosen-on "$WORK/dev" --out RESULTS.md --note "$note"
WORK=$WORK ./outfits.sh
