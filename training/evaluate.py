"""Release tests of the exported networks on bodies and outfits that they never saw. Writes RESULTS.md."""

import argparse

import cv2
import numpy as np

import augment
from clips import CHANGE_GAIN, MEAN_GAIN, PIVOT_DEG, Clips, by_gain, by_spread, clip_tables, surest
from reader import Reader, line, rms
from store import POINTS, Store


def squares(store, reader, indices, spoilt=True, **change):
    made = [augment.plain(store, i, reader.size, i if spoilt else None, **change) for i in indices]
    pictures, angles, points = (np.stack(part) for part in zip(*made))
    return pictures, angles, points


def frame_table(name, truth, read, spread, body):
    off = read - truth
    slope, r = line(truth, read)
    means = np.array([off[body == b].mean() for b in np.unique(body)])
    within = rms(off - np.array([off[body == b].mean() for b in body]))
    count = len(off) / len(means)
    constant = np.sqrt(max(means.var() - within**2 / count, 0.0))
    inside = np.mean(np.abs(off) < 1.96 * spread)
    order = np.argsort(spread)
    third = len(off) // 3
    return [
        f"| {name} | {truth.std():.1f} | {off.mean():+.2f} | {rms(off):.2f} | {slope:.2f} | {r:.2f} | {constant:.2f} | {within:.2f} "
        f"| {100 * inside:.0f} % | {rms(off[order[:third]]):.1f} / {rms(off[order[-third:]]):.1f} |"
    ]


def outfits_table(store, indices, tilt, read):
    lines = ["", "| Outfit | Stills | Tilt: RMSE | slope | Thorax: RMSE |", "| --- | --- | --- | --- | --- |"]
    kinds = store.value("outfit")[indices].astype(int)
    for kind, name in enumerate(store.about["outfits"]):
        of = kinds == kind
        if of.sum() < 20:
            continue
        held = " (never trained on)" if name == store.about["held_out"] else ""
        slope = line(tilt[of, 0], read["tilt"][of])[0]
        lines.append(
            f"| {name}{held} | {of.sum()} | {rms(read['tilt'][of] - tilt[of, 0]):.2f} | {slope:.2f} | {rms(read['thorax'][of] - tilt[of, 1]):.2f} |"
        )
    stuck = store.value("stickers")[indices] > 0
    for name, of in (("with stickers", stuck), ("without", ~stuck)):
        lines.append(
            f"| {name} | {of.sum()} | {rms(read['tilt'][of] - tilt[of, 0]):.2f} | {line(tilt[of, 0], read['tilt'][of])[0]:.2f} "
            f"| {rms(read['thorax'][of] - tilt[of, 1]):.2f} |"
        )
    return lines


def change_head(title):
    return ["", f"| {title} | Tilt: mean change | RMS of a frame | Thorax: mean | RMS |", "| --- | --- | --- | --- | --- |"]


def change_line(name, read, base):
    t, h = read["tilt"] - base["tilt"], read["thorax"] - base["thorax"]
    return f"| {name} | {t.mean():+.2f} | {rms(t):.2f} | {h.mean():+.2f} | {rms(h):.2f} |"


def changes(store, reader, indices, base):
    """What moving, scaling and turning the square does."""
    lines = change_head("Change of the square")
    shifts = {"5 % right": (-0.05, 0), "5 % left": (0.05, 0), "5 % down": (0, -0.05), "5 % up": (0, 0.05)}
    cases = {name: {"shift": shift} for name, shift in shifts.items()}
    cases |= {"6 % larger": {"zoom": 0.94}, "6 % smaller": {"zoom": 1.06}}
    for name, change in cases.items():
        lines.append(change_line(name, reader.read(squares(store, reader, indices, **change)[0]), base))
    turns = (-8.0, -4.0, 0.0, 4.0, 8.0)
    read = [reader.read(squares(store, reader, indices, turn_deg=t)[0]) for t in turns]
    slope = {k: np.polyfit(turns, [r[k].mean() for r in read], 1)[0] for k in ("tilt", "thorax")}
    lines += ["", f"Turning the square by ±8 degrees: {slope['tilt']:.2f} (tilt) and {slope['thorax']:.2f} (thorax) degrees per degree; 1.0 is right."]
    return lines


