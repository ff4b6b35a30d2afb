"""Golden values for runtilt's own reading of the networks (`tests/pose_golden.rs`): features by Keras and our files by TensorFlow's
interpreter, none of it through OpenVINO or runtilt.

    python golden.py --models ../models/pelvis.tflite ../models/pelvis_features.tflite --landmarks ../models/cache/pose_landmark_full.tflite \\
        --out ../tests/golden/pelvis_network.json
"""

import argparse
import json
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np

import features
import network
from reader import together

SQUARES = 3


def pattern(kind, size):
    """A square (size, size, 3) of bytes by a rule that the test has too."""
    y, x, c = np.meshgrid(np.arange(size), np.arange(size), np.arange(3), indexing="ij")
    return ((x * x * (kind + 1) + y * y * (c + 2) + x * y) // 64 % 256).astype(np.uint8)


def interpreted(path, maps):
    """What the network of a file says of squares, by TensorFlow's interpreter: (squares, 40)."""
    own = features.interpreter(path)
    rows = []
    for kind in range(SQUARES):
        for wanted in own.get_input_details():
            own.set_tensor(wanted["index"], maps[wanted["name"]][kind : kind + 1])
        own.invoke()
        rows.append(own.get_tensor(own.get_output_details()[0]["index"])[0].copy())
    return np.stack(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", nargs="+", required=True)
    parser.add_argument("--landmarks", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    pictures = np.stack([pattern(kind, network.SIZE) for kind in range(SQUARES)]).astype(np.float32) / 255.0
    seen, own = network.build(args.landmarks)
    maps = dict(zip([x.name for x in own.inputs], seen.predict(pictures, verbose=0)))
    maps["picture"] = pictures
    rows = np.stack([interpreted(path, maps) for path in args.models])
    found = [[round(float(v), 5) for v in together(rows[:, kind])] for kind in range(SQUARES)]
    with open(args.out, "w") as file:
        json.dump({"made_by": "training/golden.py", "squares": found}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
