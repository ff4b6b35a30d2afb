"""The networks: a small residual net with plain 3 x 3 convolutions reads one square (points as the mean of a heat map, angles from features
and points), and a smaller one reads from what the first saw of two squares of a runner how far the pelvis has turned from one to the other."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from store import POINTS

SIZE = 128
CELLS = SIZE // 8
# Of each of 8 x 8 cells of a square so many numbers are kept for comparing it with another.
KEPT = 40
# What is told of a square besides: tilt and its spread in units, and the places of the points.
TOLD = 2 + 2 * len(POINTS)
# Angles leave the last layer in units of this many degrees.
UNIT_DEG = 20.0


def conv(x, channels, stride=1, kernel=3):
    x = layers.Conv2D(channels, kernel, stride, "same", use_bias=False)(x)
    return layers.ReLU()(layers.BatchNormalization()(x))


def residual(x):
    channels = x.shape[-1]
    y = conv(x, channels)
    y = layers.BatchNormalization()(layers.Conv2D(channels, 3, 1, "same", use_bias=False)(y))
    return layers.ReLU()(layers.Add()([x, y]))


def mean_place(heat):
    """Heat (n, cells, cells, points) to (n, points, 2): the mean place of the softmax, in shares of the square."""
    flat = keras.ops.reshape(heat, (-1, CELLS * CELLS, len(POINTS)))
    share = keras.ops.softmax(flat, axis=1)
    centres = (np.arange(CELLS, dtype=np.float32) + 0.5) / CELLS
    grid = np.stack(np.meshgrid(centres, centres), -1).reshape(-1, 2)
    x = keras.ops.sum(share * grid[:, 0:1], axis=1)
    y = keras.ops.sum(share * grid[:, 1:2], axis=1)
    return keras.ops.stack([x, y], -1)


def build(channels=(32, 56, 112, 192)):
    """Input (n, 128, 128, 3), RGB 0 to 1. Outputs: those of `head`."""
    picture = layers.Input((SIZE, SIZE, 3), name="picture")
    x = layers.Rescaling(1 / 0.25, offset=-0.45 / 0.25)(picture)
    x = conv(x, channels[0], 4, 7)
    fine = residual(conv(x, channels[1], 2))
    middle = residual(conv(fine, channels[2], 2))
    coarse = residual(conv(middle, channels[3], 2))
    return head(picture, fine, middle, coarse)


def head(picture, fine, middle, coarse):
    """What is said from features of 16 x 16, 8 x 8 and 4 x 4 places. Outputs: angles (n, 4) and points (n, 12, 3) as in the card, the heat
    map for training, and what the comparison needs: cells (n, 8, 8, KEPT) and told (n, TOLD)."""
    f = layers.UpSampling2D(2)(layers.Conv2D(48, 1)(coarse))
    f = conv(layers.Add()([f, layers.Conv2D(48, 1)(middle)]), 48)
    f = layers.UpSampling2D(2)(f)
    f = conv(layers.Add()([f, layers.Conv2D(48, 1)(fine)]), 48)
    heat = layers.Conv2D(len(POINTS), 1)(f)
    place = layers.Lambda(mean_place, output_shape=(len(POINTS), 2), name="place")(heat)
    seen = layers.Flatten()(layers.Conv2D(32, 1)(coarse))
    where = layers.Rescaling(4.0, offset=-2.0)(layers.Flatten()(place))
    h = layers.Dense(160, activation="relu")(layers.Concatenate()([seen, where]))
    h = layers.Dense(64, activation="relu")(layers.Dropout(0.1)(h))
    raw = layers.Dense(4)(h)
    spread = layers.Dense(len(POINTS), bias_initializer=keras.initializers.Constant(-3.5))(h)
    angles = layers.Lambda(to_degrees, output_shape=(4,), name="angles")(raw)
    points = layers.Lambda(with_spread, output_shape=(len(POINTS), 3), name="points")([place, spread])
    cells = layers.Conv2D(KEPT, 1, name="cells")(middle)
    told = layers.Concatenate(name="told")([angles[:, :2] / UNIT_DEG, where])
    return keras.Model(picture, [angles, points, heat, cells, told], name="pelvis")


def build_change():
    """Inputs: cells and told of two squares of one runner. Output (n, 2): tilt of the second less tilt of the first and its spread, degrees."""
    inputs = [layers.Input((CELLS // 2, CELLS // 2, KEPT)) for _ in range(2)] + [layers.Input((TOLD,)) for _ in range(2)]
    first, second, told, told_second = inputs
    x = conv(layers.Concatenate()([first, second]), 64)
    x = residual(x)
    x = residual(conv(x, 96, 2))
    seen = layers.Flatten()(layers.Conv2D(32, 1)(x))
    h = layers.Dense(128, activation="relu")(layers.Concatenate()([seen, told, told_second]))
    h = layers.Dense(64, activation="relu")(layers.Dropout(0.1)(h))
    raw = layers.Dense(2, kernel_initializer="zeros")(h)
    # The network corrects the difference of two readings.
    turned = raw[:, :1] + told_second[:, :1] - told[:, :1]
    spread = keras.ops.exp(keras.ops.clip(raw[:, 1:] - 1.5, -4.0, 1.5))
    return keras.Model(inputs, layers.Concatenate()([turned, spread]) * UNIT_DEG, name="change")


def loss_of_change(read, turned):
    """Gaussian likelihood."""
    return tf.reduce_mean(tf.math.log(read[:, 1] / UNIT_DEG) + 0.5 * ((read[:, 0] - turned) / read[:, 1]) ** 2)


def to_degrees(raw):
    """(tilt, thorax, log spread of each) in units to (tilt, its spread, thorax, its spread) in degrees."""
    spread = keras.ops.exp(keras.ops.clip(raw[:, 2:], -4.0, 1.5))
    parts = [raw[:, 0], spread[:, 0], raw[:, 1], spread[:, 1]]
    return keras.ops.stack(parts, -1) * UNIT_DEG


def with_spread(both):
    place, spread = both
    return keras.ops.concatenate([place, keras.ops.exp(keras.ops.clip(spread, -7.0, 0.0))[:, :, None]], -1)


def loss(outputs, angles, points):
    """Gaussian likelihood of both angles and of the points, cross-entropy of the heat map, distance of the points."""
    read, place, heat = outputs[:3]
    wanted, sure = angles, points[:, :, 2]
    spread = tf.stack([read[:, 1], read[:, 3]], -1)
    off = (tf.stack([read[:, 0], read[:, 2]], -1) - wanted) / spread
    of_angles = tf.reduce_mean(tf.math.log(spread / UNIT_DEG) + 0.5 * off**2)
    count = tf.reduce_sum(sure) + 1e-6
    away = place[:, :, :2] - points[:, :, :2]
    distance = tf.reduce_sum(tf.reduce_sum(tf.abs(away), -1) * sure) / count * SIZE
    still = tf.reduce_sum(tf.stop_gradient(away) ** 2, -1)
    own = place[:, :, 2]
    of_spread = tf.reduce_sum((2.0 * tf.math.log(own) + 0.5 * still / own**2) * sure) / count
    centres = (tf.range(CELLS, dtype=tf.float32) + 0.5) / CELLS
    bell = lambda at: tf.exp(-0.5 * ((centres - at[..., None]) * CELLS / 0.9) ** 2)
    aim = bell(points[:, :, 1])[..., :, None] * bell(points[:, :, 0])[..., None, :]
    aim = tf.reshape(aim, (-1, len(POINTS), CELLS * CELLS))
    aim /= tf.reduce_sum(aim, -1, keepdims=True) + 1e-6
    log_share = tf.nn.log_softmax(tf.reshape(heat, (-1, CELLS * CELLS, len(POINTS))), axis=1)
    crossed = -tf.reduce_sum(aim * tf.transpose(log_share, (0, 2, 1)), -1)
    of_heat = tf.reduce_sum(crossed * sure) / count
    return of_angles + 0.3 * of_heat + 0.2 * distance + 0.02 * of_spread
