"""What fewer layers cost: the trained network with its last layers taken away, trained on for a while.

    python -m training.depths --model exported.onnx --layers 4 --steps 150

`exported.onnx` is a file of `training.export`; its 8-bit weights are brought back to floating point.
Prints LAS (no subtypes, heads chosen one by one, gold words) before and after the steps.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import onnx
import torch

from dragoman.syntax.pieces import Pieces
from training.fusing import HEADS
from training.network import Linear, Network, Shape
from training.samples import make_batches, make_sample, vary_typography
from training.tensors import Weights
from training.train import BATCH, RATES, WATCHED, WEIGHTS, compute_loss, measure
from training.treebanks import read_conllu, read_training

MODELS = Path("src/dragoman/syntax/models")
SLOWER = 0.25  # of the rates of a training from the base weights: these weights are trained already


def load_network(model: onnx.ModelProto, layers: int, labels: dict[str, list[str]]) -> Network:
    """The exported network in float, with its first `layers` layers only."""
    weights = Weights(model, in_float=True)
    rows = weights.find("network.words.rows") * weights.find("network.words.steps").reshape(-1, 1)
    inner = len(weights.find("network.layers.0.up.bias"))
    counts = tuple(len(labels[kind]) for kind in ("upos", "feats", "front", "tail", "deprel"))
    network = Network(Shape(rows.shape[1], layers, HEADS, inner, len(rows), counts))  # type: ignore[arg-type]
    with torch.no_grad():
        network.words.weight.copy_(torch.from_numpy(rows.astype("float32")))
        places = torch.from_numpy(weights.find("network.places").copy())
        network.places[: len(places)].copy_(places)
        last = np.load(MODELS / "relations.npz")  # scored outside the graph
        network.rel.weight.copy_(torch.from_numpy(last["weight"]).T)
        network.rel.bias.copy_(torch.from_numpy(last["bias"]))
        for name, module in network.named_modules():
            if name == "rel":
                continue
            if isinstance(module, Linear | torch.nn.Linear):
                product = weights.find_product(name)
                module.weight.copy_(torch.from_numpy(product.weight.copy()).T)
                module.bias.copy_(torch.from_numpy(product.bias.copy()))
            elif isinstance(module, torch.nn.LayerNorm):
                module.weight.copy_(torch.from_numpy(weights.find(f"network.{name}.weight").copy()))
                module.bias.copy_(torch.from_numpy(weights.find(f"network.{name}.bias").copy()))
    return network


def main() -> None:
    options = _read_options()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    dice = random.Random(options.seed)
    labels = json.loads((MODELS / "model.json").read_text(encoding="utf-8"))["labels"]
    pieces = Pieces(MODELS / "pieces.model")
    network = load_network(onnx.load(str(options.model)), options.layers, labels)
    watched = {
        name: [
            make_sample(s, f"<{name[:2]}>")
            for s in read_conllu(options.shared / "treebanks" / f"{name}.conllu")
        ]
        for name in WATCHED
    }
    tell(network, watched, labels, pieces, f"{options.layers} layers, as cut")
    train = [make_sample(s, use.style) for _, use, s in read_training(options.shared)]
    chosen = [vary_typography(s, dice) for s in dice.sample(train, min(len(train), 80 * options.steps))]
    batches = list(make_batches(chosen, labels, pieces, BATCH, dice))[: options.steps]
    others = [p for p in network.parameters() if p is not network.words.weight]
    optimiser = torch.optim.AdamW(others, lr=RATES["encoder"] * SLOWER, betas=(0.9, 0.98))
    network.train()
    begun = time.time()
    for number, batch in enumerate(batches):
        for group in optimiser.param_groups:
            group["lr"] = (
                RATES["encoder"] * SLOWER * min(1.0, (number + 1) / 20) * (1 - number / len(batches))
            )
        losses = compute_loss(network, batch, pieces.padding, torch.device("cpu"))
        torch.stack([WEIGHTS[kind] * value for kind, value in losses.items()]).sum().backward()
        torch.nn.utils.clip_grad_norm_(others, 2.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        network.words.weight.grad = None
    told = f"{options.layers} layers, {len(batches)} steps in {time.time() - begun:.0f} s"
    tell(network, watched, labels, pieces, told)


def tell(network: Network, watched: dict, labels: dict[str, list[str]], pieces: Pieces, what: str) -> None:  # type: ignore[type-arg]
    """Prints the scores of the watched treebanks."""
    for name, samples in watched.items():
        print(what, name, measure(network, samples, labels, pieces), flush=True)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="an ONNX file as training.export writes it")
    parser.add_argument("--layers", type=int, default=7)
    parser.add_argument("--steps", type=int, default=150, help="batches of 1,600 pieces")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with treebanks/")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    main()
