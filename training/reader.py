"""The exported network as runtilt runs it: OpenVINO, f32, one thread."""

import numpy as np
import openvino

from store import POINTS


def compiled(path):
    """As runtilt runs it, on one thread."""
    settings = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1}
    return openvino.Core().compile_model(path, "CPU", settings)


class Reader:
    def __init__(self, path):
        self.model = compiled(path)
        self.size = self.model.input(0).shape[1]

    def read(self, pictures):
        """Bytes (n, size, size, 3), RGB, to a dictionary of arrays."""
        rows = np.stack([self.model(p[None].astype(np.float32) / 255.0)[0][0].copy() for p in pictures])
        points = rows[:, 4:].reshape(len(rows), len(POINTS), 3)
        return {"tilt": rows[:, 0], "tilt_spread": rows[:, 1], "thorax": rows[:, 2], "thorax_spread": rows[:, 3], "points": points}


def rms(values):
    return float(np.sqrt(np.mean(np.square(values))))


def line(truth, read):
    """Slope of reading on truth, correlation."""
    return float(np.polyfit(truth, read, 1)[0]), float(np.corrcoef(truth, read)[0, 1])
