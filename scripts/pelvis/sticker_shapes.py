#!/usr/bin/env python3
"""By how much the skin of rendered runners turns stickers on ASIS and PSIS between standing and running, by what of them is looked at.

    cargo build --release -p runtilt-synth
    scripts/pelvis/sticker_shapes.py target/release/runtilt-synth

Five bare bodies (those of wand_places.py); world positions of the truth files, so no camera or detection is in it. A flat disc lies on the skin; the truth
has the top of half a ball, which the skin below it tips. The camera sees something between: of half a ball seen from its side the middle of what is seen
lies 0.42 of its radius over its base. Per shape: mean of the line's error in the run less that in standing, and its SD within the run. A minute.
"""
import math, pathlib, statistics, subprocess, sys, tempfile

from wand_places import BODIES, places, truth

SHAPES = ["disc", "dome"]
KINDS = ["running", "standing"]


def recipe(body, kind, shape):
    stickers = ", ".join(f'{{ landmark = "{name}", shape = "{shape}" }}' for name in ("asis", "psis"))
    return (
        f"stickers = [{stickers}]\n[outfit.top]\ncut = \"bare\"\n[outfit.bottom]\nwaist_m = 0.06\n[body]\n{body}\n"
        f"[motion]\nkind = \"{kind}\"\n[camera]\nwidth_px = 160\nheight_px = 90\n[film]\nframe_rate_hz = 30.0\nduration_s = 0.8\n"
    )


def off(truth):
    """Line from PSIS to ASIS less the pelvis, degrees."""
    line = [math.degrees(math.atan2(back[1] - front[1], front[0] - back[0])) for front, back in zip(places(truth, "asis"), places(truth, "psis"))]
    return [read - true for read, true in zip(line, truth["angles"]["pelvic_tilt_deg"])]


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for shape in SHAPES:
            for number, body in enumerate(BODIES):
                for kind in KINDS:
                    (folder / f"{number}_{shape}_{kind}.toml").write_text(recipe(body, kind, shape))
        subprocess.run([program, *sorted(map(str, folder.glob("*.toml"))), "--out", name], check=True, capture_output=True)
        for shape in SHAPES:
            row = []
            for number in range(len(BODIES)):
                ran, stood = (off(truth(folder, f"{number}_{shape}_{kind}")) for kind in KINDS)
                row.append((statistics.fmean(ran) - statistics.fmean(stood), statistics.pstdev(ran)))
            each = ", ".join(f"{change:+.2f} (SD {within:.2f})" for change, within in row)
            print(f"{shape}, from standing: {each}; mean {statistics.fmean(change for change, _ in row):+.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
