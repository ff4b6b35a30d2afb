#!/usr/bin/env python3
"""By how much stickers of rendered runners sit askew of the bone, and how much the skin turns them on it between standing and running.

    scripts/pelvis/skin_motion.py target/accuracy

Reads the truth files of the clips with stickers that `make accuracy` leaves: world positions, so no camera, perspective or detection is in it. Per
clip: what the line between the two stickers reads less than the bone's, in the run, and by how much that is another than in standing. No program that
follows stickers can better the second with a standing clip, nor the first without one.
"""
import gzip, json, math, pathlib, sys

BONES = ("asis", "psis")


def mean(values):
    return sum(values) / len(values)


def beside(path):
    """Outfit, and mean tilt of the line between the stickers less that between their bones, degrees."""
    truth = json.load(gzip.open(path))
    at = {name: place["position_m"] for name, place in truth["landmarks"].items()}
    side = next(name for name in at if name.startswith("sticker_asis_")).rsplit("_", 1)[1]
    tilt = lambda front, back: math.degrees(math.atan2(back[1] - front[1], front[0] - back[0]))
    stuck, bone = ([at[f"{kind}{name}_{side}"] for name in BONES] for kind in ("sticker_", ""))
    off = [tilt(*sticker) - tilt(*under) for sticker, under in zip(zip(*stuck), zip(*bone))]
    return truth["conditions"]["outfit"], mean(off)


def main(folder):
    by_outfit = {}
    for path in sorted(pathlib.Path(folder).glob("stickers_*.truth.json.gz")):
        (outfit, run), (_, stand) = beside(path), beside(path.with_name(f"standing_{path.name}"))
        print(f"{path.name.split('.')[0]:24} {outfit:22} run {run:+.2f} degrees, from standing {run - stand:+.2f}")
        by_outfit.setdefault(outfit, []).append((run, run - stand))
    for outfit, rows in by_outfit.items():
        for what, values in zip(("run", "from standing"), zip(*rows)):
            middle = mean(values)
            spread = math.sqrt(mean([(v - middle) ** 2 for v in values]))
            print(f"{outfit}, {len(rows)} clips, {what}: mean {middle:+.2f}, SD {spread:.2f}, {min(values):+.2f} to {max(values):+.2f}")


main(sys.argv[1])
