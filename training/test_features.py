"""The landmark network's features as Keras gives them are those of its file.

    python test_features.py ../models/cache/pose_landmark_full.tflite
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np

import features
import network
from reader import compiled_bytes

# Largest difference by the largest value of the map: 5e-6 measured (lite and full), the order of summing.
SAME = 3e-5


def main(path):
    picture, encoded, decoded = features.build(path, features.OWN_SIZE)
    maps = [*encoded.values(), *decoded.values()]
    noise = np.random.default_rng(0).random((1, features.OWN_SIZE, features.OWN_SIZE, 3), np.float32)
    got = keras.Model(picture, maps).predict(noise, verbose=0)
    file = features.interpreter(path, experimental_preserve_all_tensors=True)
    file.set_tensor(file.get_input_details()[0]["index"], noise)
    file.invoke()
    assert len(maps) == 7, len(maps)
    for values, tensor in zip(got, maps):
        wanted = file.get_tensor(features.tensor(tensor))
        assert values.shape == wanted.shape
        off = np.abs(values - wanted).max() / np.abs(wanted).max()
        assert off < SAME, f"{tensor._keras_history.operation.name} differs by {off}"
    print(f"{path}: {len(maps)} maps agree")
    cut_out(path)


def cut_out(path):
    """What is cut out of the file gives the maps of smaller pictures."""
    picture, encoded, decoded = features.build(path, network.SIZE)
    maps = [*encoded.values(), *decoded.values()]
    noise = np.random.default_rng(0).random((1, network.SIZE, network.SIZE, 3), np.float32)
    wanted = keras.Model(picture, maps).predict(noise, verbose=0)
    data, names = features.cut(path, network.SIZE, [features.tensor(m) for m in maps])
    got = compiled_bytes(data)(noise)
    for name, values in zip(names, wanted):
        off = np.abs(got[name] - values).max() / np.abs(values).max()
        assert off < SAME, f"{name} differs by {off}"
    print(f"{path}: {len(maps)} maps of {network.SIZE} pixels agree")


if __name__ == "__main__":
    main(sys.argv[1])
