"""Cuts the network's square out of a still, turned, moved and spoilt as cameras and files spoil pictures."""

import cv2
import numpy as np

cv2.setNumThreads(1)


def cut(picture, size, margin, turn_deg=0.0, zoom=1.0, shift=(0.0, 0.0), small=None):
    """The square of side 1/`margin` of the still, on `size` pixels, seen at `small` pixels first. Positive turns are clockwise, which adds
    to tilt and lean. Gives the picture and the matrix from pixels of the still to shares of the square."""
    side = picture.shape[0] / margin / zoom
    sin, cos = np.sin(np.radians(turn_deg)), np.cos(np.radians(turn_deg))
    turn = np.array([[cos, -sin], [sin, cos]]) / side
    middle = picture.shape[0] / 2.0
    offset = 0.5 + np.asarray(shift) - turn @ [middle, middle]
    to_share = np.hstack([turn, offset[:, None]])
    small = min(small or size, size)
    matrix = to_share * small
    matrix[:, 2] -= 0.5 - matrix[:, :2] @ [0.5, 0.5]
    # Half the pixels at once would alias: the still is shrunk first.
    source, factor = picture, small / side
    if factor < 0.7:
        shrunk = max(int(round(picture.shape[0] * factor)), 8)
        scale = shrunk / picture.shape[0]
        source = cv2.resize(picture, (shrunk, shrunk), interpolation=cv2.INTER_AREA)
        matrix = np.hstack([to_share[:, :2] / scale * small, to_share[:, 2:] * small])
        matrix[:, 2] -= 0.5 - matrix[:, :2] @ [0.5, 0.5]
    out = cv2.warpAffine(source, matrix, (small, small), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return out, to_share


def spoil(picture, size, rng, tint=None):
    """Blur, noise, compression, colours (those of `tint` where given); brings it to `size`."""
    out = picture
    if rng.random() < 0.25:
        length = rng.integers(2, 6)
        kernel = np.zeros((length, length), np.float32)
        if rng.random() < 0.7:
            kernel[length // 2] = 1.0 / length
        else:
            kernel[:, length // 2] = 1.0 / length
        out = cv2.filter2D(out, -1, kernel)
    elif rng.random() < 0.25:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.4, 1.4))
    out = colour(out, tint or rng)
    if rng.random() < 0.7:
        noise = np.empty(out.shape, np.int16)
        cv2.randn(noise, 0, rng.uniform(1.0, 9.0))
        out = cv2.add(out, noise, dtype=cv2.CV_8U)
    if rng.random() < 0.5:
        quality = int(rng.uniform(18, 90))
        out = cv2.imdecode(cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)
    if out.shape[0] != size:
        out = cv2.resize(out, (size, size), interpolation=cv2.INTER_LINEAR)
    if rng.random() < 0.25:
        out = cover(out, rng)
    return out


def colour(picture, rng):
    table = np.arange(256) / 255.0
    gamma = np.exp(rng.normal(0.0, 0.2))
    channels = []
    gain, lift = np.exp(rng.normal(0.0, 0.2)), rng.normal(0.0, 0.06)
    for _ in range(3):
        own = gain * np.exp(rng.normal(0.0, 0.08))
        channels.append(np.clip((table**gamma - 0.5) * own + 0.5 + lift, 0.0, 1.0) * 255.0)
    out = cv2.LUT(picture, np.stack(channels, -1).astype(np.uint8)[None])
    kind = rng.random()
    if kind < 0.08:
        out = np.repeat(cv2.cvtColor(out, cv2.COLOR_RGB2GRAY)[:, :, None], 3, 2)
    elif kind < 0.3:
        out = np.ascontiguousarray(out[:, :, rng.permutation(3)])
    return out


def cover(picture, rng):
    """Boxes and bars in front, as of machines and rails."""
    out = picture.copy()
    size = out.shape[0]
    for _ in range(rng.integers(1, 3)):
        tint = tuple(int(v) for v in rng.integers(0, 256, 3))
        if rng.random() < 0.5:
            x, y = rng.integers(0, size, 2)
            w, h = rng.integers(size // 16, size // 4, 2)
            cv2.rectangle(out, (int(x), int(y)), (int(x + w), int(y + h)), tint, -1)
        else:
            a, b = rng.integers(0, size, 2), rng.integers(0, size, 2)
            cv2.line(out, tuple(map(int, a)), tuple(map(int, b)), tint, int(rng.integers(2, size // 16)), cv2.LINE_AA)
    return out


def sample(store, index, size, rng, tint=None):
    """One spoilt square with what it shows: picture, (tilt, thorax) in degrees, points (n, 3) in shares of the square."""
    turn = rng.uniform(-10, 10)
    small = size if rng.random() < 0.4 else int(rng.uniform(0.35, 1.0) * size)
    picture, to_share = cut(
        np.asarray(store.picture(index)), size, store.about["square"]["margin"], turn, np.exp(rng.uniform(-0.1, 0.1)),
        rng.uniform(-0.05, 0.05, 2), small,
    )
    return spoil(picture, size, rng, tint), *labels(store, index, to_share, turn)


def labels(store, index, to_share, turn=0.0):
    row = store.rows[index]
    angles = np.array([row[store.columns["tilt_deg"]], row[store.columns["thorax_deg"]]], np.float32) + turn
    points = store.points([index])[0].copy()
    points[:, :2] = points[:, :2] * store.size @ to_share[:, :2].T + to_share[:, 2]
    inside = (points[:, :2] > 0.0).all(1) & (points[:, :2] < 1.0).all(1)
    points[:, 2] = inside
    return angles, points.astype(np.float32)


def plain(store, index, size, spoilt_seed=None, **change):
    """One square as it is at run time; with a seed, spoilt the same way each time. Noise goes by the still: frames spoilt alike do not share it."""
    picture, to_share = cut(np.asarray(store.picture(index)), size, store.about["square"]["margin"], **change)
    if spoilt_seed is not None:
        # OpenCV's generator draws the noise, and would go on from whatever was drawn before.
        cv2.setRNGSeed(int(index))
        picture = spoil(picture, size, np.random.default_rng(spoilt_seed))
    return picture, *labels(store, index, to_share, change.get("turn_deg", 0.0))
