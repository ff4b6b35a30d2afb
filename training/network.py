"""The networks: small residual blocks, on the picture or on the landmark network's features, read one square: points as the mean of a heat
map, angles from features and points."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

import features
from store import POINTS

SIZE = 128
CELLS = SIZE // 8
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


def build(landmarks, channels=(56, 112, 192)):
    """Two models: the landmark network's features, whose weights stay what they are (picture (n, 128, 128, 3), RGB 0 to 1, to maps), and
    our own part (maps to the outputs of `head`). Its inputs are called `tensor_K` for tensor K of the landmark network's file."""
    picture, encoded, decoded = features.build(landmarks, SIZE)
    found = [*encoded.values(), *decoded.values()]
    seen = keras.Model(picture, found, name="features")
    seen.trainable = False
    inputs = [layers.Input(m.shape[1:], name=f"tensor_{features.tensor(m)}") for m in found]
    # Maps differ in their scale; this is set once, by `settle`, and stays.
    even = [layers.BatchNormalization(center=False, scale=False, trainable=False) for _ in inputs]
    maps = {}
    for norm, x in zip(even, inputs):
        maps.setdefault(int(x.shape[1]), []).append(norm(x))
    finest, *sides = sorted(maps, reverse=True)
    x, blocks = conv(layers.Concatenate()(maps[finest]), channels[0], 2), []
    for side, width, following in zip(sides, channels, [*channels[1:], None]):
        blocks.append(residual(conv(layers.Concatenate()([*maps[side], x]), width, kernel=1)))
        x = conv(blocks[-1], following, 2) if following else None
    own = head(inputs, *blocks)
    return seen, own


def settle(seen, own, pictures):
    """Sets the scale of the maps to that of `pictures`."""
    norms = [own.get_layer(name=x.name)._outbound_nodes[0].operation for x in own.inputs]
    for norm, values in zip(norms, seen.predict(pictures, verbose=0)):
        norm.set_weights([values.mean((0, 1, 2)), values.var((0, 1, 2))])


def whole(seen, own):
    """Both in one: picture to the outputs of `head`."""
    return keras.Model(seen.input, own(seen(seen.input)))


def parts(landmarks):
    """The landmark network's features or nothing, our own part, and the model that reads a square: on features where the landmark network's
    file is given, else on the picture."""
    if landmarks:
        seen, own = build(landmarks)
        return seen, own, whole(seen, own)
    own = from_nothing()
    return None, own, own


def from_nothing(channels=(32, 56, 112, 192)):
    """Such blocks on the picture itself. Input (n, 128, 128, 3), RGB 0 to 1; outputs: those of `head`."""
    picture = layers.Input((SIZE, SIZE, 3), name="picture")
    x = layers.Rescaling(1 / 0.25, offset=-0.45 / 0.25)(picture)
    x = conv(x, channels[0], 4, 7)
    fine = residual(conv(x, channels[1], 2))
    middle = residual(conv(fine, channels[2], 2))
    coarse = residual(conv(middle, channels[3], 2))
    return head(picture, fine, middle, coarse)


def head(inputs, fine, middle, coarse):
    """What is said from features of 16 x 16, 8 x 8 and 4 x 4 places. Outputs: angles (n, 4) and points (n, 12, 3) as in the card, and the
    heat map for training."""
    f = layers.UpSampling2D(2)(layers.Conv2D(48, 1)(coarse))
    f = conv(layers.Add()([f, layers.Conv2D(48, 1)(middle)]), 48)
    f = layers.UpSampling2D(2)(f)
    f = conv(layers.Add()([f, layers.Conv2D(48, 1)(fine)]), 48)
    heat = layers.Conv2D(len(POINTS), 1)(f)
    place = layers.Lambda(mean_place, output_shape=(len(POINTS), 2), name="place")(heat)
    seen = layers.Flatten()(layers.Conv2D(32, 1)(coarse))
    where = layers.Rescaling(4.0, offset=-2.0)(layers.Flatten()(place))
    h = layers.Dense(160, activation="relu")(layers.Concatenate()([seen, where]))
    # No dropout: without it, at run time, what it was trained with reads angles of half to four fifths of their size, and biased.
    h = layers.Dense(64, activation="relu")(h)
    raw = layers.Dense(4)(h)
    spread = layers.Dense(len(POINTS), bias_initializer=keras.initializers.Constant(-3.5))(h)
    angles = layers.Lambda(to_degrees, output_shape=(4,), name="angles")(raw)
    points = layers.Lambda(with_spread, output_shape=(len(POINTS), 3), name="points")([place, spread])
    return keras.Model(inputs, [angles, points, heat], name="pelvis")


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
    read, place, heat = outputs
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
