"""Release tests on short clips of one runner in which one thing at a time is changed."""

import copy
import pathlib
import tomllib

import numpy as np

import augment
from reader import line, rms

# Where the squares of a clip lie in turn, as `src/pelvis/model/squares.rs` has it.
TURNS = [(0.0, 0.0), (0.05, 0.0), (-0.05, 0.0), (0.0, 0.05), (0.0, -0.05)]
# A stride is 0.7 s: three of its harmonics are what the filter for pelvis and trunk keeps at 30 frames a second.
HARMONICS = 3
# The limit of the spread is the largest that passes, so it flatters those on whom it is chosen: others were 1 % over one of the figures asked.
TO_SPARE = 0.9
# How much of a mean's distance from the pivot, and of a change from standing, is believed, as the program has it.
FIGURES = tomllib.loads((pathlib.Path(__file__).parents[1] / "models" / "pelvis.toml").read_text())
MEAN_GAIN, PIVOT_DEG, CHANGE_GAIN = FIGURES["mean_gain"], FIGURES["mean_pivot_deg"], FIGURES["change_gain"]
# What may move the thorax, the thighs and the arms, but not the tilt that is read.
CONTROLS = {
    "Lean": "thorax 12 degrees further forward",
    "Thigh": "thighs swing 20 % further",
    "Arm": "arms 25 degrees back, elbows 40 straighter",
}


def smooth(curves):
    """Curves of one stride (n, frames), their mean and first harmonics."""
    shares = np.fft.rfft(curves, axis=1)
    shares[:, HARMONICS + 1 :] = 0.0
    return np.fft.irfft(shares, curves.shape[1], axis=1)


def twice(curves):
    """Complex amplitude of what swings twice a stride."""
    return np.fft.rfft(curves, axis=1)[:, 2] * 2.0 / curves.shape[1]


def gain(truth, read):
    """How much of a change of swing is read, along its own phase: 1 is right; and across it: 0 is right."""
    g = np.sum(np.conj(truth) * read) / np.sum(np.abs(truth) ** 2)
    return g.real, g.imag


def read_clips(store, reader):
    """Truth and reading by variant: (bodies, frames) of tilt and thorax against the true vertical, and spreads."""
    frames, names = store.about["frames"], store.about["variants"]
    bodies = np.unique(store.value("body"))
    shape = (len(names), len(bodies), frames)
    out = {k: np.full(shape, np.nan) for k in ("true_tilt", "tilt", "true_thorax", "thorax", "spread", "thorax_spread")}
    turn = store.value("frame").astype(int) % len(TURNS)
    square = lambda i: augment.plain(store, i, reader.size, int(store.value("body")[i]), shift=TURNS[turn[i]])[0]
    read = reader.read(square(i) for i in range(len(store)))
    roll = store.value("roll_deg")
    at = (
        store.value("variant").astype(int), np.searchsorted(bodies, store.value("body")), store.value("frame").astype(int),
    )
    out["true_tilt"][at], out["tilt"][at] = store.value("true_tilt_deg"), read["tilt"] - roll
    out["true_thorax"][at], out["thorax"][at] = store.value("true_thorax_deg"), read["thorax"] - roll
    out["spread"][at], out["thorax_spread"][at] = read["tilt_spread"], read["thorax_spread"]
    outfit = np.array([store.value("outfit")[store.value("body") == b][0] for b in bodies]).astype(int)
    whole = ~np.isnan(out["tilt"]).any((0, 2))
    return {k: dict(zip(names, v[:, whole])) for k, v in out.items()}, outfit[whole]


def weighted(read, spread):
    """Mean of a clip (bodies, frames) as `src/pelvis/model/estimate.rs` has it: weighted by the spreads."""
    weight = 1.0 / spread**2
    return (weight * read).sum(1) / weight.sum(1)


def verdict(met):
    return "met" if met else "**not met**"


