#!/usr/bin/env python3
"""Measures the errors on which verdicts rest, and prints src/findings/data/errors.toml.

    cargo run --release -p runtilt-synth -- tests/data/findings/recipes/*.toml --out CLIPS
    scripts/findings/measure_errors.py CLIPS target/release/runtilt > src/findings/data/errors.toml

Twenty-four rendered runners with stickers, bare, in tight and in loose clothes, each running and standing. Every quantity, relative to the standing clip, is compared with
the truth file by the definitions of src/findings. Absolute peak thigh extension comes from docs/ACCURACY.json; other absolute
angles are compared with no reference, so their error is not needed. The spine comes from ten of the runners once more, `spine*`, who have a ball on
C7, and nothing else from these, so that no runner counts twice. Needs Python only. With a third argument, a file, what was
measured is kept in it and not measured again.
"""
import bisect, gzip, json, math, pathlib, subprocess, sys, tempfile

LEGS = ("left", "right")
SPINE = ("lumbar_extension_at_peak_extension_deg", "thorax_lean_at_peak_extension_deg")


def interpolated(times, values, at):
    after = min(max(bisect.bisect_left(times, at), 1), len(times) - 1)
    share = (at - times[after - 1]) / (times[after] - times[after - 1])
    return values[after - 1] + share * (values[after] - values[after - 1])


def truth(path):
    """Mean over strides of each quantity, absolute and standing, of each leg; the body's are those of the near leg."""
    data = json.load(gzip.open(path))
    times, angles, zero = data["time_s"], data["angles"], data["standing"]
    found = {"side_to_camera": data["clip"]["side_to_camera"]}
    for leg in LEGS:
        of = lambda kind: [e["time_s"] for e in data["events"] if e["side"] == leg and kind in e["kind"]]
        contacts, offs, strides = of("contact"), of("toe"), []
        for start, end in zip(contacts, contacts[1:]):
            if start < times[0] or end > times[-1]:
                continue
            cycle = lambda series: [interpolated(times, series, start + (end - start) * p / 100) for p in range(101)]
            tilt, thigh = cycle(angles["pelvic_tilt_deg"]), cycle(angles[leg]["thigh_deg"])
            knee, shank = cycle(angles[leg]["knee_flexion_deg"]), cycle(angles[leg]["shank_deg"])
            lean = cycle(angles["trunk_lean_deg"])
            lumbar, thorax = cycle(angles["lumbar_extension_deg"]), cycle(angles["thorax_lean_deg"])
            least = min(range(26), key=tilt.__getitem__)
            back = min(range(101), key=thigh.__getitem__)
            peak = max(tilt[25:56])
            off = [t for t in offs if start < t < end]
            strides.append({
                "peak_tilt_in_extension_deg": (peak, -zero["pelvic_tilt_deg"]),
                "tilt_at_peak_extension_deg": (tilt[back], -zero["pelvic_tilt_deg"]),
                "mean_tilt_deg": (sum(tilt[:100]) / 100, -zero["pelvic_tilt_deg"]),
                "tilt_rise_in_extension_deg": (peak - tilt[least], None),
                "pelvic_share": ((tilt[back] - tilt[least]) / (thigh[least] - thigh[back]), None),
                "peak_hip_extension_deg": (-min(a + b for a, b in zip(thigh, tilt)), zero["pelvic_tilt_deg"] + zero[leg]["thigh_deg"]),
                "peak_thigh_extension_deg": (-thigh[back], zero[leg]["thigh_deg"]),
                SPINE[0]: (lumbar[back], -zero["lumbar_extension_deg"]),
                SPINE[1]: (thorax[back], -zero["thorax_lean_deg"]),
                "knee_flexion_at_contact_deg": (knee[0], -zero[leg]["knee_flexion_deg"]),
                "shank_at_contact_deg": (shank[0], -zero[leg]["shank_deg"]),
                "trunk_lean_deg": (sum(lean[:100]) / 100, -zero["trunk_lean_deg"]),
                "cadence_spm": (120 / (end - start), None),
                "contact_time_s": ((off[0] - start) if off else math.nan, None),
            })
        mean = lambda name: sum(s[name][0] for s in strides) / len(strides)
        found[leg] = {name: (mean(name), strides[0][name][1]) for name in strides[0]}
    return found


