"""The tensors of an exported graph: found by the names torch gave them, linear layers in 8 bits or float."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

Array = NDArray[Any]

LARGEST = 127  # of an 8-bit weight


class Product(NamedTuple):
    """A linear layer: `weight` [input, output] and `bias`, in 8 bits where there are `steps`.

    Then a weight is a whole number of its output's step, and the input is rounded to whole numbers of
    `scale` from `zero`.
    """

    weight: Array
    bias: Array
    steps: Array | None = None
    scale: Array | None = None
    zero: Array | None = None

    def cut(self, start: int, end: int) -> Product:
        """The outputs from `start` to `end`."""
        own = slice(start, end)
        steps = None if self.steps is None else self.steps[own]
        return self._replace(weight=self.weight[:, own], bias=self.bias[own], steps=steps)

    def restore(self) -> Product:
        """The same in float."""
        if self.steps is None:
            return self
        return Product((self.weight * self.steps).astype(np.float32), self.bias)

    def round(self, like: Product) -> Product:
        """The same in 8 bits, for an input that is rounded as that of `like`."""
        steps = (np.abs(self.weight).max(0) / LARGEST).astype(np.float32)
        weight = np.round(self.weight / steps).astype(np.int8)
        return Product(weight, self.bias, steps, like.scale, like.zero)


class Weights:
    """The tensors of an exported graph, by the names torch gave them."""

    def __init__(self, model: onnx.ModelProto, in_float: bool) -> None:
        self._in_float = in_float
        self._named = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        self._makers = {name: node for node in model.graph.node for name in node.output}
        self._users: dict[str, list[onnx.NodeProto]] = {}
        for node in model.graph.node:
            for name in node.input:
                self._users.setdefault(name, []).append(node)

    def find(self, name: str) -> Array:
        """The tensor `name`; torch keeps one of several equal ones and has the others point at it."""
        if name not in self._named and name in self._makers:
            node = self._makers[name]
            if node.op_type == "Constant":
                return numpy_helper.to_array(node.attribute[0].t)
            return self.find(node.input[0])
        return self._named[name]

    def has(self, name: str) -> bool:
        return name in self._named or name in self._makers

    def count_layers(self) -> int:
        return next(n for n in range(100) if not self.has(f"network.layers.{n}.qkv.bias"))

    def find_product(self, name: str) -> Product:
        """The linear layer `name`."""
        bias = self.find(f"network.{name}.bias")
        if not self.has(f"network.{name}.steps"):
            return Product(self._find_factor(f"network.{name}.bias"), bias)
        parts = (self.find(f"network.{name}.{part}") for part in ("weight", "steps", "scale", "zero"))
        weight, steps, scale, zero = parts
        product = Product(weight, bias, steps, scale, zero)
        return product.restore() if self._in_float else product

    def _find_factor(self, bias: str) -> Array:
        """The matrix of a float layer, which torch leaves without a name: what its bias is added to."""
        add = self._users[bias][0]
        product = self._makers[next(name for name in add.input if name != bias)]
        return self._named[product.input[1]]

    def find_spill(self, layer: int) -> int | None:
        """The input channel of a layer's last product that is added in float, if there is one."""
        users = self._users.get(f"network.layers.{layer}.down.high")
        if not users or self._in_float:
            return None
        cut = self._makers[users[0].input[0]]
        return int(self.find(cut.input[1])[0])
