"""One sentence on a training run from its log, and the network from which it began, if it did."""

import json
import sys

lines = [json.loads(line) for line in open(sys.argv[1])]
last = [line for line in lines if "seconds" in line][-1]
seen = lines[-1]["steps"] * 64
began = "on from an earlier run's weights" if sys.argv[2:] else "from nothing"
print(f"trained {began} for {last['seconds'] / 60:.0f} minutes: {lines[-1]['steps']:,} steps of 64, so {seen:,} pictures out of {last['stills']:,} stills.")