def greyed(reader, pictures, angles, points):
    """Which part of the picture is read: each band painted over with the picture's mean."""
    row = lambda name, k: (points[:, POINTS.index(name), k] * reader.size).clip(0, reader.size).astype(int)
    hip, hip_x, low, high = row("hip_mid", 1), row("hip_mid", 0), row("l1", 1), row("t12", 1)
    bands = {
        "nothing": lambda p, i: None,
        "below the hips": lambda p, i: p[hip[i] + 4 :],
        "above T12": lambda p, i: p[: high[i]],
        "below the hips and above T12": None,
        "pelvis (hips to L1)": lambda p, i: p[low[i] : hip[i] + 4],
        "front half": lambda p, i: p[:, hip_x[i] :],
        "back half": lambda p, i: p[:, : hip_x[i]],
    }
    lines = ["", "| Painted over | Tilt: RMSE | slope | predicted spread | Thorax: RMSE |", "| --- | --- | --- | --- | --- |"]
    for name, band in bands.items():
        changed = pictures.copy()
        for i, picture in enumerate(changed):
            mean = pictures[i].mean((0, 1)).astype(np.uint8)
            parts = [picture[hip[i] + 4 :], picture[: high[i]]] if band is None else [band(picture, i)]
            for part in parts:
                if part is not None:
                    part[:] = mean
        read = reader.read(changed)
        lines.append(
            f"| {name} | {rms(read['tilt'] - angles[:, 0]):.2f} | {line(angles[:, 0], read['tilt'])[0]:.2f} | {np.median(read['tilt_spread']):.1f} "
            f"| {rms(read['thorax'] - angles[:, 1]):.2f} |"
        )
    return lines


def dotted(reader, pictures, points, base):
    """Whether stickers are followed: two of one colour painted on ASIS and PSIS, their line turned about its middle."""
    ends = points[:, [POINTS.index("asis"), POINTS.index("psis")], :2] * reader.size
    middle = ends.mean(1, keepdims=True)
    lines, turns, tilt = change_head("Stickers painted on, their line turned by"), (-10.0, 0.0, 10.0), []
    for turn in turns:
        sin, cos = np.sin(np.radians(turn)), np.cos(np.radians(turn))
        # Clockwise in the picture, which is more anterior tilt.
        at = middle + (ends - middle) @ np.array([[cos, sin], [-sin, cos]])
        # The same colours for every turn.
        rng = np.random.default_rng(0)
        read = reader.read(np.stack([with_dots(picture, two, rng) for picture, two in zip(pictures, at)]))
        lines.append(change_line(f"{turn:+.0f}", read, base))
        tilt.append(read["tilt"].mean())
    return lines + ["", f"They are followed by {np.polyfit(turns, tilt, 1)[0]:.2f} degrees per degree; 0 is right ({len(pictures)} stills without stickers of their own)."]


def with_dots(picture, places, rng):
    """A copy with two dots of one bright colour, 30 mm at a trunk of 0.5 m (3.4 % of the square)."""
    out, hue = picture.copy(), rng.integers(0, 180)
    colour = cv2.cvtColor(np.uint8([[[hue, 220, 230]]]), cv2.COLOR_HSV2RGB)[0, 0].tolist()
    for place in places:
        # In 1/16 of a pixel.
        cv2.circle(out, tuple(int(round(16 * (v - 0.5))) for v in place), int(0.5 * 0.034 * 16 * len(out)), colour, -1, cv2.LINE_AA, 4)
    return out


