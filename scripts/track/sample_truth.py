"""The truth table of a rendered clip, reduced to documented columns: python sample_truth.py RENDER.csv OUT.csv

RENDER.csv is written by the synthetic-runner renderer, one row per frame. Angles there are exact: they come from
the 3D joint centres in the plane of the run, not from the picture.
"""
import csv
import sys

SIDES = (("left", "L"), ("right", "R"))
ANGLES = (("trunk_lean_deg", "trunk_lean"), ("thorax_lean_deg", "thorax"), ("pelvic_tilt_deg", "pelvic_tilt"))
SIDE_ANGLES = (("thigh", "thigh"), ("hip_flexion", "hip_flex"), ("knee_flexion", "knee_flex"), ("shank", "shank"),
               ("foot", "foot"))
JOINTS = (("shoulder", "SJC"), ("hip", "HJC"), ("knee", "KJC"), ("ankle", "AJC"), ("heel", "HEEL"), ("toe", "TOE"))


def columns():
    """Pairs of a committed column name and (source column, decimals)."""
    yield "frame", ("frame", 0)
    yield "time_s", ("t", 6)
    yield "right_cycle_phase", ("phase", 4)
    for name, source in ANGLES:
        yield name, (source, 3)
    for side, letter in SIDES:
        for name, source in SIDE_ANGLES:
            yield f"{name}_{side}_deg", (f"{source}.{letter}", 3)
    for side, letter in SIDES:
        for name, source in JOINTS:
            yield f"{name}_{side}_x_px", (f"{source}.{letter}_u", 2)
            yield f"{name}_{side}_y_px", (f"{source}.{letter}_v", 2)


def main(source, target):
    names = list(columns())
    with open(source) as rows, open(target, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(name for name, _ in names)
        for row in csv.DictReader(rows):
            writer.writerow(f"{float(row[column]):.{decimals}f}" for _, (column, decimals) in names)


if __name__ == "__main__":
    main(*sys.argv[1:3])
