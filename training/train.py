"""Trains both networks on a folder of visits, for a given time; goes on from its checkpoint where it was stopped."""

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

# Stills of one visit in a batch: one stands, the others run. Each is compared with each.
OF_VISIT = 4
PAIRS = np.array([(a, b) for b in range(OF_VISIT) for a in range(b)])
# The column `variant` of a still that stands, and of one that runs.
STANDING, RUNNING = 0, 1


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder of training stills; may still be growing")
    parser.add_argument("--test", required=True, help="folder of stills to look at on the way")
    parser.add_argument("--clips", required=True, help="folder of clips to look at on the way; not those of the release tests")
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


def compare(change, cells, told, first, second, training=False):
    """What the second network says of squares of a batch, by their numbers."""
    inputs = [tf.gather(values, index) for values in (cells, told) for index in (first, second)]
    return change(inputs, training=training)


def change_from_standing(model, change, store, standing=4):
    """RMSE over runners of a clip's mean tilt, of its change from standing by two readings, and by comparison where there is a `change`."""
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
        angles, _, _, cells, told = model(pictures, training=False)
        tilt, true = angles[:, 0].numpy(), store.value("tilt_deg")[index]
        n = len(stands)
        wanted = true[n:].mean() - true[:n].mean()
        of_runner = [tilt[n:].mean() - true[n:].mean(), tilt[n:].mean() - tilt[:n].mean() - wanted]
        if change:
            first, second = (g.ravel() for g in np.meshgrid(np.arange(n), n + np.arange(len(runs)), indexing="ij"))
            both = [compare(change, cells, told, *pair)[:, 0].numpy().mean() for pair in ((first, second), (second, first))]
            of_runner.append((both[0] - both[1]) / 2 - wanted)
        off.append(of_runner)
    rmse = np.sqrt(np.mean(np.square(off), 0))
    return {name: float(value) for name, value in zip(("clip_rmse", "change_rmse_read", "change_rmse_compared"), rmse)}


def main():
    args = arguments()
    tf.config.threading.set_intra_op_parallelism_threads(args.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    keras.utils.set_random_seed(args.seed)
    os.makedirs(args.out, exist_ok=True)
    store, test, clips = Store(args.data), Store(args.test), Store(args.clips)
    model, change = network.build(), network.build_change()
    variables = model.trainable_variables + change.trainable_variables
    optimizer = keras.optimizers.AdamW(args.peak, weight_decay=0.02, global_clipnorm=5.0)
    optimizer.build(variables)
    state = {"steps": tf.Variable(0, dtype=tf.int64), "seconds": tf.Variable(0.0, dtype=tf.float64)}
    checkpoint = tf.train.Checkpoint(model=model, change=change, optimizer=optimizer, **state)
    manager = tf.train.CheckpointManager(checkpoint, os.path.join(args.out, "checkpoint"), max_to_keep=1)
    if manager.latest_checkpoint:
        checkpoint.restore(manager.latest_checkpoint).assert_existing_objects_matched()
    # After the steps are known, so that a run that goes on is not shown the same squares again.
    feeder = Feeder(store, args.batch, args.seed + int(state["steps"].numpy()))
    if args.warm and not manager.latest_checkpoint:
        warm.fill(model, args.warm, feeder.ready.get()[0].astype(np.float32) / 255.0)
    start = np.arange(0, args.batch // OF_VISIT * OF_VISIT, OF_VISIT)[:, None]
    lower, upper = ((start + PAIRS[None, :, k]).ravel() for k in (0, 1))

    @tf.function
    def step(pictures, angles, points):
        turn = tf.random.uniform((len(lower),)) < 0.5
        first, second = tf.where(turn, lower, upper), tf.where(turn, upper, lower)
        with tf.GradientTape() as tape:
            outputs = model(tf.cast(pictures, tf.float32) / 255.0, training=True)
            turned = compare(change, *outputs[3:], first, second, training=True)
            wanted = tf.gather(angles[:, 0], second) - tf.gather(angles[:, 0], first)
            value, of_change = network.loss(outputs, angles, points), network.loss_of_change(turned, wanted)
            total = value + of_change
        gradients = tape.gradient(total, variables)
        optimizer.apply_gradients(zip(gradients, variables))
        return tf.stack([value, of_change])

    log = open(os.path.join(args.out, "log.jsonl"), "a")
    before, began, sums, since = float(state["seconds"].numpy()), time.time(), np.zeros(2), 0
    while True:
        seconds = before + time.time() - began
        share = seconds / (60.0 * args.minutes)
        if share >= 1.0:
            break
        optimizer.learning_rate.assign(learning_rate(share, args.peak))
        sums += step(*feeder.ready.get()).numpy()
        since += 1
        state["steps"].assign_add(1)
        steps = int(state["steps"].numpy())
        if steps % 200 == 0:
            state["seconds"].assign(seconds)
            manager.save()
            losses = dict(zip(("loss", "loss_of_change"), (sums / since).tolist()))
            line = {"steps": steps, "seconds": round(seconds), "stills": store.refresh()} | losses
            if steps % 800 == 0:
                line |= evaluate(model, test) | change_from_standing(model, change, clips)
            sums, since = np.zeros(2), 0
            print(json.dumps({k: round(v, 3) for k, v in line.items()}), file=log, flush=True)
    feeder.stopped = True
    state["seconds"].assign(60.0 * args.minutes)
    manager.save()
    model.save_weights(os.path.join(args.out, "pelvis.weights.h5"))
    final = evaluate(model, test, 1600) | change_from_standing(model, change, clips)
    print(json.dumps({"steps": int(state["steps"].numpy()), "final": final}), file=log, flush=True)


if __name__ == "__main__":
    main()