class Clips:
    """What is true of a folder of clips and what is read of them."""

    def __init__(self, store, reader):
        self.about = store.about
        self.data, self.outfit = read_clips(store, reader)
        # How sure the network is of a runner: of the less sure of both clips.
        usual = lambda name: np.median(self.data["spread"][name], axis=1)
        self.spread = np.maximum(usual("Plain"), usual("Standing"))

    def of(self, runners):
        part = copy.copy(self)
        part.data = {k: {name: v[runners] for name, v in table.items()} for k, table in self.data.items()}
        part.outfit, part.spread = self.outfit[runners], self.spread[runners]
        return part

    def read(self, variant):
        """A clip's mean tilt as it is read."""
        return weighted(self.data["tilt"][variant], self.data["spread"][variant])

    def off(self, variant="Plain", gain=MEAN_GAIN):
        """Error of a clip's mean tilt as it is believed (`src/pelvis/model/estimate.rs`)."""
        return PIVOT_DEG + gain * (self.read(variant) - PIVOT_DEG) - self.data["true_tilt"][variant].mean(1)

    def thorax_off(self, variant="Plain"):
        """Error of a clip's mean thorax lean."""
        read = weighted(self.data["thorax"][variant], self.data["thorax_spread"][variant])
        return read - self.data["true_thorax"][variant].mean(1)

    def true_change(self):
        """By how much the pelvis tips further than in standing."""
        return self.data["true_tilt"]["Plain"].mean(1) - self.data["true_tilt"]["Standing"].mean(1)

    def change_off(self, gain=CHANGE_GAIN):
        """Error of what is believed of that."""
        return gain * (self.read("Plain") - self.read("Standing")) - self.true_change()

    def moved(self, variant):
        """What a change of something else does to the tilt."""
        return self.off(variant) - self.off()

    def passes(self, share=1.0):
        """Whether mean, change and controls are within this share of what is asked. Slope and interval need more runners than the surest few."""
        controls = all(rms(self.moved(name)) <= share for name in CONTROLS)
        return rms(self.off()) <= 3.0 * share and rms(self.change_off()) <= 1.5 * share and controls


def surest(clips, fewest=20):
    """The largest spread up to which runners pass with something to spare; `None` where not even the surest do."""
    order = np.argsort(clips.spread)
    passed = [n for n in range(fewest, len(order) + 1) if clips.of(order[:n]).passes(TO_SPARE)]
    return float(clips.spread[order[max(passed) - 1]]) if passed else None


def by_gain(clips):
    """What would come of believing more or less."""
    mean, change = clips.data["true_tilt"]["Plain"].mean(1), clips.true_change()
    lines = ["", "| Share believed | Clip mean: RMSE | slope | change from standing: RMSE | slope |", "| --- | --- | --- | --- | --- |"]
    for gain in (1.0, 0.95, 0.9, 0.85):
        off, change_off = clips.off("Plain", gain), clips.change_off(gain)
        lines.append(f"| {gain:.2f} | {rms(off):.2f} | {line(mean, mean + off)[0]:.2f} | {rms(change_off):.2f} | {line(change, change + change_off)[0]:.2f} |")
    return lines


def by_spread(clips):
    """How error follows the predicted spread, in fifths."""
    lines = ["", "| Spread of a picture, less sure of both clips | Runners | Clip mean: RMSE | change from standing: RMSE | bias | controls: RMS, " + ", ".join(CONTROLS) + " |", "| --- | --- | --- | --- | --- | --- |"]
    for part in np.array_split(np.argsort(clips.spread), 5):
        some = clips.of(part)
        moved = ", ".join(f"{rms(some.moved(name)):.1f}" for name in CONTROLS)
        change = some.change_off()
        lines.append(f"| {some.spread.min():.1f} to {some.spread.max():.1f} | {len(part)} | {rms(some.off()):.2f} | {rms(change):.2f} | {change.mean():+.2f} | {moved} |")
    return lines


def clip_tables(title, clips, others):
    """`others`: runners as sure who are in no other table; the program takes off such biases too, measured through the whole of it."""
    data, outfit = clips.data, clips.outfit
    true, read = data["true_tilt"], data["tilt"]
    mean = lambda name: true[name].mean(1)
    lines = ["", f"## {title}", ""]
    lines.append(
        f"{len(outfit)} runners, one stride of {clips.about['frames']} frames each; landmarks off by a lasting and a passing error; squares moved in turn; spoilt the same way throughout a clip; roll taken off."
    )
    off, change, turned = clips.off(), clips.change_off(), clips.true_change()
    lines += ["", "| Mean of a clip | RMSE | bias | RMSE less the bias of the others | slope | r | asked |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for name, error, bias, truth, most in (
        ("tilt", off, others.off().mean(), mean("Plain"), 3.0),
        ("tilt, standing", clips.off("Standing"), others.off("Standing").mean(), mean("Standing"), None),
        ("tilt, change from standing", change, others.change_off().mean(), turned, 1.5),
        ("thorax", clips.thorax_off(), others.thorax_off().mean(), data["true_thorax"]["Plain"].mean(1), None),
    ):
        slope, r = line(truth, truth + error)
        left = rms(error - bias)
        asked = f"RMSE <= {most}: {verdict(rms(error) <= most)}, less bias {verdict(left <= most)}; slope 0.9 to 1.1: {verdict(0.9 <= slope <= 1.1)}" if most else ""
        lines.append(f"| {name} | {rms(error):.2f} | {error.mean():+.2f} | {left:.2f} | {slope:.2f} | {r:.2f} | {asked} |")
    thorax_change = clips.thorax_off() - clips.thorax_off("Standing")
    lines.append(f"| thorax, change from standing | {rms(thorax_change):.2f} | {thorax_change.mean():+.2f} | | | | |")
    lines += controls(clips, data) + swings(true, read)
    lines += interval(off, change, data["spread"]["Plain"])
    lines += ["", "| Outfit | Runners | Clip mean: RMSE | bias | change from standing: RMSE | range read at no swing |", "| --- | --- | --- | --- | --- | --- |"]
    still = np.ptp(smooth(read["StillPelvis"]), axis=1)
    for kind, name in enumerate(clips.about["outfits"]):
        of = outfit == kind
        if of.any():
            lines.append(f"| {name} | {of.sum()} | {rms(off[of]):.2f} | {off[of].mean():+.2f} | {rms(change[of]):.2f} | {np.median(still[of]):.1f} |")
    return lines


