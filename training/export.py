"""Checkpoint to product: `python -m training.export --run work/syntax --out src/dragoman/syntax/models`.

The encoder's matrix products and the label heads become 8-bit with fixed activation ranges, so that
a sentence gets the same answer whatever it is batched with; embeddings become 8-bit by row; the
arc and relation spaces stay in float.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.syntax.parts import MOST_PIECES
from dragoman.syntax.pieces import Pieces
from training.fusing import fuse_graph
from training.lexicon import list_parts, list_verbs, list_words, write_lexicon
from training.network import Linear, Network, quantise_range
from training.samples import Batch, make_batches, make_sample
from training.train import BATCH, set_mode
from training.treebanks import LANGUAGES, read_training

CALIBRATION = 40  # batches to watch for activation ranges
OPSET = 17
LEXICONS = ("nl", "de", "fr", "es", "it")  # English needs none: its treebank is large
JOINED_PARTICLES = ("nl",)
BEST_TAILS = 4  # tail scripts to choose a lemma from


class Int8Product(torch.autograd.Function):
    """x @ weight + bias in ONNX Runtime's fused 8-bit form; in PyTorch only the shape matters."""

    @staticmethod
    def forward(
        ctx: Any, x: Tensor, scale: Tensor, zero: Tensor, weight: Tensor, steps: Tensor, bias: Tensor
    ) -> Tensor:
        return F.linear(x, weight.t().float() * steps[:, None], bias)

    @staticmethod
    def symbolic(g: Any, x: Any, scale: Any, zero: Any, weight: Any, steps: Any, bias: Any) -> Any:
        rounded = g.op("QuantizeLinear", x, scale, zero)
        none = g.op("Constant", value_t=torch.zeros(1, dtype=torch.int8))
        return g.op("com.microsoft::MatMulIntegerToFloat", rounded, weight, scale, steps, zero, none, bias)


