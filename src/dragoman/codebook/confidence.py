"""How sure a record is: weights of the signs that tell a right record from a wrong one, read from a file."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import DataError
from dragoman.tables import read_table

PATH = Path(__file__).with_name("confidence.toml")


class Confidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic model: `base` and the weight of each sign, both in log odds; an unknown sign weighs nothing.

    Fitted on gold by `python -m evaluation.calibration`, which also draws how reliable it is; `set` holds by
    hand what gold has too little of, and is kept when the others are fitted anew.
    """

    base: float
    weights: dict[str, float]
    set: dict[str, float] = {}

    def tell(self, signs: Iterable[str]) -> float:
        """The share of such records that are right, between 0 and 1."""
        total = self.base + sum(self.weights.get(sign, self.set.get(sign, 0.0)) for sign in signs)
        return round(1.0 / (1.0 + math.exp(-total)), 2)


@cache
def load_confidence(path: Path = PATH) -> Confidence:
    """The shipped weights; raises DataError when the file is not as described."""
    try:
        return read_table(path, Confidence)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see codebook/confidence.py") from None
