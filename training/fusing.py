"""The exported graph built anew from few operators: `python -m training.fusing OLD.onnx NEW.onnx`.

What torch writes spends half its time around the products of small integers: parting, turning and scaling
queries and keys, softmax, gathering by element, labels chosen for padding. The graph written here holds the
same weights, and its parses are the same but for what rounding does to close calls:

- queries, keys and values are products of their own, and attention is one operator without a mask, which
  takes half the time of one with a mask: the sentences of a batch must be equally long;
- what one input channel has beyond the range of 8 bits is added only where there is any;
- words come as flat lists over all sentences, so that no label is scored for a place without a word;
- scores of labels come out as they are: choosing the best is quicker in numpy;
- the four products that lead into the arc and relation spaces are in 8 bits too.

Additions before normalisations stay apart: ONNX Runtime's SkipLayerNormalization takes four times as long as
its Add and LayerNormalization together.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.tensors import Array, Product, Weights

OPSET = 17
IR = 8
HEADS = 12  # of attention, in multilingual-e5-small
EPSILON = 1e-12  # of its normalisations
TAGS = ("upos", "feats", "front", "tail")
SPACES = ("arc_word", "arc_head", "rel_word", "rel_head")
_OWN = "com.microsoft"


class Builder:
    """Nodes and tensors of the graph being made."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: dict[str, Array] = {}

    def add(
        self, kind: str, inputs: Sequence[str], output: str, *, own: bool = False, **settings: Any
    ) -> str:
        """Adds a node and returns the name of its output; `own`: an operator of ONNX Runtime's."""
        domain = _OWN if own else ""
        node = helper.make_node(kind, list(inputs), [output], name=f"{output}:", domain=domain, **settings)
        self.nodes.append(node)
        return output

    def keep(self, name: str, value: Any, kind: type | None = None) -> str:
        """Adds a tensor and returns its name."""
        self.tensors[name] = np.ascontiguousarray(value, dtype=kind).reshape(np.shape(value))
        return name

    def multiply(self, x: str, products: Mapping[str, Product]) -> list[str]:
        """Products of `x`, by the names of what comes out; 8-bit ones share one rounding of `x`."""
        one = next(iter(products.values()))
        if one.steps is not None:
            name = f"{x}.rounded"
            scale, zero = self.keep(f"{name}.scale", one.scale), self.keep(f"{name}.zero", one.zero)
            x = self.add("QuantizeLinear", [x, scale, zero], name)
        for output, product in products.items():
            weight = self.keep(f"{output}.weight", product.weight)
            bias = self.keep(f"{output}.bias", product.bias)
            if one.steps is None:
                self.add("MatMul", [x, weight], f"{output}.bare")
                self.add("Add", [f"{output}.bare", bias], output)
            else:
                steps = self.keep(f"{output}.steps", product.steps)
                self.add("MatMulIntegerToFloat", [x, weight, scale, steps, zero, "", bias], output, own=True)
        return list(products)

    def normalise(self, x: str, name: str, weights: Weights) -> str:
        inputs = [
            self.keep(f"{name}.{part}", weights.find(f"network.{name}.{part}")) for part in ("weight", "bias")
        ]
        return self.add("LayerNormalization", [x, *inputs], f"{name}.normal", axis=-1, epsilon=EPSILON)


def fuse_graph(
    model: onnx.ModelProto, *, heads: int = HEADS, layers: int | None = None, in_float: bool = False
) -> onnx.ModelProto:
    """The network of `model`, which torch wrote for training.export, in few operators.

    `layers` leaves out all layers after the first few, `in_float` all 8-bit products: to measure speed.
    Inputs and outputs are those of `dragoman.syntax.model.Model.read_batch`.
    """
    weights = Weights(model, in_float)
    graph = Builder()
    hidden = _embed(graph, weights)
    for number in range(weights.count_layers() if layers is None else layers):
        hidden = _add_layer(graph, weights, hidden, number, heads)
    _add_heads(graph, weights, hidden)
    return _finish(graph, weights)


def _embed(graph: Builder, weights: Weights) -> str:
    graph.keep("places.all", weights.find("network.places"))
    if weights.has("network.words.weight"):
        graph.keep("words.weight", weights.find("network.words.weight"))
        graph.add("Gather", ["words.weight", "pieces"], "words.scaled", axis=0)
    else:
        for part in ("rows", "steps"):
            graph.keep(f"words.{part}", weights.find(f"network.words.{part}"))
        graph.add("Gather", ["words.rows", "pieces"], "words.chosen", axis=0)
        graph.add("Cast", ["words.chosen"], "words.float", to=TensorProto.FLOAT)
        graph.add("Gather", ["words.steps", "pieces"], "words.step", axis=0)
        graph.add("Mul", ["words.float", "words.step"], "words.scaled")
    graph.add("Shape", ["pieces"], "wide", start=1, end=2)
    graph.keep("zero", [0], np.int64)
    graph.add("Slice", ["places.all", "zero", "wide", "zero"], "places.near")
    graph.add("Add", ["words.scaled", "places.near"], "embedded")
    return graph.normalise("embedded", "norm", weights)


