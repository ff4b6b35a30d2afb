"""Weights of our own part to the TFLite file that runtilt reads, and a check that OpenVINO gives the same numbers from it."""

import argparse
import hashlib
import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

import network
from reader import reading


class Served(tf.Module):
    """One square, both outputs joined in one: the order of several outputs is not kept by every reader."""

    def __init__(self, model):
        self.model = model
        specs = [tf.TensorSpec((1, *x.shape[1:]), tf.float32, name=x.name) for x in model.inputs]
        self.run = tf.function(self.joined, input_signature=specs)

    def joined(self, *inputs):
        angles, points, _ = self.model(inputs if len(inputs) > 1 else inputs[0], training=False)
        return tf.concat([angles, tf.reshape(points, (1, -1))], -1)


def converted(served):
    """Bytes of the TFLite file."""
    frozen = convert_variables_to_constants_v2(served.run.get_concrete_function())
    converter = tf.lite.TFLiteConverter.from_concrete_functions([frozen])
    # Half the bytes; the runtime computes in f32 (the check in `main` is against f32 weights).
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.target_spec.supported_types = [tf.float16]
    return converter.convert()


def square():
    return np.random.default_rng(0).random((1, network.SIZE, network.SIZE, 3), np.float32)


def milliseconds(ready):
    """Processor time of this process for a square: other work on the machine does not count."""
    picture = square()
    ready(picture)
    began = time.process_time()
    for _ in range(100):
        ready(picture)
    return 10.0 * (time.process_time() - began)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--landmarks", help="TFLite file of the landmark network, whose features are read; absent: the picture itself")
    parser.add_argument("--weights", help="absent: untrained")
    parser.add_argument("--checkpoint", help="folder of a run that has not ended, instead")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    keras.utils.set_random_seed(1)
    _, own, whole = network.parts(args.landmarks)
    if args.weights:
        own.load_weights(args.weights)
    elif args.checkpoint:
        newest = tf.train.latest_checkpoint(args.checkpoint)
        tf.train.Checkpoint(own=own).restore(newest).expect_partial()
    data = converted(Served(own))
    with open(args.out, "wb") as file:
        file.write(data)
    ready = reading(args.out, args.landmarks)
    angles, points, _ = whole(square(), training=False)
    wanted = np.concatenate([angles[0], np.reshape(points, -1)])
    worst = float(np.abs(ready(square()) - wanted).max())
    print(f"{args.out}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    print(f"OpenVINO differs by at most {worst:.2g}")
    print(f"{milliseconds(ready):.2f} ms of processor time a square")
    # Degrees; 16-bit weights alone move an angle by up to 0.015 (on the picture) and 0.042 (on features; 200 squares of the test stills).
    if worst > 0.06:
        raise SystemExit("OpenVINO reads the file differently")


if __name__ == "__main__":
    main()
