"""Trains the network on a folder of stills, for a given time or number of epochs; goes on from its checkpoint where it was stopped."""

import argparse
import json
import os
import queue
import threading
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
# Off by default on AMD processors, where it gave 1.6 times as many pictures a second of processor time.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")

import keras
import numpy as np
import tensorflow as tf

import augment
import network
from store import Store


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder of training stills; may still be growing")
    parser.add_argument("--test", required=True, help="folder of test stills")
    parser.add_argument("--out", required=True, help="folder for checkpoint, log and weights")
    parser.add_argument("--minutes", type=float, default=45.0, help="length of the whole one-cycle schedule")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--peak", type=float, default=2e-3, help="largest learning rate")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Feeder:
    """Batches made on threads of their own."""

    def __init__(self, store, batch, seed, threads=1):
        self.store, self.batch = store, batch
        self.ready, self.stopped = queue.Queue(maxsize=6), False
        for number in range(threads):
            threading.Thread(target=self.fill, args=(np.random.default_rng([seed, number]),), daemon=True).start()

    def fill(self, rng):
        while not self.stopped:
            self.ready.put(self.one(rng))

    def one(self, rng):
        indices = rng.integers(0, len(self.store), self.batch)
        made = [augment.sample(self.store, int(i), network.SIZE, rng) for i in indices]
        pictures, angles, points = zip(*made)
        return np.stack(pictures), np.stack(angles), np.stack(points)


def learning_rate(share, peak):
    """One cycle: up in the first 8 %, then down along a cosine to nothing."""
    if share < 0.08:
        return peak * (0.1 + 0.9 * share / 0.08)
    return peak * 0.5 * (1.0 + np.cos(np.pi * min((share - 0.08) / 0.92, 1.0))) + 1e-6


def evaluate(model, store, most=800):
    step = max(len(store) // most, 1)
    indices = range(0, len(store), step)
    made = [augment.plain(store, i, network.SIZE, spoilt_seed=i) for i in indices]
    pictures, angles, points = (np.stack(part) for part in zip(*made))
    read, place = [], []
    for first in range(0, len(pictures), 100):
        a, p, _ = model(pictures[first : first + 100].astype(np.float32) / 255.0, training=False)
        read.append(a.numpy())
        place.append(p.numpy())
    read, place = np.concatenate(read), np.concatenate(place)
    off = read[:, [0, 2]] - angles
    away = np.linalg.norm(place[:, :, :2] - points[:, :, :2], axis=-1)[points[:, :, 2] > 0]
    slope = [np.polyfit(angles[:, k], read[:, 2 * k], 1)[0] for k in (0, 1)]
    return {
        "tilt_rmse": float(np.sqrt((off[:, 0] ** 2).mean())),
        "thorax_rmse": float(np.sqrt((off[:, 1] ** 2).mean())),
        "tilt_slope": float(slope[0]),
        "thorax_slope": float(slope[1]),
        "tilt_z": float((off[:, 0] / read[:, 1]).std()),
        "points_px": float(away.mean() * network.SIZE),
    }


def main():
    args = arguments()
    tf.config.threading.set_intra_op_parallelism_threads(args.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    keras.utils.set_random_seed(args.seed)
    os.makedirs(args.out, exist_ok=True)
    store, test = Store(args.data), Store(args.test)
    model = network.build()
    optimizer = keras.optimizers.AdamW(args.peak, weight_decay=0.02, global_clipnorm=5.0)
    optimizer.build(model.trainable_variables)
    state = {"steps": tf.Variable(0, dtype=tf.int64), "seconds": tf.Variable(0.0, dtype=tf.float64)}
    checkpoint = tf.train.Checkpoint(model=model, optimizer=optimizer, **state)
    manager = tf.train.CheckpointManager(checkpoint, os.path.join(args.out, "checkpoint"), max_to_keep=1)
    if manager.latest_checkpoint:
        checkpoint.restore(manager.latest_checkpoint).assert_existing_objects_matched()

    @tf.function
    def step(pictures, angles, points):
        with tf.GradientTape() as tape:
            outputs = model(tf.cast(pictures, tf.float32) / 255.0, training=True)
            value = network.loss(outputs, angles, points)
        gradients = tape.gradient(value, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        return value

    feeder = Feeder(store, args.batch, args.seed + int(state["steps"].numpy()))
    log = open(os.path.join(args.out, "log.jsonl"), "a")
    before, began, sum_of_losses, since = float(state["seconds"].numpy()), time.time(), 0.0, 0
    while True:
        seconds = before + time.time() - began
        share = seconds / (60.0 * args.minutes)
        if share >= 1.0:
            break
        optimizer.learning_rate.assign(learning_rate(share, args.peak))
        sum_of_losses += float(step(*feeder.ready.get()))
        since += 1
        state["steps"].assign_add(1)
        steps = int(state["steps"].numpy())
        if steps % 200 == 0:
            state["seconds"].assign(seconds)
            manager.save()
            stills = store.refresh()
            line = {"steps": steps, "seconds": round(seconds), "stills": stills, "loss": sum_of_losses / since}
            if steps % 400 == 0:
                line |= evaluate(model, test)
            sum_of_losses, since = 0.0, 0
            print(json.dumps({k: round(v, 3) for k, v in line.items()}), file=log, flush=True)
    feeder.stopped = True
    state["seconds"].assign(60.0 * args.minutes)
    manager.save()
    model.save_weights(os.path.join(args.out, "pelvis.weights.h5"))
    print(json.dumps({"steps": int(state["steps"].numpy()), "final": evaluate(model, test, 1600)}), file=log, flush=True)


if __name__ == "__main__":
    main()
