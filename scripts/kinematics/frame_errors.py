#!/usr/bin/env python3
"""Measures how far single samples of the angles are off, and prints src/kinematics/data/frame_errors.toml.

    cargo run --release -p runtilt-synth -- tests/data/findings/recipes/spine*.toml --out CLIPS
    scripts/kinematics/frame_errors.py CLIPS target/release/runtilt > src/kinematics/data/frame_errors.toml

Ten rendered runners with stickers on pelvis and spine, none of docs/ACCURACY.md's, each running and standing; absolute, and from standing. Root mean
square over the frames of a clip, then over clips. What the points of a sample say of themselves (`pelvic_tilt_uncertainty_deg`; those of the spine are
far below) is taken out in squares: the program adds that of each sample again. Needs Python only.
"""
import collections, gzip, json, math, pathlib, subprocess, sys, tempfile

LIMBS = ("thigh", "hip_flexion", "knee_flexion", "shank", "foot")
TRUNK = ("trunk_lean", "pelvic_tilt", "thorax_lean", "lumbar_extension")
BY_TILT = ("pelvic_tilt", "hip_flexion", "lumbar_extension")


def analysed(program, run, stand):
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "-q", "analyse", run, "--no-video", "--json", "--out", folder + "/r"]
        done = subprocess.run(command + (["--neutral", stand] if stand else []), capture_output=True, text=True)
    if done.returncode:
        print(f"# {run}: {done.stderr.strip()}", file=sys.stderr)
        return None
    return json.loads(done.stdout)


def mean_square(values):
    return sum(v * v for v in values) / len(values)


def main(folder, program):
    squares = collections.defaultdict(list)
    for run in sorted(pathlib.Path(folder).glob("spine*_run.mp4")):
        truth = json.load(gzip.open(str(run).replace(".mp4", ".truth.json.gz")))
        near = truth["clip"]["side_to_camera"]
        for zero, stand in (("absolute", None), ("standing", str(run).replace("_run", "_stand"))):
            result = analysed(program, str(run), stand)
            if result is None:
                continue
            series = result["series"]
            own = [u for u in result["pelvis"]["pelvic_tilt_uncertainty_deg"] if u is not None]
            for name, leg in [(name, leg) for name in LIMBS for leg in ("left", "right")] + [(name, None) for name in TRUNK]:
                angle = series["angles"][f"{name}_deg" if leg is None else f"{name}_{leg}_deg"]
                if angle is None or not any(v is not None for v in angle["values"]):
                    continue
                of = lambda angles: (angles if leg is None else angles[leg])[name + "_deg"]
                true, shift = of(truth["angles"]), of(truth["standing"]) if stand else 0.0
                errors = [v - true[frame] + shift for frame, v in zip(series["frame"], angle["values"]) if v is not None]
                view = "both" if leg is None else "near" if leg == near else "far"
                squares[name, view, zero].append((mean_square(errors), mean_square(own) if name in BY_TILT else 0.0))
    print("# How far single samples are off. Made by scripts/kinematics/frame_errors.py; do not edit.")
    for (name, view, zero), of in sorted(squares.items()):
        whole, own = (sum(part) / len(of) for part in zip(*of))
        print(f'\n[[error]]\nangle = "{name}"\nleg = "{view}"\nzero = "{zero}"')
        print(f"rms_deg = {math.sqrt(whole):.2f}\nbeyond_points_deg = {math.sqrt(max(whole - own, 0.0)):.2f}\nclips = {len(of)}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