def _add_layer(graph: Builder, weights: Weights, x: str, number: int, heads: int) -> str:
    layer = f"layers.{number}"
    whole = weights.find_product(f"{layer}.qkv")
    width = len(whole.bias) // 3
    thirds = {f"{layer}.{name}": whole.cut(i * width, (i + 1) * width) for i, name in enumerate("qkv")}
    seen = f"{layer}.seen"
    graph.add("MultiHeadAttention", graph.multiply(x, thirds), seen, own=True, num_heads=heads)
    [out] = graph.multiply(seen, {f"{layer}.out": weights.find_product(f"{layer}.out")})
    x = graph.normalise(graph.add("Add", [x, out], f"{layer}.out.sum"), f"{layer}.out_norm", weights)
    [up] = graph.multiply(x, {f"{layer}.up": weights.find_product(f"{layer}.up")})
    bent = graph.add("Gelu", [up], f"{layer}.bent", own=True)
    [down] = graph.multiply(bent, {f"{layer}.down": weights.find_product(f"{layer}.down")})
    spill = weights.find_spill(number)
    if spill is not None:
        down = _add_spill(graph, weights, bent, down, layer, spill)
    return graph.normalise(graph.add("Add", [x, down], f"{layer}.down.sum"), f"{layer}.down_norm", weights)


def _add_spill(graph: Builder, weights: Weights, bent: str, down: str, layer: str, channel: int) -> str:
    """Adds what `channel` has beyond its range to the few pieces where it has."""
    name = f"{layer}.spill"
    graph.keep(f"{name}.channel", channel, np.int64)
    graph.keep(f"{name}.high", weights.find(f"network.{layer}.down.high"))
    graph.keep(f"{name}.column", weights.find(f"network.{layer}.down.column"))
    graph.keep("wide.last", [-1], np.int64)
    graph.add("Gather", [bent, f"{name}.channel"], f"{name}.all", axis=2)
    graph.add("Sub", [f"{name}.all", f"{name}.high"], f"{name}.over")
    graph.add("Relu", [f"{name}.over"], f"{name}.beyond")
    graph.add("NonZero", [f"{name}.beyond"], f"{name}.where")
    graph.add("Transpose", [f"{name}.where"], f"{name}.at", perm=[1, 0])
    graph.add("GatherND", [f"{name}.beyond", f"{name}.at"], f"{name}.few")
    graph.add("Unsqueeze", [f"{name}.few", "wide.last"], f"{name}.tall")
    graph.add("Mul", [f"{name}.tall", f"{name}.column"], f"{name}.rows")
    return graph.add("ScatterND", [down, f"{name}.at", f"{name}.rows"], f"{name}.sum", reduction="add")


def _add_heads(graph: Builder, weights: Weights, hidden: str) -> None:
    width = weights.find("network.norm.weight").shape[0]
    graph.keep("flat", [-1, width], np.int64)
    graph.keep("half", 0.5, np.float32)
    graph.add("Reshape", [hidden, "flat"], "hidden.flat")
    for end in ("first", "last"):
        graph.add("Gather", ["hidden.flat", end], f"{end}.hidden", axis=0)
    graph.add("Add", ["first.hidden", "last.hidden"], "twice")
    words = graph.add("Mul", ["twice", "half"], "words.mean")
    products = {tag: weights.find_product(f"tags.{tag}") for tag in TAGS}
    like = products[TAGS[0]]
    for space in SPACES:
        product = weights.find_product(f"{space}.linear")
        products[f"{space}.flat"] = product if like.steps is None else product.round(like)
    graph.multiply(words, products)
    for space in SPACES:
        graph.add("Gelu", [f"{space}.flat"], space, own=True)
    arc = weights.find_product("arc")
    graph.add(
        "Gemm", ["arc_word", graph.keep("arc.weight", arc.weight), graph.keep("arc.bias", arc.bias)], "arc"
    )
    for name in ("arc", "arc_head"):
        graph.add("Gather", [name, "places"], f"{name}.laid", axis=0)
    graph.add(
        "FusedMatMul", ["arc.laid", "arc_head.laid"], "arcs", own=True,
        transB=1, alpha=float(len(arc.bias) ** -0.5),
    )  # fmt: skip


def _finish(graph: Builder, weights: Weights) -> onnx.ModelProto:
    shapes = {"pieces": ["s", "p"], "first": ["n"], "last": ["n"], "places": ["s", "w"]}
    inputs = [helper.make_tensor_value_info(k, TensorProto.INT64, v) for k, v in shapes.items()]
    outs = {tag: ["n", len(weights.find(f"network.tags.{tag}.bias"))] for tag in TAGS}
    outs |= {"arcs": ["s", "w", "h"], "rel_word": ["n", "r"], "rel_head": ["n", "r"]}
    outputs = [helper.make_tensor_value_info(k, TensorProto.FLOAT, v) for k, v in outs.items()]
    tensors = [numpy_helper.from_array(value, name) for name, value in graph.tensors.items()]
    made = helper.make_graph(graph.nodes, "dragoman", inputs, outputs, tensors)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(_OWN, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR, producer_name="dragoman")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--layers", type=int, help="leave out the layers after so many: to measure speed")
    parser.add_argument("--in-float", action="store_true", help="no 8-bit products: to measure speed")
    options = parser.parse_args()
    old = onnx.load(str(options.old))
    made = fuse_graph(old, layers=options.layers, in_float=options.in_float)
    onnx.save(made, str(options.new))


if __name__ == "__main__":
    main()
