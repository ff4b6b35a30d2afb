"""The square's labels follow the picture: dots drawn by hand are found where the labels say, and turning adds to the angles with the right sign.
With a seed it is spoilt the same way whatever was drawn before.

    python test_augment.py
"""

import numpy as np

import augment
from store import POINTS


class Drawn:
    """One still of 160 pixels with a bright dot for the back and one for the front of a pelvis, tilted 20 degrees."""

    size, about = 160, {"square": {"margin": 1.2}}
    columns = {"tilt_deg": 0, "thorax_deg": 1, "asis_x": 2}

    def __init__(self):
        back, front = np.array([70.0, 85.0]), np.array([70.0, 85.0]) + 30.0 * np.array([np.cos(0.349), np.sin(0.349)])
        self.still = np.zeros((160, 160, 3), np.uint8)
        y, x = np.mgrid[0:160, 0:160] + 0.5
        for channel, dot in enumerate((back, front)):
            self.still[:, :, channel] = 255.0 * np.exp(-((x - dot[0]) ** 2 + (y - dot[1]) ** 2) / 8.0)
        points = np.zeros((len(POINTS), 3), np.float32)
        points[0], points[1] = [*(back / 160), 1], [*(front / 160), 1]
        self.rows = np.concatenate([[20.0, 5.0], points.ravel()])[None].astype(np.float32)

    def picture(self, _):
        return self.still

    def points(self, _):
        return self.rows[:, 2:].reshape(1, len(POINTS), 3)


def middle(picture, channel):
    weight = picture[:, :, channel].astype(float)
    y, x = np.mgrid[0 : len(picture), 0 : len(picture)] + 0.5
    return np.array([(weight * x).sum(), (weight * y).sum()]) / weight.sum() / len(picture)


def main():
    store = Drawn()
    for change in ({}, {"turn_deg": 9.0}, {"turn_deg": -9.0}, {"zoom": 1.1, "shift": (0.05, -0.04)}, {"small": 60, "turn_deg": 5.0}):
        picture, angles, points = augment.plain(store, 0, 128, **change)
        back, front = middle(picture, 0), middle(picture, 1)
        assert np.abs(back - points[0, :2]).max() < 0.004, (change, back, points[0])
        assert np.abs(front - points[1, :2]).max() < 0.004, (change, front, points[1])
        fall = np.degrees(np.arctan2(*(front - back)[::-1]))
        assert abs(fall - angles[0]) < 0.7, (change, fall, angles)
        assert abs(angles[0] - 20.0 - change.get("turn_deg", 0.0)) < 1e-4 and abs(angles[1] - angles[0] + 15.0) < 1e-4
    print("labels follow the picture")
    first = [augment.plain(store, 0, 128, seed)[0] for seed in range(20)]
    again = [augment.plain(store, 0, 128, seed)[0] for seed in reversed(range(20))][::-1]
    assert np.array_equal(first, again), "spoilt otherwise the second time"
    print("spoilt the same way each time")


if __name__ == "__main__":
    main()
