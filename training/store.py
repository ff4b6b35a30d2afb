"""Stills and their labels, as `runtilt-synth crops` writes them (`synth/src/crops/store.rs`)."""

import glob
import json
import os

import numpy as np

# Sides of the square in lengths of the trunk and its place: `models/PELVIS.md`.
POINTS = [
    "asis", "psis", "asis_mid", "psis_mid", "s2", "l1", "t12", "c7", "sternum", "trochanter", "hip_mid", "shoulder_mid",
]


class Store:
    """All parts of a folder; `refresh` takes in what has been written since."""

    def __init__(self, folder):
        with open(os.path.join(folder, "columns.json")) as file:
            self.about = json.load(file)
        self.folder = folder
        self.size = self.about["size_px"]
        self.columns = {name: i for i, name in enumerate(self.about["columns"])}
        self.pictures, self.rows, self.first = [], np.zeros((0, len(self.columns)), np.float32), [0]
        self.known = set()
        self.refresh()

    def refresh(self):
        for path in sorted(glob.glob(os.path.join(self.folder, "part_*.f32"))):
            if path in self.known:
                continue
            self.known.add(path)
            rows = np.fromfile(path, "<f4").reshape(-1, len(self.columns))
            shape = (len(rows), self.size, self.size, 3)
            self.pictures.append(np.memmap(path[:-3] + "rgb", np.uint8, "r", shape=shape))
            self.rows = np.concatenate([self.rows, rows])
            self.first.append(self.first[-1] + len(rows))
        # Of each body the first of its stills and how many they are; they follow each other.
        first = np.flatnonzero(np.diff(self.value("body"), prepend=-1.0))
        self.visits = np.stack([first, np.diff(np.append(first, len(self.rows)))], -1)
        return len(self.rows)

    def __len__(self):
        return len(self.rows)

    def picture(self, index):
        part = int(np.searchsorted(self.first, index, "right")) - 1
        return self.pictures[part][index - self.first[part]]

    def value(self, name):
        return self.rows[:, self.columns[name]]

    def points(self, indices):
        """(n, points, 3): x and y in shares of the still, and whether it is seen."""
        at = self.columns[POINTS[0] + "_x"]
        return self.rows[indices][:, at : at + 3 * len(POINTS)].reshape(len(indices), len(POINTS), 3)
