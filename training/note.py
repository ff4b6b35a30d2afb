"""One sentence on a training run from its log."""

import json
import sys

lines = [json.loads(line) for line in open(sys.argv[1])]
last = [line for line in lines if "seconds" in line][-1]
seen = lines[-1]["steps"] * 64
print(f"Trained from nothing for {last['seconds'] / 60:.0f} minutes: {lines[-1]['steps']:,} steps of 64, so {seen:,} pictures out of {last['stills']:,} stills.")
