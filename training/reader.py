"""The exported networks as runtilt runs them: OpenVINO, f32, one thread; the landmark network's features cut out of its file."""

import tempfile

import numpy as np
import openvino

import features
import network
from store import POINTS

# Places of the spreads of angles and of points among the values of the card.
ANGLES, OWN_SPREADS = slice(0, 4, 2), slice(1, 4, 2)


def compiled(path):
    """As runtilt runs it, on one thread."""
    settings = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1}
    return openvino.Core().compile_model(path, "CPU", settings)


def compiled_bytes(data):
    with tempfile.NamedTemporaryFile(suffix=".tflite") as file:
        file.write(data)
        file.flush()
        return compiled(file.name)


def reading(path, landmarks):
    """What reads a square, floats (1, 128, 128, 3) to the values of the card: the network of the file, which sees the picture, or maps of the
    landmark network's after which its inputs are called."""
    own = compiled(path)
    inputs = [port.get_any_name() for port in own.inputs]
    if len(inputs) == 1:
        return lambda picture: own(picture)[0][0].copy()
    data, outputs = features.cut(landmarks, network.SIZE, [int(name.removeprefix("tensor_")) for name in inputs])
    seen = compiled_bytes(data)

    def read(picture):
        maps = seen(picture)
        return own({name: maps[output] for name, output in zip(inputs, outputs)})[0][0].copy()

    return read


def together(rows):
    """The equal mixture of what networks say, as `src/pose/still.rs` has it: rows (networks, 40) to (40,)."""
    rows = np.asarray(rows)
    mean = rows.mean(0)
    mean[OWN_SPREADS] = np.sqrt((rows[:, OWN_SPREADS] ** 2).mean(0) + rows[:, ANGLES].var(0))
    return mean


class Reader:
    """The networks of the files, together."""

    def __init__(self, paths, landmarks):
        self.size = network.SIZE
        self.readings = [reading(path, landmarks) for path in paths]

    def __call__(self, picture):
        return together([read(picture) for read in self.readings])

    def read(self, pictures):
        """Bytes (n, size, size, 3), RGB, to a dictionary of arrays."""
        rows = np.stack([self(p[None].astype(np.float32) / 255.0) for p in pictures])
        points = rows[:, 4:].reshape(len(rows), len(POINTS), 3)
        return {"tilt": rows[:, 0], "tilt_spread": rows[:, 1], "thorax": rows[:, 2], "thorax_spread": rows[:, 3], "points": points}


def rms(values):
    return float(np.sqrt(np.mean(np.square(values))))


def line(truth, read):
    """Slope of reading on truth, correlation."""
    return float(np.polyfit(truth, read, 1)[0]), float(np.corrcoef(truth, read)[0, 1])