def points_line(store, read, points):
    away = np.linalg.norm(read["points"][:, :, :2] - points[:, :, :2], axis=-1)
    # The trunk, hips' middle to shoulders' middle, is about 0.5 m.
    to_mm = 500.0 * store.about["square"]["side"]
    parts = []
    for k, name in enumerate(POINTS):
        known = points[:, k, 2] > 0
        parts.append(f"{name} {np.median(away[known, k]) * to_mm:.0f}")
    return ["", "Median distance of the points from the truth, millimetres at a trunk of 0.5 m: " + ", ".join(parts) + "."]


def clips(reader, args):
    """Tables of the release clips, of all and of those of which the network is sure: how sure is chosen on other runners."""
    chosen_on, released = Clips(Store(args.chosen_on), reader), Clips(Store(args.clips), reader)
    limit = surest(chosen_on)
    lines = ["", "## How much of a clip's mean is believed", ""]
    lines.append(
        f"Of the distance of a clip's mean from {PIVOT_DEG:g} degrees, the mean of the training visits, {MEAN_GAIN:g} is believed, of a change from standing {CHANGE_GAIN:g}: with these the slopes are "
        f"nearest to 1. Chosen on {len(chosen_on.spread)} runners who are in no other table; all below is after it."
    )
    lines += by_gain(chosen_on)
    lines += ["", "## How sure is sure enough", "", f"Of the same {len(chosen_on.spread)} runners:"] + by_spread(chosen_on)
    if limit is None:
        lines += ["", "Not even the surest 20 pass all."]
    else:
        kept = released.of(released.spread <= limit)
        lines += ["", f"Up to {limit:.2f} degrees all of mean, change and controls are within 0.9 of what is asked. Of the {len(released.spread)} runners below, {len(kept.spread)} are."]
        lines += clip_tables(f"Clips of which it is sure: up to {limit:.2f} degrees", kept, chosen_on.of(chosen_on.spread <= limit))
    return lines + clip_tables("All clips", released, chosen_on) + by_spread(released)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", nargs="+", required=True, help="exported networks, read together")
    parser.add_argument("--landmarks", required=True, help="TFLite file of the landmark network, whose features are read")
    parser.add_argument("--test", required=True)
    parser.add_argument("--clips", required=True)
    parser.add_argument("--chosen-on", required=True, help="clips of other runners, on which it is chosen how sure is sure enough")
    parser.add_argument("--out", required=True)
    parser.add_argument("--note", default="", help="how it was trained, for the first lines")
    args = parser.parse_args()
    reader, store = Reader(args.models, args.landmarks), Store(args.test)
    indices = np.arange(len(store))
    pictures, angles, points = squares(store, reader, indices)
    read = reader.read(pictures)
    body = store.value("body")
    lines = ["# Results of the pelvis networks", "", args.note, ""]
    lines += [
        f"Made by `evaluate.py` with the exported files on OpenVINO, read together. Every body is unknown to the networks; the outfit {store.about['held_out']} too.",
        "Everything is rendered: this shows what the networks read, not how well they read real people. Degrees throughout.",
        "", "## Single stills", "",
        f"{len(store)} stills of {len(np.unique(body))} bodies, spoilt as in training; all angles drawn independently.", "",
        "| Angle | SD of truth | bias | RMSE | slope | r | constant per body | within a body | in 95 % interval | RMSE, surest / least sure third |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += frame_table("pelvic tilt", angles[:, 0], read["tilt"], read["tilt_spread"], body)
    lines += frame_table("thorax lean", angles[:, 1], read["thorax"], read["thorax_spread"], body)
    lines += outfits_table(store, indices, angles, read) + points_line(store, read, points)
    few = indices[:: max(len(indices) // 250, 1)]
    base = {k: v[few] for k, v in read.items()}
    lines += changes(store, reader, few, base) + greyed(reader, pictures[few], angles[few], points[few])
    bare = few[store.value("stickers")[few] == 0]
    lines += dotted(reader, pictures[bare], points[bare], {k: v[bare] for k, v in read.items()})
    lines += clips(reader, args)
    with open(args.out, "w") as file:
        file.write("\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
