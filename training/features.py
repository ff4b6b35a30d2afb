"""The landmark network's features (third-party, `models/manifest.toml`): as a Keras model to train on, and as a file cut out of its own."""

import flatbuffers
import keras
import numpy as np
import tensorflow as tf
from keras import layers
from tensorflow.lite.python import schema_py_generated as schema

# The landmark network's own input has so many pixels a side. It has no layer that needs them: others give smaller maps.
OWN_SIZE = 256
# Its decoder ends in the map from which the landmarks' heat maps are made; finer ones serve the outline of the person.
FINEST = OWN_SIZE // 4


class Graph:
    """Operations and constants of the file."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(file.read(), 0))
        self.graph = self.model.subgraphs[0]
        codes = {value: name for name, value in vars(schema.BuiltinOperator).items() if isinstance(value, int)}
        self.ops = [(codes[self.model.operatorCodes[op.opcodeIndex].builtinCode], op) for op in self.graph.operators]
        # Weights lie in the file as 16-bit numbers that an operation makes 32-bit ones of.
        self.half = {op.outputs[0]: op.inputs[0] for name, op in self.ops if name == "DEQUANTIZE"}

    def name(self, index):
        return self.graph.tensors[index].name.decode()

    def shape(self, index):
        return list(self.graph.tensors[index].shape)

    def constant(self, index):
        tensor = self.graph.tensors[self.half.get(index, index)]
        kind = {schema.TensorType.FLOAT16: np.float16, schema.TensorType.FLOAT32: np.float32, schema.TensorType.INT32: np.int32}[tensor.type]
        values = np.frombuffer(bytes(self.model.buffers[tensor.buffer].data), kind).reshape(tensor.shape)
        return values if kind is np.int32 else values.astype(np.float32)


def activation(number):
    kinds = schema.ActivationFunctionType
    return {kinds.NONE: None, kinds.RELU: "relu", kinds.RELU6: "relu6"}[number]


def layer(graph, name, op):
    """The operation as a Keras layer with its weights, as far as the encoder and decoder need."""
    options = op.builtinOptions
    padding = lambda: "same" if options.padding == schema.Padding.SAME else "valid"
    if name in ("CONV_2D", "DEPTHWISE_CONV_2D"):
        kernel, bias = graph.constant(op.inputs[1]), graph.constant(op.inputs[2])
        size, strides = kernel.shape[1:3], (options.strideH, options.strideW)
        shared = {"padding": padding(), "activation": activation(options.fusedActivationFunction)}
        if name == "CONV_2D":
            made, kernel = layers.Conv2D(kernel.shape[0], size, strides, **shared), kernel.transpose(1, 2, 3, 0)
        else:
            made, kernel = layers.DepthwiseConv2D(size, strides, **shared), kernel.transpose(1, 2, 3, 0)
        return made, [kernel, bias]
    if name == "PAD":
        return layers.ZeroPadding2D(tuple(map(tuple, graph.constant(op.inputs[1])[1:3].tolist()))), []
    if name == "RESIZE_BILINEAR":
        return layers.UpSampling2D(2, interpolation="bilinear"), []
    raise ValueError(f"the landmark network has a {name}, which is not among the layers known here")


def tensor(made):
    """The number in the file of a map that `build` made."""
    return int(made._keras_history.operation.name.removeprefix("tensor_"))


def interpreter(path, **settings):
    """TensorFlow's own reading of a file, operation by operation."""
    plain = tf.lite.experimental.OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    opened = tf.lite.Interpreter(path, experimental_op_resolver_type=plain, **settings)
    opened.allocate_tensors()
    return opened


def build(path, size):
    """The picture's input (n, size, size, 3), RGB 0 to 1, and two dictionaries of maps by their cells on the network's own pixels (64, 32,
    16, 8): the last sum of the encoder, and that of the decoder, which has also what was seen more coarsely."""
    graph = Graph(path)
    picture = layers.Input((size, size, 3), name="picture")
    made, weights, raised, encoded, decoded = {graph.graph.inputs[0]: picture}, [], set(), {}, {}
    for name, op in graph.ops:
        if name == "DEQUANTIZE":
            continue
        out = op.outputs[0]
        cells = graph.shape(out)[1]
        if name == "ADD":
            function = activation(op.builtinOptions.fusedActivationFunction) or "linear"
            made[out] = layers.Activation(function, name=f"tensor_{out}")(layers.Add()([made[index] for index in op.inputs]))
            (encoded if raised.isdisjoint(op.inputs) else decoded)[cells] = out
        else:
            one, values = layer(graph, name, op)
            made[out] = one(made[op.inputs[0]])
            weights.append((one, values))
        if name == "RESIZE_BILINEAR":
            raised.add(out)
        if FINEST in decoded:
            break
    for one, values in weights:
        one.set_weights(values)
    maps = lambda chosen: {int(cells): made[index] for cells, index in chosen.items() if cells <= FINEST}
    return picture, maps(encoded), maps(decoded)


def cut(path, size, tensors):
    """The landmark network's file with these tensors as its outputs, for pictures of `size` a side: what runtilt does at run time
    (`src/pose/tflite.rs`). Gives its bytes and the names of the outputs."""
    graph = Graph(path)
    needed, kept = set(tensors), []
    for name, op in reversed(graph.ops):
        if needed.intersection(op.outputs):
            needed.update(map(int, op.inputs))
            kept.append((name, op))
    graph.graph.operators, graph.graph.outputs = [op for _, op in kept[::-1]], np.array(tensors, np.int32)
    graph.graph.tensors[graph.graph.inputs[0]].shape = np.array([1, size, size, 3], np.int32)
    for buffer in {graph.graph.tensors[op.inputs[1]].buffer for name, op in kept if name == "RESIZE_BILINEAR"}:
        sides = np.frombuffer(bytes(graph.model.buffers[buffer].data), np.int32) * size // OWN_SIZE
        graph.model.buffers[buffer].data = np.frombuffer(sides.astype(np.int32).tobytes(), np.uint8)
    builder = flatbuffers.Builder()
    builder.Finish(graph.model.Pack(builder), b"TFL3")
    return bytes(builder.Output()), [graph.name(index) for index in tensors]
