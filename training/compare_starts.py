"""From what the pelvis network should start: from nothing, or from features of the landmark network, which was trained on real people.

Each start is trained with the same stills in the same order, as many steps, and tested on runners it never saw; and on a real clip, by
what needs no truth: a square turned by a degree has to read a degree more. Writes a page."""

import argparse
import json
import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")

import keras
import numpy as np
import tensorflow as tf
from keras import layers

import export
import features
import network
import real
from network import conv, residual
from reader import compiled_bytes
from store import Store
from train import Feeder, change_from_standing, evaluate, learning_rate

# Weights that come from the landmark network, where they may change at all, move at this share of the learning rate.
CAREFUL = 0.1
STARTS = {
    "nothing": "from nothing (`network.from_nothing`)",
    "kept": "the landmark network's features, kept as they are",
    "tuned": "the same, trained along",
    "slim": "kept, joined by 1 x 1 convolutions at an even scale (`network.build`)",
}


def from_landmarks(path, channels=(56, 112, 192)):
    """The pelvis network's own blocks and head on maps of the landmark network instead of on the picture. Gives the model, and that part
    of it which came from the landmark network."""
    picture, encoded, decoded = features.build(path, network.SIZE)
    came = keras.Model(picture, [*encoded.values(), *decoded.values()])
    maps = {cells: [layers.BatchNormalization()(m) for m in (encoded[cells], decoded.get(cells)) if m is not None] for cells in encoded}
    joined = lambda cells, *more: layers.Concatenate()([*maps[cells], *more])
    sides = sorted(maps, reverse=True)
    fine = residual(conv(joined(sides[1], conv(joined(sides[0]), channels[0], 2)), channels[0]))
    middle = residual(conv(joined(sides[2], conv(fine, channels[1], 2)), channels[1]))
    coarse = residual(conv(joined(sides[3], conv(middle, channels[2], 2)), channels[2]))
    return network.head(picture, fine, middle, coarse), came


def build(start, landmarks, pictures=None):
    """The model, and a factor on the learning rate for each of its trainable variables. The scale of maps is that of `pictures`."""
    if start == "nothing":
        model, own = network.from_nothing(), set()
    elif start == "slim":
        parts = network.build(landmarks)
        if pictures is not None:
            network.settle(*parts, pictures)
        model, own = network.whole(*parts), set()
    else:
        model, came = from_landmarks(landmarks)
        came.trainable = start == "tuned"
        own = {id(v) for v in came.trainable_variables}
    return model, [CAREFUL if id(v) in own else 1.0 for v in model.trainable_variables]


def train(start, args, store):
    """Model after `--steps`; processor seconds of a step without making its squares."""
    keras.utils.set_random_seed(args.seed)
    feeder = Feeder(store, args.batch, args.seed)
    model, share = build(start, args.landmarks, feeder.pictures())
    optimizer = keras.optimizers.AdamW(args.peak, weight_decay=0.02, global_clipnorm=5.0)
    optimizer.build(model.trainable_variables)

    @tf.function
    def step(pictures, angles, points):
        with tf.GradientTape() as tape:
            value = network.loss(model(tf.cast(pictures, tf.float32) / 255.0, training=True), angles, points)
        gradients = tape.gradient(value, model.trainable_variables)
        before = [tf.identity(v) for v in model.trainable_variables]
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        # Adam takes steps of one size whatever the gradient's: what is to move less is set back by a part of its step.
        for variable, old, part in zip(model.trainable_variables, before, share):
            if part < 1.0:
                variable.assign(old + part * (variable - old))
        return value

    began, losses = time.time(), []
    for number in range(args.steps):
        optimizer.learning_rate.assign(learning_rate(number / args.steps, args.peak))
        losses.append(float(step(*feeder.ready.get())))
        if (number + 1) % 100 == 0:
            print(f"{start}: step {number + 1}, loss {np.mean(losses[-100:]):.3f}, {time.time() - began:.0f} s", flush=True)
    feeder.stopped = True
    squares = feeder.ready.get()
    spent = time.process_time()
    for _ in range(3):
        step(*squares)
    return model, float(np.mean(losses[-100:])), (time.process_time() - spent) / 3.0


