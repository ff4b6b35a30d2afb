"""Weights to the TFLite file that runtilt reads, and a check that OpenVINO gives the same numbers from it."""

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
from reader import compiled


class Served(tf.Module):
    """One picture, both outputs joined in one: the order of several outputs is not kept by every reader."""

    def __init__(self, model):
        self.model = model

    @tf.function(input_signature=[tf.TensorSpec((1, network.SIZE, network.SIZE, 3), tf.float32, name="picture")])
    def run(self, picture):
        angles, points, *_ = self.model(picture, training=False)
        return tf.concat([angles, tf.reshape(points, (1, -1))], -1)


def converted(served):
    """Bytes of the TFLite file."""
    frozen = convert_variables_to_constants_v2(served.run.get_concrete_function())
    converter = tf.lite.TFLiteConverter.from_concrete_functions([frozen])
    # Half the bytes; the runtime computes in f32 (the check in `main` is against f32 weights).
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.target_spec.supported_types = [tf.float16]
    return converter.convert()


def milliseconds(ready):
    """Processor time of this process for a square: other work on the machine does not count."""
    picture = np.random.default_rng(0).random((1, network.SIZE, network.SIZE, 3), np.float32)
    ready(picture)
    began = time.process_time()
    for _ in range(100):
        ready(picture)
    return 10.0 * (time.process_time() - began)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", help="absent: untrained")
    parser.add_argument("--checkpoint", help="folder of a run that has not ended, instead")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    keras.utils.set_random_seed(1)
    model = network.build()
    if args.weights:
        model.load_weights(args.weights)
    elif args.checkpoint:
        newest = tf.train.latest_checkpoint(args.checkpoint)
        tf.train.Checkpoint(model=model).restore(newest).expect_partial()
    served = Served(model)
    data = converted(served)
    with open(args.out, "wb") as file:
        file.write(data)
    picture = np.random.default_rng(0).random((1, network.SIZE, network.SIZE, 3), np.float32)
    ready = compiled(args.out)
    worst = float(np.abs(ready(picture)[0] - served.run(tf.constant(picture)).numpy()).max())
    print(f"{args.out}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    print(f"input {ready.input(0).shape}, output {ready.output(0).shape}; OpenVINO differs by at most {worst:.2g}")
    print(f"{milliseconds(ready):.2f} ms of processor time a square")
    # Degrees; 16-bit weights alone move an angle by up to 0.015 (200 squares of the test stills).
    if worst > 0.02:
        raise SystemExit("OpenVINO reads the file differently")


if __name__ == "__main__":
    main()
