#!/usr/bin/env bash
# Times `runtilt analyse CLIP` (everything, from start to report) against MediaPipe Python's heavy pose loop alone
# (decode and landmarks, loading not counted) on the same clip, in turns so that a slow spell of the machine meets
# both. Prints every round and the ratio of the medians.
#
#     scripts/bench_against_mediapipe.sh CLIP [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
clip=$(realpath "${1:?usage: scripts/bench_against_mediapipe.sh CLIP [ROUNDS]}")
rounds=${2:-3}

cargo build --release --quiet
program=$PWD/target/release/runtilt
python=$(scripts/golden/mediapipe_venv.sh)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

seconds_of_runtilt() {
    rm -rf "$work/out"
    local start=$EPOCHREALTIME
    "$program" analyse "$clip" --out "$work/out" --quiet >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    local end=$EPOCHREALTIME
    [ -s "$work/out/report.html" ] || { echo "runtilt wrote no report: nothing to compare" >&2; exit 1; }
    awk -v a="$start" -v b="$end" 'BEGIN { printf "%.3f", b - a }'
}

seconds_of_mediapipe() {
    "$python" scripts/mediapipe_pose_loop.py "$clip" 2>"$work/log" >"$work/loop" \
        || { cat "$work/log" >&2; exit 1; }
    cut -d' ' -f2 "$work/loop"
}

median() { sort --numeric-sort | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

# Once without counting: compiled networks and the file cache are then warm for both.
seconds_of_runtilt >/dev/null
seconds_of_mediapipe >/dev/null

printf '%-6s %12s %12s   %s\n' round runtilt_s mediapipe_s "load before"
for round in $(seq "$rounds"); do
    load=$(cut -d' ' -f1 /proc/loadavg)
    ours=$(seconds_of_runtilt)
    theirs=$(seconds_of_mediapipe)
    printf '%-6s %12s %12s   %s\n' "$round" "$ours" "$theirs" "$load"
    printf '%s\n' "$ours" >>"$work/ours"
    printf '%s\n' "$theirs" >>"$work/theirs"
done
awk -v a="$(median <"$work/ours")" -v b="$(median <"$work/theirs")" -v n="$(cut -d' ' -f1 "$work/loop")" \
    'BEGIN { printf "median runtilt %.2f s (%.1f frames/s), MediaPipe %.2f s (%.1f frames/s), ratio %.3f\n", a, n / a, b, n / b, a / b }'
