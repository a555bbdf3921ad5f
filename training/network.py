"""The network: the first layers of the base encoder and five heads over words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.base import Base

ARC = 256  # width of the arc space
REL = 256  # width of the relation space
RANGE_MEMORY = 0.95  # how slowly an observed activation range moves


@dataclass(frozen=True)
class Shape:
    """Sizes of a network; `labels` counts upos, feats, lemma heads, lemma tails and relations."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    labels: tuple[int, int, int, int, int]


class Linear(nn.Linear):
    """A linear layer that can learn to live with 8-bit weights and activations.

    In mode "watch" it follows the range of its input, in mode "int8" it rounds input and weights
    as the exported model will, and lets gradients pass.
    """

    mode: str = "float"

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs)
        self.register_buffer("low", torch.zeros(()))
        self.register_buffer("high", torch.zeros(()))

    def forward(self, x: Tensor) -> Tensor:
        if self.mode == "float":
            return F.linear(x, self.weight, self.bias)
        if self.mode == "watch":
            with torch.no_grad():
                self._follow(x)
            return F.linear(x, self.weight, self.bias)
        scale, zero = quantise_range(self.low, self.high)
        inside = torch.clamp(x.float(), float(self.low), float(self.high))
        rounded = (torch.round(inside / scale + zero) - zero) * scale
        x = inside + (rounded - inside).detach()
        steps = self.weight.abs().amax(1, keepdim=True) / 127
        weight = self.weight + (torch.round(self.weight / steps) * steps - self.weight).detach()
        return F.linear(x, weight, self.bias)

    def _follow(self, x: Tensor) -> None:
        low, high = torch.clamp(x.amin().float(), max=0), torch.clamp(x.amax().float(), min=0)
        if float(self.high) == float(self.low):
            self.low.copy_(low)
            self.high.copy_(high)
        else:
            self.low.lerp_(low, 1 - RANGE_MEMORY)
            self.high.lerp_(high, 1 - RANGE_MEMORY)


def quantise_range(low: Tensor, high: Tensor) -> tuple[Tensor, Tensor]:
    """Scale and zero point (0..255) of an input range."""
    scale = torch.clamp((high - low) / 255, min=1e-8)
    return scale, torch.round(-low / scale)


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = Linear(shape.width, 3 * shape.width)
        self.out = Linear(shape.width, shape.width)
        self.out_norm = nn.LayerNorm(shape.width, 1e-12)
        self.up = Linear(shape.width, shape.inner)
        self.down = Linear(shape.inner, shape.width)
        self.down_norm = nn.LayerNorm(shape.width, 1e-12)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        seen = seen.transpose(1, 2).reshape(batch, length, width)
        x = self.out_norm(x + share_dropout(self.out(seen), drop, self.training))
        return self.down_norm(x + share_dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Projection(nn.Module):
    """A linear layer, GELU and dropout: the way into the arc and relation spaces."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)

    def forward(self, x: Tensor) -> Tensor:
        return share_dropout(F.gelu(self.linear(x)), 0.25, self.training)


def share_dropout(x: Tensor, rate: float, training: bool) -> Tensor:
    """Dropout with one mask for all words of a sentence."""
    if not training or rate == 0:
        return x
    mask = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype, device=x.device).bernoulli_(1 - rate)
    return x * (mask / (1 - rate))


class Network(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.words = nn.Embedding(shape.pieces, width, sparse=True)
        self.places = nn.Parameter(torch.zeros(512, width))
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        upos, feats, fronts, tails, relations = shape.labels
        self.tags = nn.ModuleDict(
            {
                "upos": Linear(width, upos),
                "feats": Linear(width, feats),
                "front": Linear(width, fronts),
                "tail": Linear(width, tails),
            }
        )
        self.arc_word, self.arc_head = Projection(width, ARC), Projection(width, ARC)
        self.arc = nn.Linear(ARC, ARC)  # weight: the bilinear form; bias: how likely a word is a head
        self.rel_word, self.rel_head = Projection(width, REL), Projection(width, REL)
        self.rel = nn.Linear(3 * REL, relations)

    def encode(self, pieces: Tensor, padding: int, drop: float = 0.0) -> Tensor:
        mask = torch.zeros(pieces.shape, device=pieces.device).masked_fill(pieces == padding, -1e4)
        mask = mask[:, None, None, :]
        x = self.norm(self.words(pieces) + self.places[: pieces.shape[1]])
        x = share_dropout(x, drop, self.training)
        for layer in self.layers:
            x = layer(x, mask, drop)
        return x

    def gather_words(self, x: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Words as the mean of their first and last piece; position 0 is the sentence mark (the root)."""
        width = x.shape[2]
        a = torch.gather(x, 1, first[:, :, None].expand(-1, -1, width))
        b = torch.gather(x, 1, last[:, :, None].expand(-1, -1, width))
        return (a + b) * 0.5

    def score_arcs(self, words: Tensor) -> Tensor:
        """[sentence, word, head]: position 0 is the root, as a head; its row as a word means nothing."""
        head = self.arc_head(words)
        return self.arc(self.arc_word(words)) @ head.transpose(1, 2) * ARC**-0.5

    def score_relations(self, word: Tensor, head: Tensor) -> Tensor:
        """Relation scores of pairs already in the relation space."""
        return self.rel(torch.cat([word * head, word, head], -1))


def load_base(network: Network, base: Base, rows: np.ndarray) -> None:
    """Fills the encoder with the base model's first layers and the kept rows of its embeddings."""
    tensors = {name: torch.from_numpy(value.copy()) for name, value in base.tensors.items()}
    with torch.no_grad():
        network.words.weight.copy_(tensors["emb.word"][rows])
        network.places.copy_(tensors["emb.pos"] + tensors["emb.type"].view(-1, base.width)[0])
        network.norm.weight.copy_(tensors["emb.ln.w"])
        network.norm.bias.copy_(tensors["emb.ln.b"])
        for number, layer in enumerate(network.layers):
            part: dict[str, Any] = {
                k[len(f"l{number}.") :]: v for k, v in tensors.items() if k.startswith(f"l{number}.")
            }
            layer.qkv.weight.copy_(torch.cat([part["q.w"], part["k.w"], part["v.w"]]))
            layer.qkv.bias.copy_(torch.cat([part["q.b"], part["k.b"], part["v.b"]]))
            for mine, theirs in (
                ("out", "ao"),
                ("out_norm", "aln"),
                ("up", "fi"),
                ("down", "fo"),
                ("down_norm", "oln"),
            ):
                getattr(layer, mine).weight.copy_(part[f"{theirs}.w"])
                getattr(layer, mine).bias.copy_(part[f"{theirs}.b"])