def measured(program, clip, standing):
    """Findings of a clip: (quantity, leg) -> value. The body's are entered for both legs."""
    with tempfile.TemporaryDirectory() as folder:
        neutral = ["--neutral", standing] if standing else []
        command = [program, "-q", "analyse", clip, "--no-video", "--json", "--out", folder + "/r", *neutral]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        print(f"# {clip}: {done.stderr.strip()}", file=sys.stderr)
        return {}, {}
    result = json.loads(done.stdout)
    values, sources = {}, {}
    for theme in result["findings"]["themes"]:
        for finding in theme["findings"]:
            if finding["statistic"] != "mean" or finding["value"] is None or finding["n"] < 4:
                continue
            for leg in [finding["side"]] if finding["side"] else LEGS:
                # The mean of both legs comes after the legs themselves.
                values.setdefault((finding["quantity"], leg), finding["value"])
                sources[finding["quantity"]] = finding["source"]
    return values, sources


def main(folder, program, kept=None):
    known = [json.loads(line) for line in open(kept)] if kept and pathlib.Path(kept).exists() else []
    for run in sorted(pathlib.Path(folder).glob("*_run.mp4")):
        if any(row["clip"] == run.name for row in known):
            continue
        true = truth(str(run).replace(".mp4", ".truth.json.gz"))
        values, sources = measured(program, str(run), str(run).replace("_run", "_stand"))
        for (quantity, leg), value in values.items():
            if quantity not in true[leg] or (quantity in SPINE) != run.name.startswith("spine"):
                continue
            expected, shift = true[leg][quantity]
            known.append({
                "clip": run.name,
                "key": (sources[quantity], quantity, "near" if leg == true["side_to_camera"] else "far", "any" if shift is None else "standing"),
                "measured": value,
                "true": expected + (shift or 0.0),
            })
        if kept:
            pathlib.Path(kept).write_text("".join(json.dumps(row) + "\n" for row in known))
    errors = {}
    legs = {}
    for row in known:
        source, quantity, view, zero = row["key"]
        error = row["measured"] - row["true"]
        errors.setdefault(tuple(row["key"]), []).append(error)
        legs.setdefault((source, quantity, zero, row["clip"]), {})[view] = error
    for (source, quantity, zero, _), of in legs.items():
        if source != "landmarks" and len(of) == 2:
            errors.setdefault((source, quantity, "both", zero), []).append((of["near"] + of["far"]) / 2)
    print("# Measured less true, one value a clip. Made by scripts/findings/measure_errors.py; do not edit.")
    grid = json.load(open("docs/ACCURACY.json"))["bodies and outfits"]
    for entry in grid["peak_thigh_extension"]:
        key = ("landmarks", "peak_thigh_extension_deg", entry["view"], "absolute")
        agreement = entry["agreement_deg"]
        write(key, agreement["bias"], agreement["sd"], agreement["n"], "docs/ACCURACY.md, six rendered bodies in four outfits")
    for key, values in sorted(errors.items()):
        n, mean = len(values), sum(values) / len(values)
        sd = math.sqrt(sum((v - mean) ** 2 for v in values) / (n - 1)) if n > 1 else 0.0
        which = "ten of the rendered runners, with a ball on C7" if key[1] in SPINE else "rendered runners, bare, in tight and in loose clothes"
        write(key, mean, sd, n, which + ", tests/data/findings")


def write(key, bias, sd, clips, origin):
    source, quantity, leg, zero = key
    print(f'\n[[error]]\nsource = "{source}"\nquantity = "{quantity}"\nleg = "{leg}"\nzero = "{zero}"')
    print(f"bias = {bias:.4f}\nsd = {sd:.4f}\nclips = {clips}\nfrom = \"{origin}\"")


if __name__ == "__main__":
    main(*sys.argv[1:4])
