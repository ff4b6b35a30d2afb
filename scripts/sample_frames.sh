#!/usr/bin/env bash
# Makes sample_videos/frames.jpg anew: the middle frame of each clip, in the order of their names.
set -euo pipefail
cd "$(dirname "$0")/../sample_videos"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
count=0
for clip in *.mp4; do
    middle=$(ffprobe -loglevel error -show_entries format=duration -of csv=p=0 "$clip" | awk '{ print $1 / 2 }')
    ffmpeg -loglevel error -ss "$middle" -i "$clip" -frames:v 1 -update 1 \
        -vf 'scale=300:300:force_original_aspect_ratio=decrease,pad=300:300:-1:-1:white' "$folder/$(printf %02d "$count").png"
    count=$((count + 1))
done
ffmpeg -loglevel error -y -framerate 1 -i "$folder/%02d.png" -vf "tile=4x$(((count + 3) / 4)):color=white" -frames:v 1 -update 1 -q:v 4 frames.jpg
