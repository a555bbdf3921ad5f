"""Readers of the store for many requests at once, and answers that hold until the store changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dragoman.store.desk import Desk

T = TypeVar("T")
_MOST_KEPT = 500  # answers


class Shelf:
    """Desks over one store, each used by one request at a time and put back after it."""

    def __init__(self, store: Path) -> None:
        """Raises StoreError when there is no store at `store`."""
        self.store = store
        self._idle: list[Desk] = [Desk(store)]
        self._watching = Desk(store)
        self._lock = threading.Lock()
        self._seen = -1
        self._kept: dict[object, Any] = {}

    @contextmanager
    def take(self) -> Iterator[Desk]:
        """A desk whose answers all are of one moment, whatever is written meanwhile."""
        with self._lock:
            desk = self._idle.pop() if self._idle else None
        desk = desk or Desk(self.store)
        try:
            desk.connection.execute("BEGIN")
            yield desk
        finally:
            desk.connection.execute("ROLLBACK")
            with self._lock:
                self._idle.append(desk)

    def keep(self, question: object, ask: Callable[[Desk], T]) -> T:
        """The answer to `question`, asked anew only when the store has changed since."""
        with self._lock:
            (version,) = self._watching.connection.execute("PRAGMA data_version").fetchone()
            if version != self._seen or len(self._kept) > _MOST_KEPT:
                self._seen = version
                self._kept.clear()
            if question in self._kept:
                kept: T = self._kept[question]
                return kept
        with self.take() as desk:  # a new moment: one that began before `version` was read may be older
            answer = ask(desk)
        with self._lock:
            if version == self._seen:
                self._kept[question] = answer
        return answer

    def close(self) -> None:
        """Closes the files."""
        for desk in (*self._idle, self._watching):
            desk.close()