class Int8Linear(nn.Module):
    """An 8-bit product; what input channel `spill` has beyond the range is added in float."""

    def __init__(self, layer: Linear, spill: int | None = None) -> None:
        super().__init__()
        weight = layer.weight.detach()
        self.spill = spill
        if spill is not None:
            self.register_buffer("high", layer.high.clone())
            self.register_buffer("column", weight[:, spill].clone())
        scale, zero = quantise_range(layer.low, layer.high)
        steps = weight.abs().amax(1) / 127
        self.register_buffer("scale", scale.float())
        self.register_buffer("zero", zero.to(torch.uint8))
        self.register_buffer("weight", torch.round(weight / steps[:, None]).to(torch.int8).t().contiguous())
        self.register_buffer("steps", steps)
        self.register_buffer("bias", layer.bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = Int8Product.apply(x, self.scale, self.zero, self.weight, self.steps, self.bias)
        if self.spill is None:
            return y
        return y + F.relu(x[:, :, self.spill : self.spill + 1] - self.high) * self.column


class Int8Embedding(nn.Module):
    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        steps = weight.abs().amax(1) / 127
        self.register_buffer("steps", steps[:, None])
        self.register_buffer("rows", torch.round(weight / steps[:, None]).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.steps[ids]


class Exported(nn.Module):
    """The network as the product runs it; see dragoman.syntax.model.Answer."""

    def __init__(self, network: Network, padding: int) -> None:
        super().__init__()
        self.network = network
        self.padding = padding

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        net = self.network
        words = net.gather_words(net.encode(pieces, self.padding), first, last)
        tags = [
            layer(words).topk(BEST_TAILS).indices if kind == "tail" else layer(words).argmax(-1)
            for kind, layer in net.tags.items()
        ]
        return (*tags, net.score_arcs(words), net.rel_word(words), net.rel_head(words))


def convert_network(network: Network, spills: dict[int, int], keep: tuple[str, ...]) -> None:
    """Puts the 8-bit layers in place, but for those whose name is one of `keep`."""
    network.words = Int8Embedding(network.words.weight.detach())  # type: ignore[assignment]
    for number, layer in enumerate(network.layers):
        for name in ("qkv", "out", "up", "down"):
            if name not in keep:
                spill = spills.get(number) if name == "down" else None
                setattr(layer, name, Int8Linear(getattr(layer, name), spill))
    for name in list(network.tags):
        if name not in keep:
            network.tags[name] = Int8Linear(network.tags[name])  # type: ignore[arg-type]


def write_network(network: Network, padding: int, path: Path) -> None:
    pieces = torch.randint(20, 1000, (3, 24))
    words = torch.randint(0, 24, (3, 15))
    names = ["upos", "feats", "front", "tail", "arcs", "as_word", "as_head"]
    axes = {"pieces": {0: "s", 1: "p"}, "first": {0: "s", 1: "w"}, "last": {0: "s", 1: "w"}}
    axes |= {name: {0: "s", 1: "w"} for name in names}
    axes["arcs"][2] = "h"
    torch.onnx.export(
        Exported(network.eval(), padding),
        (pieces, words, words),
        str(path),
        input_names=["pieces", "first", "last"],
        output_names=names,
        dynamic_axes=axes,
        opset_version=OPSET,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    model = onnx.load(str(path))
    _drop_absent_inputs(model)
    onnx.save(fuse_graph(model, heads=network.shape.heads), str(path))


def _drop_absent_inputs(model: onnx.ModelProto) -> None:
    """The 8-bit weights have no zero point: their input is left out."""
    for node in model.graph.node:
        if node.op_type == "MatMulIntegerToFloat":
            node.input[5] = ""


def calibrate(network: Network, batches: list[Batch], padding: int) -> None:
    """Follows the activation ranges of all 8-bit layers over some training batches."""
    set_mode(network, "watch")
    run_batches(network, batches, padding)
    set_mode(network, "float")


@torch.no_grad()
def run_batches(network: Network, batches: list[Batch], padding: int) -> None:
    network.eval()
    for batch in batches:
        words = network.gather_words(network.encode(batch.pieces, padding), batch.first, batch.last)
        for layer in network.tags.values():
            layer(words)


def find_spills(network: Network, batches: list[Batch], padding: int) -> dict[int, int]:
    """For the second feed-forward product of each layer, its one outlying input channel.

    At the sentence mark one of the 1,536 channels is 2 to 15 times larger than any other and would
    take most of the 8-bit range (measured: 0.5 LAS). Sets the layers' ranges to those of the others.
    """
    peaks: dict[int, list[Tensor]] = {}
    hooks = []
    for number, layer in enumerate(network.layers):

        def follow(_: nn.Module, given: tuple[Tensor], number: int = number) -> None:
            peaks.setdefault(number, []).append(given[0].flatten(0, 1).amax(0))

        hooks.append(layer.down.register_forward_pre_hook(follow))
    run_batches(network, batches, padding)
    for hook in hooks:
        hook.remove()
    spills = {}
    for number, layer in enumerate(network.layers):
        two = torch.stack(peaks[number]).amax(0).topk(2)
        spills[number] = int(two.indices[0])
        layer.down.high = two.values[1]
    return spills


def draw_batches(shared: Path, labels: dict[str, list[str]], pieces: Pieces) -> list[Batch]:
    """Some training batches, always the same."""
    dice = random.Random(1)
    samples = [make_sample(s, use.style) for _, use, s in read_training(shared)]
    return list(make_batches(dice.sample(samples, 6000), labels, pieces, BATCH, dice))[:CALIBRATION]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("work/syntax"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="dragoman-six")
    parser.add_argument("--version", required=True)
    parser.add_argument("--float", action="store_true", help="no 8-bit: to measure what rounding costs")
    parser.add_argument("--calibrate", action="store_true", help="for a run not trained with 8-bit rounding")
    parser.add_argument("--keep", default="", help="comma-separated layer names left in float")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    saved = torch.load(options.run / "checkpoint.pt", weights_only=False)
    network = Network(saved["shape"])
    network.load_state_dict(saved["network"])
    labels = json.loads((options.run / "labels.json").read_text(encoding="utf-8"))
    (options.out / "pieces.model").write_bytes((options.run / "pieces.model").read_bytes())
    pieces = Pieces(options.out / "pieces.model")
    if not options.float:
        batches = draw_batches(options.shared, labels, pieces)
        if options.calibrate:
            calibrate(network, batches, pieces.padding)
        spills = find_spills(network, batches, pieces.padding)
    network.places = nn.Parameter(network.places[: MOST_PIECES + 16].detach())
    if not options.float:
        convert_network(network, spills, tuple(options.keep.split(",")))
    write_network(network, pieces.padding, options.out / "encoder.onnx")
    np.savez(
        options.out / "relations.npz",
        weight=network.rel.weight.detach().numpy().T.astype(np.float16),
        bias=network.rel.bias.detach().numpy(),
    )
    for language in LEXICONS:
        sentences = [s for _, use, s in read_training(options.shared) if use.style[1:3] == language]
        rows = list_words(sentences, language)
        if language in JOINED_PARTICLES:
            trees = [s for _, use, s in read_training(options.shared) if use.rules == "alud"]
            rows += list_verbs(trees) + list_parts(trees)
        write_lexicon(rows, options.out / f"lexicon-{language}.tsv")
    settings = {
        "name": options.name,
        "version": options.version,
        "styles": {language: f"<{language}>" for language in LANGUAGES},
        "joined_particles": JOINED_PARTICLES,
        "lexicons": {language: f"lexicon-{language}.tsv" for language in LEXICONS},
        "labels": labels,
    }
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    (options.out / "model.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
