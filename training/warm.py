"""Weights of an exported network back into one that can be trained further: training goes on from a released file, whose checkpoints are gone."""

import re

import keras
import numpy as np

import features
import network


def exported(path):
    """Kernels and biases of the file by kind and number of layer, as `network.build` names them."""
    interpreter = features.interpreter(path)
    tensor = lambda index: interpreter._get_tensor_details(index, 0)
    # Weights lie in the file as 16-bit numbers that an operation makes 32-bit ones of.
    half = {op["outputs"][0]: op["inputs"][0] for op in interpreter._get_ops_details() if op["op_name"] == "DEQUANTIZE"}
    value = lambda index: interpreter.get_tensor(half.get(index, index)).astype(np.float32)
    found = {}
    for op in interpreter._get_ops_details():
        if op["op_name"] in ("CONV_2D", "FULLY_CONNECTED"):
            _, kernel, bias = op["inputs"][:3]
            kind, number = re.search(r"/(conv2d|dense)_(\d+(?:_\d+)?)/", tensor(kernel)["name"]).groups()
            # The first of a kind is "conv2d_1", later ones "conv2d_K_n".
            found[kind, int(number.split("_")[0]) if "_" in number else 0] = value(kernel), value(bias)
    return found


def number(layer):
    return int((re.findall(r"_(\d+)$", layer.name) or ["0"])[0])


def fill(seen, model, path, pictures):
    """Puts the weights into our own part. Normalisations were folded into the kernels: they get what the pictures give them, so that nothing
    changes, but for the scale of the landmark network's maps, which is that of these pictures and not of those of the first training."""
    found, maps = exported(path), pictures
    if seen:
        network.settle(seen, model, pictures)
        maps = seen.predict(pictures, verbose=0)
    norms = {}
    for layer in model.layers:
        kind = {"Conv2D": "conv2d", "Dense": "dense"}.get(type(layer).__name__)
        key = (kind, number(layer))
        if kind is None or not layer.name.startswith(kind) or key not in found:
            continue
        kernel, bias = found[key]
        kernel = kernel.transpose(1, 2, 3, 0) if kind == "conv2d" else kernel.T
        if layer.use_bias:
            layer.set_weights([kernel, bias])
        else:
            layer.set_weights([kernel])
            norm = layer.output._keras_history.operation._outbound_nodes[0].operation
            norms[norm] = bias
    for norm, bias in norms.items():
        one = np.ones_like(bias)
        norm.set_weights([one * np.sqrt(1.0 + norm.epsilon), bias, 0.0 * one, one])
    inside = keras.Model(model.input, [norm.input for norm in norms])
    for (norm, bias), x in zip(norms.items(), inside.predict(maps, verbose=0)):
        mean, variance = x.mean((0, 1, 2)), x.var((0, 1, 2))
        norm.set_weights([np.sqrt(variance + norm.epsilon), bias + mean, mean, variance])