def controls(clips, data):
    lines = ["", "| Only this is changed | Mean change of tilt | SD over runners | RMS | asked: <= 1.0 |", "| --- | --- | --- | --- | --- |"]
    for name, text in CONTROLS.items():
        moved = clips.moved(name)
        ok = abs(moved.mean()) <= 1.0 and rms(moved) <= 1.0
        half = " (mean: met)" if abs(moved.mean()) <= 1.0 and not ok else ""
        lines.append(f"| {text} | {moved.mean():+.2f} | {moved.std():.2f} | {rms(moved):.2f} | {verdict(ok)}{half} |")
    lean = (data["thorax"]["Lean"] - data["thorax"]["Plain"]).mean() / (data["true_thorax"]["Lean"] - data["true_thorax"]["Plain"]).mean()
    lines += ["", f"Of the thorax's own change by 12 degrees, {100 * lean:.0f} % is read."]
    return lines


def swings(true, read):
    """What is read of the swing within the stride."""
    still = np.ptp(smooth(read["StillPelvis"]), axis=1)
    lines = ["", "| Swing within the stride | read | asked |", "| --- | --- | --- |"]
    lines.append(f"| range at no true swing: median, 90th percentile | {np.median(still):.1f}, {np.percentile(still, 90):.1f} | <= 2.0: {verdict(np.percentile(still, 90) <= 2.0)} |")
    common = np.ptp(smooth(read["StillPelvis"] - read["StillPelvis"].mean(1, keepdims=True)).mean(0))
    lines.append(f"| of that, the same in all runners | {common:.1f} | |")
    for name, text in (("Plain", "as drawn"), ("Shifted", "the other way round"), ("Double", "doubled")):
        g, across = gain(twice(true[name] - true["StillPelvis"]), twice(read[name] - read["StillPelvis"]))
        lines.append(f"| share of the swing's change against no swing that is read, {text} (across its phase) | {g:.2f} ({across:+.2f}) | 1.0 (0) |")
    direct, across = gain(twice(true["Shifted"] - true["StillPelvis"]), twice(read["Shifted"]))
    lines.append(f"| the same without taking the artefact off, the other way round | {direct:.2f} ({across:+.2f}) | follows: {verdict(0.8 <= direct <= 1.2 and abs(across) <= 0.2)} |")
    off = np.ptp(smooth(read["Plain"]), axis=1) - np.ptp(true["Plain"], axis=1)
    lines.append(f"| range as drawn: bias, RMSE | {off.mean():+.1f}, {rms(off):.1f} | RMSE <= 2.0: {verdict(rms(off) <= 2.0)} |")
    return lines


def covered(off, change, spread):
    """By runner whether the 95 % interval of mean and change holds: the body's constant, and what is left of the frames' spread, measured on the other half."""
    frame = np.sqrt((spread**2).mean(1))
    first = np.arange(len(off)) % 2 == 0
    hits, hits_change = np.zeros(len(off), bool), np.zeros(len(off), bool)
    for tried, known in ((first, ~first), (~first, first)):
        hits[tried] = np.abs(off[tried]) < 1.96 * rms(off[known] / frame[known]) * frame[tried]
        hits_change[tried] = np.abs(change[tried]) < 1.96 * rms(change[known])
    return hits, hits_change


def interval(off, change, spread):
    frame = np.sqrt((spread**2).mean(1))
    held, held_change = (part.mean() for part in covered(off, change, spread))
    return [
        "",
        f"Interval of a clip's mean: error / RMS predicted spread of its frames = {rms(off / frame):.2f} (averaging frames does not make it smaller). "
        f"1.96 of these cover {100 * held:.0f} % of the other half of the runners (asked 90 to 99: {verdict(0.9 <= held <= 0.99)}); "
        f"of the change from standing, 1.96 x {rms(change):.2f} covers {100 * held_change:.0f} %.",
    ]
