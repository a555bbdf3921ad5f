"""Readers of the store for many requests at once, and answers that hold until the store changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

import dragoman
from dragoman.errors import DragomanError
from dragoman.store.desk import Desk

T = TypeVar("T")
_MOST_KEPT = 500  # answers
_AGAIN = 30.0  # seconds after which an answer that may be old is asked anew


class Kept(Struct, frozen=True):
    """An answer, the version of the store it was true of, and when it was asked."""

    answer: Any
    version: int
    asked: float


class Shelf:
    """Desks over one store or archive, each used by one request at a time and put back after it."""

    def __init__(self, store: str | Path) -> None:
        """Raises StoreError when there is neither at `store`."""
        self._watching = dragoman.open(store)
        self._idle: list[Desk] = [self._watching.again()]
        self._lock = threading.Lock()
        self._kept: dict[object, Kept] = {}
        self._asking: set[object] = set()

    @contextmanager
    def take(self) -> Iterator[Desk]:
        """A desk whose answers all are of one moment, whatever is written meanwhile."""
        with self._lock:
            desk = self._idle.pop() if self._idle else None
        desk = desk or self._watching.again()
        desk.begin()
        try:
            yield desk
        finally:
            desk.end()
            with self._lock:
                self._idle.append(desk)

    def keep(self, question: object, ask: Callable[[Desk], T], *, patient: bool = True) -> T:
        """The answer to `question`, asked anew only when the store has changed since.

        Who is not `patient` gets an answer that may be of an earlier version of the store, while the new one
        is found behind the scenes: for what takes long to find.
        """
        with self._lock:
            version = self._watching.tell_version()
            kept = self._kept.get(question)
        if kept is None or (patient and kept.version != version):
            return self._ask(question, ask, version)
        if kept.version != version and time.monotonic() - kept.asked > _AGAIN:
            self._ask_behind(question, ask, version)
        answer: T = kept.answer
        return answer

    def _ask(self, question: object, ask: Callable[[Desk], T], version: int) -> T:
        asked = time.monotonic()
        with self.take() as desk:  # a new moment: one that began before `version` was read may be older
            answer = ask(desk)
        with self._lock:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept.pop(question, None)
            self._kept[question] = Kept(answer, version, asked)
        return answer

    def _ask_behind(self, question: object, ask: Callable[[Desk], T], version: int) -> None:
        with self._lock:
            if question in self._asking:
                return
            self._asking.add(question)

        def work() -> None:
            try:
                with suppress(DragomanError):  # whoever asks next is told
                    self._ask(question, ask, version)
            finally:
                with self._lock:
                    self._asking.discard(question)

        threading.Thread(target=work, daemon=True).start()

    def close(self) -> None:
        """Closes the files."""
        with self._lock:
            for desk in (*self._idle, self._watching):
                desk.close()
            self._idle.clear()
