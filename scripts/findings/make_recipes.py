#!/usr/bin/env python3
"""Writes the recipes of runners 8 to 23 of tests/data/findings: clothes over the stickers as well, drawn by number.

    scripts/findings/make_recipes.py tests/data/findings/recipes

Bodies 0 to 7 were written by hand, bare or in tight clothes. These add loose ones, taped over, and vary as much as those on which
verdicts are tried (accuracy/src/grid/pelvis.rs): tilts and their ranges, where a hand puts a sticker, camera and light; with bodies of
their own. Ten of them once more as `spine8` to `spine17`, with a ball on C7: the near shoulder hides half a ball there.
"""
import pathlib, random, sys

FIRST, COUNT = 8, 16
WITH_BALL = 10
COLOURS = ([0.1, 0.8, 0.1], [0.9, 0.05, 0.5], [0.05, 0.35, 0.9])
CLOTHES = (
    ("tight", '[outfit.bottom]\nleg = 0.35\n', True),
    ("shirtless", '[outfit.top]\ncut = "bare"\n\n[outfit.bottom]\nleg = 0.35\nwaist_m = 0.085\n', False),
    (
        "loose",
        "[outfit.top]\nloose_m = 0.028\nhem_m = -0.03\nsleeve = 0.65\n\n[outfit.top.look]\ncolour = [0.5, 0.09, 0.05]\n\n"
        "[outfit.bottom]\nleg = 0.6\nloose_m = 0.025\n\n[outfit.bottom.look]\ncolour = [0.03, 0.05, 0.12]\n",
        True,
    ),
)
# Women wear it where men are bare.
CROP_TOP = ("crop top", '[outfit.top]\ncut = "crop"\nhem_m = 0.25\n\n[outfit.bottom]\nleg = 0.35\n', False)


def stickers(colour, taped, ball):
    one = '[[stickers]]\nlandmark = "{}"\n{}colour = {}\nring = {}\ntaped = {}\n'
    shape = lambda place: 'shape = "ball"\ndiameter_mm = 40.0\n' if ball and place == "c7" else 'shape = "dome"\n'
    places = ("asis", "psis", "t12", "c7")
    return "\n".join(one.format(place, shape(place), colour, colour, str(taped).lower()) for place in places)


def recipe(number, standing, ball=False):
    draw = random.Random(number)
    within = lambda low, high: round(draw.uniform(low, high), 2)
    woman = number % 2 == 0
    name, clothes, taped = CLOTHES[number % 3]
    if woman and name == "shirtless":
        name, clothes, taped = CROP_TOP
    rise = within(3.0, 15.0)
    over_standing = within(1.0, 24.0)
    body = (
        f"[body]\nsex = {0.0 if woman else 1.0}\nage = {within(0.0, 0.5)}\nheight = {within(0.3, 0.7)}\nweight = {within(0.28, 0.6)}\n"
        f"muscle = {within(0.45, 0.8)}\nbuttocks = {within(-0.2, 0.5)}\nlandmark_jitter_mm = 4.0\nseed = {700 + number}\n"
    )
    # 12 degrees are a usual tilt in standing (accuracy/src/grid/pelvis.rs).
    running = (
        f"arm_swing_deg = 16.0\nelbow_deg = 118.0\nspeed_mps = {within(2.3, 3.3)}\ncadence_spm = {within(156, 180)}\n"
        f"peak_thigh_extension_deg = {within(14, 22)}\ntilt_mean_deg = {round(12.0 + over_standing - rise / 2, 2)}\ntilt_range_deg = {rise}\n"
    )
    what = "standing" if standing else "running"
    motion = f'kind = "standing"\nseed = {40 + number}\n' if standing else f"{running}seed = {20 + number}\n"
    side, room = ("left", "garage") if number // 2 % 2 else ("right", "gym")
    return "\n".join((
        f"# Runner {number} ({name}) {what}, with stickers: made by scripts/findings/make_recipes.py.",
        f'conditions = {{ outfit = "{name}", stickers = "yes", movement = "{"stand" if standing else "run"}" }}\n',
        body,
        f"[outfit]\nskin_dark = {within(0.0, 0.8)}\nsoft_tissue_mm = 4.0\n",
        clothes,
        # Not in step with the clothes.
        stickers(COLOURS[number % 4 % 3], taped, ball),
        f"[motion]\n{motion}",
        f'[camera]\nside = "{side}"\ndistance_m = {within(3.0, 5.0)}\nheight_m = {within(0.8, 1.2)}\nwidth_px = 800\n',
        f"[light]\nazimuth_deg = {within(-50.0, 50.0)}\nelevation_deg = {within(40.0, 75.0)}\nexposure = {within(0.9, 1.3)}\n",
        f'[room]\nkind = "{room}"\nseed = {number + 1}\n',
        f"[film]\nduration_s = {1.5 if standing else 5.0}",
    )) + "\n"


def main(folder):
    for number in range(FIRST, FIRST + COUNT):
        for standing, name in ((False, "run"), (True, "stand")):
            pathlib.Path(folder, f"body{number}_{name}.toml").write_text(recipe(number, standing))
            if number < FIRST + WITH_BALL:
                pathlib.Path(folder, f"spine{number}_{name}.toml").write_text(recipe(number, standing, ball=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
