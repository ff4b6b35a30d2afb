"""Trains the network on a folder of visits, for a given time; goes on from its checkpoint where it was stopped."""

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
import warm
from store import Store

# Stills of one visit in a batch: one stands, the others run.
OF_VISIT = 4
# The column `variant` of a still that stands, and of one that runs.
STANDING, RUNNING = 0, 1


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder of training stills; may still be growing")
    parser.add_argument("--test", required=True, help="folder of stills to look at on the way")
    parser.add_argument("--clips", required=True, help="folder of clips to look at on the way; not those of the release tests")
    parser.add_argument("--landmarks", help="TFLite file of the landmark network, whose features are read; absent: the picture itself")
    parser.add_argument("--warm", help="exported network to begin from, in place of nothing")
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

    def pictures(self, batches=8):
        """Squares of some batches that are not shown, to know what squares look like."""
        rng = np.random.default_rng(0)
        return np.concatenate([self.one(rng)[0] for _ in range(batches)]).astype(np.float32) / 255.0

    def one(self, rng):
        made = [self.visit(rng) for _ in range(self.batch // OF_VISIT)]
        pictures, angles, points = zip(*sum(made, []))
        return np.stack(pictures), np.stack(angles), np.stack(points)

    def visit(self, rng):
        """Squares of one runner, in the same colours: one standing, the others running."""
        standing, running = (), ()
        while len(standing) < 1 or len(running) < OF_VISIT - 1:
            first, count = self.store.visits[rng.integers(0, len(self.store.visits))]
            stands = self.store.value("variant")[first : first + count] == STANDING
            standing, running = first + np.flatnonzero(stands), first + np.flatnonzero(~stands)
        picked = [rng.choice(standing), *rng.choice(running, OF_VISIT - 1, replace=False)]
        tint = int(rng.integers(0, 2**62))
        return [augment.sample(self.store, int(i), network.SIZE, rng, np.random.default_rng(tint)) for i in picked]


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
        a, p, *_ = model(pictures[first : first + 100].astype(np.float32) / 255.0, training=False)
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


def change_from_standing(model, store, standing=4):
    """RMSE over runners of a clip's mean tilt, and of its change from standing."""
    column = lambda name: store.value(name).astype(int)
    bodies, frame, variant = column("body"), column("frame"), column("variant")
    off = []
    for body in np.unique(bodies):
        runs = np.flatnonzero((bodies == body) & (variant == RUNNING))
        stands = np.flatnonzero((bodies == body) & (variant == STANDING) & (frame < standing))
        if not len(runs) or not len(stands):
            continue
        index = np.concatenate([stands, runs])
        made = [augment.plain(store, int(i), network.SIZE, spoilt_seed=int(body)) for i in index]
        pictures = np.stack([m[0] for m in made]).astype(np.float32) / 255.0
        tilt, true = model(pictures, training=False)[0][:, 0].numpy(), store.value("tilt_deg")[index]
        n = len(stands)
        wanted = true[n:].mean() - true[:n].mean()
        off.append([tilt[n:].mean() - true[n:].mean(), tilt[n:].mean() - tilt[:n].mean() - wanted])
    rmse = np.sqrt(np.mean(np.square(off), 0))
    return {name: float(value) for name, value in zip(("clip_rmse", "change_rmse"), rmse)}


def main():
    args = arguments()
    tf.config.threading.set_intra_op_parallelism_threads(args.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    keras.utils.set_random_seed(args.seed)
    os.makedirs(args.out, exist_ok=True)
    store, test, clips = Store(args.data), Store(args.test), Store(args.clips)
    seen, own, model = network.parts(args.landmarks)
    variables = own.trainable_variables
    optimizer = keras.optimizers.AdamW(args.peak, weight_decay=0.1, global_clipnorm=5.0)
    optimizer.build(variables)
    state = {"steps": tf.Variable(0, dtype=tf.int64), "seconds": tf.Variable(0.0, dtype=tf.float64)}
    checkpoint = tf.train.Checkpoint(own=own, optimizer=optimizer, **state)
    manager = tf.train.CheckpointManager(checkpoint, os.path.join(args.out, "checkpoint"), max_to_keep=1)
    if manager.latest_checkpoint:
        checkpoint.restore(manager.latest_checkpoint).assert_existing_objects_matched()
    # After the steps are known, so that a run that goes on is not shown the same squares again.
    feeder = Feeder(store, args.batch, args.seed + int(state["steps"].numpy()))
    if not manager.latest_checkpoint:
        squares = feeder.pictures()
        if args.warm:
            warm.fill(seen, own, args.warm, squares)
        elif seen:
            network.settle(seen, own, squares)

    @tf.function
    def step(pictures, angles, points):
        with tf.GradientTape() as tape:
            value = network.loss(model(tf.cast(pictures, tf.float32) / 255.0, training=True), angles, points)
        optimizer.apply_gradients(zip(tape.gradient(value, variables), variables))
        return value

    log = open(os.path.join(args.out, "log.jsonl"), "a")
    before, began, total, since = float(state["seconds"].numpy()), time.time(), 0.0, 0
    while True:
        seconds = before + time.time() - began
        share = seconds / (60.0 * args.minutes)
        if share >= 1.0:
            break
        optimizer.learning_rate.assign(learning_rate(share, args.peak))
        total += float(step(*feeder.ready.get()))
        since += 1
        state["steps"].assign_add(1)
        steps = int(state["steps"].numpy())
        if steps % 200 == 0:
            state["seconds"].assign(seconds)
            manager.save()
            line = {"steps": steps, "seconds": round(seconds), "stills": store.refresh(), "loss": total / since}
            if steps % 1600 == 0:
                line |= evaluate(model, test) | change_from_standing(model, clips)
            total, since = 0.0, 0
            print(json.dumps({k: round(v, 3) for k, v in line.items()}), file=log, flush=True)
    feeder.stopped = True
    state["seconds"].assign(60.0 * args.minutes)
    manager.save()
    own.save_weights(os.path.join(args.out, "pelvis.weights.h5"))
    final = evaluate(model, test, 1600) | change_from_standing(model, clips)
    print(json.dumps({"steps": int(state["steps"].numpy()), "final": final}), file=log, flush=True)


if __name__ == "__main__":
    main()
