"""How much an answer may cost, and the clock that holds it to that."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """What one fetch may cost. Pages with all their scripts stay under 4 MB, sitemaps under 50 MB."""

    bytes: int = 50_000_000
    """The most bytes of an answer, counted after decompression."""
    seconds: float = 60.0
    """The most seconds for all of it: name, connection, redirects, body."""
    silence: float = 15.0
    """The most seconds without a byte."""
    redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})


class Deadline:
    """The moment at which a fetch must be over."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + limits.seconds
        self._silence = limits.silence

    def left(self, wanted: float | None = None) -> float:
        """Seconds that the next step may take, at most `wanted`. Raises TimeoutError when none are left."""
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError
        return min(left, self._silence, wanted if wanted is not None else left)

    def extend(self, seconds: float) -> None:
        """Move the moment: a pause kept out of politeness is not the server's slowness."""
        self._end += seconds
