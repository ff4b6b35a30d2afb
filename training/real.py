"""Draws what the network reads on a real clip, and says how it behaves there: nothing is known of the truth.

The landmarks come from a JSON file of another tool (`keypoint_names`, `frames` of [x, y, score])."""

import argparse
import json

import cv2
import numpy as np

from reader import Reader
from store import POINTS

UP, SIDE = 0.35, 1.7
COLOURS = {"asis": (0, 0, 255), "psis": (255, 80, 0), "c7": (0, 255, 255), "t12": (0, 255, 255), "trochanter": (255, 0, 255)}


def squares(clip, pose, size, facing_left, shift=(0.0, 0.0), turn_deg=0.0):
    """The network's squares of every frame, facing right."""
    names = pose["keypoint_names"]
    at = np.array([[point[:2] for point in frame] for frame in pose["frames"]], float)
    middle = lambda joint: (at[:, names.index("l_" + joint)] + at[:, names.index("r_" + joint)]) / 2.0
    kernel = np.ones(5) / 5.0
    calm = lambda path: np.stack([np.convolve(np.pad(path[:, k], 2, "edge"), kernel, "valid") for k in (0, 1)], -1)
    hip, shoulder = calm(middle("hip")), calm(middle("shoulder"))
    side = SIDE * np.median(np.linalg.norm(shoulder - hip, axis=1))
    frames, film = [], cv2.VideoCapture(clip)
    for h, s in zip(hip, shoulder):
        good, frame = film.read()
        if not good:
            break
        centre = h + UP * (s - h)
        if facing_left:
            frame, centre = np.ascontiguousarray(frame[:, ::-1]), np.array([frame.shape[1] - centre[0], centre[1]])
        centre = centre + np.array(shift) * side
        factor = min(1.25 * size / side, 1.0)
        if factor < 0.8:
            frame = cv2.resize(frame, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        else:
            factor = 1.0
        scale = size / (side * factor)
        matrix = np.hstack([np.eye(2) * scale, (size / 2.0 - 0.5 - scale * (centre * factor - 0.5))[:, None]])
        if turn_deg:
            turn = cv2.getRotationMatrix2D((size / 2.0 - 0.5,) * 2, -turn_deg, 1.0)
            matrix = turn[:, :2] @ matrix + np.array([[0, 0, turn[0, 2]], [0, 0, turn[1, 2]]])
        out = cv2.warpAffine(frame, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        frames.append(out[:, :, ::-1])
    return np.stack(frames)


def draw(picture, row, zoom=2):
    out = cv2.resize(np.ascontiguousarray(picture[:, :, ::-1]), None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC)
    size = out.shape[0]
    place = lambda name: tuple(int(v) for v in row["points"][POINTS.index(name), :2] * size)
    for a, b in (("psis_mid", "asis_mid"), ("t12", "c7"), ("psis_mid", "l1"), ("l1", "t12")):
        cv2.line(out, place(a), place(b), (255, 255, 255), 1, cv2.LINE_AA)
    for name in POINTS:
        cv2.circle(out, place(name), 3, COLOURS.get(name, (0, 200, 0)), -1, cv2.LINE_AA)
    text = f"{row['tilt']:.0f} +-{row['tilt_spread']:.0f}  {row['thorax']:.0f} +-{row['thorax_spread']:.0f}"
    cv2.putText(out, text, (4, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0), 2, cv2.LINE_AA)
    cv2.putText(out, text, (4, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (255, 255, 255), 1, cv2.LINE_AA)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", nargs="+", required=True, help="exported networks, read together")
    parser.add_argument("--landmarks", required=True, help="TFLite file of the landmark network, whose features are read")
    parser.add_argument("--clip", required=True)
    parser.add_argument("--pose", required=True)
    parser.add_argument("--facing", choices=("left", "right"), required=True)
    parser.add_argument("--picture", required=True)
    args = parser.parse_args()
    reader = Reader(args.models, args.landmarks)
    with open(args.pose) as file:
        pose = json.load(file)
    left = args.facing == "left"
    pictures = squares(args.clip, pose, reader.size, left)
    read = reader.read(pictures)
    tilt, thorax = read["tilt"], read["thorax"]
    print(f"{len(tilt)} frames: tilt {tilt.mean():.1f} (SD {tilt.std():.1f}, predicted spread {np.median(read['tilt_spread']):.1f}), "
          f"thorax {thorax.mean():.1f} (SD {thorax.std():.1f}, predicted spread {np.median(read['thorax_spread']):.1f})")
    turns = (-8.0, 8.0)
    turned = [reader.read(squares(args.clip, pose, reader.size, left, turn_deg=t)[::6]) for t in turns]
    for name in ("tilt", "thorax"):
        print(f"{name} per degree of turning: {(turned[1][name].mean() - turned[0][name].mean()) / 16.0:.2f} (1 is right)")
    for shift in ((0.05, 0), (-0.05, 0), (0, 0.05), (0, -0.05)):
        moved = reader.read(squares(args.clip, pose, reader.size, left, shift=shift)[::6])
        print(f"square moved by {shift}: tilt {moved['tilt'].mean() - tilt[::6].mean():+.1f}, thorax {moved['thorax'].mean() - thorax[::6].mean():+.1f}")
    chosen = np.arange(20, 20 + 3 * 8, 3)
    tiles = [draw(pictures[i], {k: v[i] for k, v in read.items()}) for i in chosen]
    cv2.imwrite(args.picture, np.vstack([np.hstack(tiles[:4]), np.hstack(tiles[4:])]), [cv2.IMWRITE_JPEG_QUALITY, 80])


if __name__ == "__main__":
    main()
