"""Everything that is asked of the pelvis networks, outfit by outfit: docs/ACCURACY-network.md."""

import argparse

import numpy as np

from clips import CONTROLS, FIGURES, Clips, covered, gain, smooth, twice
from reader import Reader, line, rms
from store import Store

# Fewer runners give no slope that says anything.
FEWEST_FOR_SLOPE = 8
HEAD = [
    "| Outfit | Runners | Mean: RMSE, bias, slope | From standing: RMSE, bias, slope | Lean | Thighs | Arms | Intervals: mean, from standing | Range at no swing: median, 90th percentile | Shifted swing |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
]


def marked(text, met):
    return text if met else f"**{text}**"


def error_cell(error, truth, most):
    """RMSE, bias and slope, each that is not within what is asked in bold."""
    cell = [marked(f"{rms(error):.2f}", rms(error) <= most), f"{error.mean():+.2f}"]
    if len(error) < FEWEST_FOR_SLOPE:
        return ", ".join(cell + ["–"])
    slope = line(truth, truth + error)[0]
    return ", ".join(cell + [marked(f"{slope:.2f}", 0.9 <= slope <= 1.1)])


def still_range(clips):
    """What is read of the swing of a pelvis that keeps still, by runner."""
    return np.ptp(smooth(clips.data["tilt"]["StillPelvis"]), axis=1)


def followed(clips):
    """Share of a swing the other way round that is read in its phase, and across it."""
    true, read = clips.data["true_tilt"], clips.data["tilt"]
    return gain(twice(true["Shifted"] - true["StillPelvis"]), twice(read["Shifted"]))


def row(name, clips, hits):
    mean, change = clips.data["true_tilt"]["Plain"].mean(1), clips.true_change()
    moved = [rms(clips.moved(control)) for control in CONTROLS]
    still, (along, across) = still_range(clips), followed(clips)
    cells = [
        name, str(len(mean)),
        error_cell(clips.off(), mean, 3.0), error_cell(clips.change_off(), change, 1.5),
        *(marked(f"{value:.2f}", value <= 1.0) for value in moved),
        ", ".join(f"{part.sum()} of {len(part)}" for part in hits),
        marked(f"{np.median(still):.1f}, {np.percentile(still, 90):.1f}", np.percentile(still, 90) <= 2.0),
        marked(f"{along:.2f} ({across:+.2f})", 0.8 <= along <= 1.2 and abs(across) <= 0.2),
    ]
    return "| " + " | ".join(cells) + " |"


def table(title, clips):
    names = clips.about["outfits"]
    hits = covered(clips.off(), clips.change_off(), clips.data["spread"]["Plain"])
    lines = ["", f"## {title}", "", *HEAD, row("all", clips, hits)]
    for kind, name in enumerate(names):
        of = clips.outfit == kind
        if of.any():
            held = " (never trained on)" if name == clips.about["held_out"] else ""
            lines.append(row(name + held, clips.of(of), [part[of] for part in hits]))
    return lines


def page(clips):
    limit = FIGURES["sure_spread_deg"]
    lines = [
        "# Accuracy: the pelvis networks, outfit by outfit",
        "",
        "Made by `make accuracy-network` (`training/outfits.py`); every figure is computed, none is typed. Pelvic tilt of rendered runners whose bodies the networks never saw, by the released networks on squares of "
        f"the pictures ({clips.about['frames']} pictures of one stride, spoilt; how: training/README.md); means as the program believes them, its biases not taken off. Through the whole program: docs/ACCURACY.md.",
        "",
        "Degrees, read less true. Asked: mean within 3.0 and from standing within 1.5 (RMSE over runners), slopes 0.9 to 1.1; what moves the tilt that is read though only "
        + ", ".join(f"the {text}" for text in CONTROLS.values())
        + ": at most 1.0 (root mean square over runners); 95 % intervals that hold the truth in 90 to 99 % (cross-checked: measured on the other half of the runners); range read of a pelvis that keeps still at most "
        "2.0; of a swing the other way round the share that is read in its phase 0.8 to 1.2, and across it (in brackets) at most 0.2. **Bold: not within.** A slope of fewer than "
        f"{FEWEST_FOR_SLOPE} runners is not given.",
    ]
    sure = clips.of(clips.spread <= limit)
    lines += table(f"Runners of whom they are sure, up to {limit:g} degrees: what is printed", sure)
    lines += table("All runners", clips)
    lines += ["", "The swing within the stride is not printed (range at no swing); runners of whom they are less sure are declined."]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", nargs="+", required=True, help="exported networks, read together")
    parser.add_argument("--landmarks", required=True, help="TFLite file of the landmark network, whose features are read")
    parser.add_argument("--clips", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    text = "\n".join(page(Clips(Store(args.clips), Reader(args.models, args.landmarks)))) + "\n"
    with open(args.out, "w") as file:
        file.write(text)
    print(text)


if __name__ == "__main__":
    main()