def on_real(model, args):
    """On a real clip whose landmarks are known: predicted spread, scatter, and how much of a turn of the square is read."""
    with open(args.pose) as file:
        pose = json.load(file)

    def read(turn):
        squares = real.squares(args.real, pose, network.SIZE, args.facing == "left", turn_deg=turn)[::3]
        parts = [model(squares[i : i + 64].astype(np.float32) / 255.0, training=False)[0].numpy() for i in range(0, len(squares), 64)]
        return np.concatenate(parts)

    straight, back, on = read(0.0), read(-8.0), read(8.0)
    turned = (on - back)[:, [0, 2]].mean(0) / 16.0
    return {
        "tilt": straight[:, 0].mean(), "scatter": straight[:, 0].std(), "spread": np.median(straight[:, 1]),
        "tilt_turned": turned[0], "thorax_turned": turned[1],
    }


def cost(start, landmarks):
    """Processor milliseconds of a square, as runtilt would run it. The weights do not matter."""
    return export.milliseconds(compiled_bytes(export.converted(export.Served(build(start, landmarks)[0]))))


def page(args, found):
    lines = [
        "# From what the network starts", "",
        f"Made by `compare_starts.py`: {args.steps:,} steps of {args.batch}, the same {args.stills:,} stills in the same order for each, one cycle "
        f"of the learning rate; the release's own training is longer (RESULTS.md), so these are no figures of the release. The landmark "
        f"network is `{os.path.basename(args.landmarks)}`: the last sum of its encoder at 32, 16, 8 and 4 places a side and its decoder's "
        f"sums go where the pelvis network has its own features, and its blocks and head follow. Trained along at {CAREFUL} of the learning "
        "rate. Degrees.", "",
        "| Start | Weights | Training: loss | Stills: tilt RMSE, slope | thorax RMSE | points, pixels of 128 | Clip mean: RMSE | change from standing: RMSE "
        "| Processor: a step of training, s | a square when running, ms |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for start, f in found.items():
        lines.append(
            f"| {STARTS[start]} | {f['weights'] / 1e6:.1f} million | {f['loss']:.2f} | {f['tilt_rmse']:.2f}, {f['tilt_slope']:.2f} | {f['thorax_rmse']:.2f} "
            f"| {f['points_px']:.2f} | {f['clip_rmse']:.2f} | {f['change_rmse']:.2f} | {f['step_s']:.2f} | {cost(start, args.landmarks):.1f} |"
        )
    lines += [
        "", f"Stills: {args.tested:,} of bodies never seen. Clips: {args.runners} runners never seen. On a real clip (baggy hoodie, every third frame), where the truth is not known:", "",
        "| Start | Tilt read | scatter over frames | predicted spread | Tilt, thorax read of a square turned by a degree (1 is right) |", "| --- | --- | --- | --- | --- |",
    ]
    for start, f in found.items():
        lines.append(f"| {STARTS[start]} | {f['tilt']:.1f} | {f['scatter']:.1f} | {f['spread']:.1f} | {f['tilt_turned']:.2f}, {f['thorax_turned']:.2f} |")
    return lines


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--landmarks", required=True, help="TFLite file of the landmark network")
    parser.add_argument("--data", required=True, help="folder of training stills")
    parser.add_argument("--test", required=True, help="folder of stills of other bodies")
    parser.add_argument("--clips", required=True, help="folder of clips of other bodies")
    parser.add_argument("--real", required=True, help="a real clip")
    parser.add_argument("--pose", required=True, help="its landmarks, as `real.py` takes them")
    parser.add_argument("--facing", choices=("left", "right"), required=True)
    parser.add_argument("--figures", required=True, help="JSON file in which what was trained and tested is kept, and not made again")
    parser.add_argument("--out", required=True, help="page")
    parser.add_argument("--only", nargs="+", choices=list(STARTS), default=list(STARTS), help="not all of them")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--peak", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main():
    args = arguments()
    tf.config.threading.set_intra_op_parallelism_threads(args.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    store, test, clips = Store(args.data), Store(args.test), Store(args.clips)
    args.stills, args.tested, args.runners = len(store), len(test), len(np.unique(clips.value("body")))
    found = {}
    if os.path.exists(args.figures):
        with open(args.figures) as file:
            found = json.load(file)
    for start in args.only:
        if start in found:
            continue
        model, loss, seconds = train(start, args, store)
        values = evaluate(model, test, len(test)) | change_from_standing(model, clips) | on_real(model, args)
        values |= {"loss": loss, "step_s": seconds, "weights": model.count_params()}
        found[start] = {name: float(value) for name, value in values.items()}
        with open(args.figures, "w") as file:
            json.dump(found, file, indent=1)
        print(start, found[start], flush=True)
    with open(args.out, "w") as file:
        file.write("\n".join(page(args, found)) + "\n")


if __name__ == "__main__":
    main()
