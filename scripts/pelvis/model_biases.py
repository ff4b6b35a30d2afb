#!/usr/bin/env python3
"""Measures what the pelvis network reads through the whole program, less the truth, for models/pelvis.toml.

    cargo run --release -p runtilt-synth -- tests/data/findings/recipes/*.toml --out CLIPS
    scripts/pelvis/model_biases.py CLIPS target/release/runtilt

Twenty-four rendered runners in motion and standing, none of docs/ACCURACY.md's. The program declines clips of which the network is not sure;
what it prints has the biases of models/pelvis.toml taken off, which are put on again here. Needs Python 3.11 only.
"""
import gzip, json, pathlib, statistics, subprocess, sys, tempfile, tomllib

FIGURES = pathlib.Path(__file__).parents[2] / "models" / "pelvis.toml"
# Printed value, angle of the truth file, whether it is from standing, its bias in models/pelvis.toml.
READ = {
    "mean": ("pelvic_tilt", "pelvic_tilt_deg", False, "mean_bias_deg"),
    "change": ("pelvic_tilt_from_standing", "pelvic_tilt_deg", True, "change_bias_deg"),
    "thorax": ("thorax_lean", "thorax_lean_deg", False, "thorax_bias_deg"),
    "thorax change": ("thorax_lean_from_standing", "thorax_lean_deg", True, "thorax_change_bias_deg"),
}


def model(program, run, stand):
    """What the program prints of the network, or the reason why it prints nothing."""
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "-q", "analyse", run, "--no-video", "--json", "--out", folder + "/r", "--neutral", stand, "--pelvis", "model"]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return None, done.stderr.strip()
    return json.loads(done.stdout)["pelvis"]["model"], None


def true_means(path):
    data = json.load(gzip.open(path))
    return {angle: statistics.fmean(data["angles"][angle]) for _, angle, _, _ in READ.values()}


def main(folder, program):
    biases = tomllib.loads(FIGURES.read_text())
    errors = {name: [] for name in READ}
    for run in sorted(pathlib.Path(folder).glob("body*_run.mp4")):
        stand = str(run).replace("_run", "_stand")
        printed, reason = model(program, str(run), stand)
        if printed is None:
            print(f"{run.stem}: declined: {reason}")
            continue
        ran, stood = (true_means(str(clip).replace(".mp4", ".truth.json.gz")) for clip in (run, stand))
        row = [run.stem]
        for name, (field, angle, from_standing, bias) in READ.items():
            value = printed.get(field)
            if value is None:
                continue
            error = value["mean_deg"] + biases[bias] - (ran[angle] - (stood[angle] if from_standing else 0.0))
            errors[name].append(error)
            row.append(f"{name} {error:+.2f}")
        print("  ".join(row), printed.get("not_from_standing") or "", flush=True)
    for name, values in errors.items():
        spread = statistics.stdev(values) if len(values) > 1 else float("nan")
        print(f"{name}: {len(values)} clips, read less true {statistics.fmean(values):+.2f}, SD {spread:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
