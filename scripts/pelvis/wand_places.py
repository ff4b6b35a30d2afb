#!/usr/bin/env python3
"""How a wand on the sacrum turns otherwise than the bone, by how high it is stuck; and how far stickers on the leg's side stray from the bones' lines.

    cargo build --release -p runtilt-synth
    scripts/pelvis/wand_places.py target/release/runtilt-synth

Five rendered bodies, bare, run and stand; world positions of the truth files, so no camera or detection is in it (pictures are as small as they may be).
Per height over the generator's S2 (both PSIS lie 19 to 21 mm above it): mean of the line's error in the run less that in standing, and its SD within the run.
Then thigh (trochanter to knee) and shank (knee to ankle) by stickers: root mean square. Some minutes. Needs Python 3.11 only.
"""
import gzip, json, math, pathlib, statistics, subprocess, sys, tempfile

BODIES = [
    "sex = 1.0\nheight = 0.6\nweight = 0.3\nmuscle = 0.6\nseed = 11",
    "sex = 0.0\nheight = 0.5\nweight = 0.32\nseed = 12",
    "sex = 1.0\nheight = 0.52\nweight = 0.7\nstomach = 0.5\nbuttocks = 0.3\nseed = 13",
    "sex = 0.0\nheight = 0.62\nweight = 0.48\nmuscle = 0.8\nbuttocks = 0.5\nseed = 14",
    "sex = 0.0\nheight = 0.32\nweight = 0.45\nseed = 16",
]
HEIGHTS_MM = [0, 10, 20, 32]
WAND_MM = {"wand_base": 30, "wand_tip": 120}
LEG = ["trochanter", "knee", "ankle"]
SIDE = "right"


def recipe(body, kind, height_mm):
    wand = [f'{{ landmark = "{name}", shape = "ball", stalk_mm = {stalk}.0, offset_mm = [0.0, {height_mm}.0] }}' for name, stalk in WAND_MM.items()]
    leg = [f'{{ landmark = "{name}" }}' for name in LEG]
    return (
        f"stickers = [{', '.join(wand + leg)}]\n[outfit.top]\ncut = \"bare\"\n[outfit.bottom]\nwaist_m = 0.06\n[body]\n{body}\n"
        f"[motion]\nkind = \"{kind}\"\n[camera]\nwidth_px = 160\nheight_px = 90\n[film]\nframe_rate_hz = 30.0\nduration_s = 0.8\n"
    )


def truth(folder, name):
    return json.load(gzip.open(folder / f"{name}.truth.json.gz"))


def places(truth, sticker):
    return truth["landmarks"].get(f"sticker_{sticker}", truth["landmarks"].get(f"sticker_{sticker}_{SIDE}", {})).get("position_m")


def wand_off(truth):
    """Line of the wand less the pelvis, degrees; `None` where the wand found no hold."""
    base, tip = (places(truth, name) for name in WAND_MM)
    if base is None or tip is None:
        return None
    line = [math.degrees(math.atan2(t[1] - b[1], b[0] - t[0])) for b, t in zip(base, tip)]
    return [read - true for read, true in zip(line, truth["angles"]["pelvic_tilt_deg"])]


def segment_off(truth, top, bottom, angle):
    line = [math.degrees(math.atan2(b[0] - a[0], a[1] - b[1])) for a, b in zip(places(truth, top), places(truth, bottom))]
    return [read - true for read, true in zip(line, truth["angles"][SIDE][angle])]


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for height in HEIGHTS_MM:
            for number, body in enumerate(BODIES):
                for kind in ("running", "standing"):
                    (folder / f"{number}_{height}_{kind}.toml").write_text(recipe(body, kind, height))
        subprocess.run([program, *sorted(map(str, folder.glob("*.toml"))), "--out", name], check=True, capture_output=True)
        for height in HEIGHTS_MM:
            row = []
            for number in range(len(BODIES)):
                ran, stood = (wand_off(truth(folder, f"{number}_{height}_{kind}")) for kind in ("running", "standing"))
                row.append(f"{statistics.fmean(ran) - statistics.fmean(stood):+.2f} (SD {statistics.pstdev(ran):.2f})" if ran and stood else "no hold")
            print(f"wand {height} mm over S2, from standing: {', '.join(row)}")
        for top, bottom, angle in (("trochanter", "knee", "thigh_deg"), ("knee", "ankle", "shank_deg")):
            off = [segment_off(truth(folder, f"{number}_0_running"), top, bottom, angle) for number in range(len(BODIES))]
            print(f"{angle} by stickers: root mean square {', '.join(f'{math.sqrt(statistics.fmean(e * e for e in errors)):.2f}' for errors in off)}")


if __name__ == "__main__":
    main(sys.argv[1])
