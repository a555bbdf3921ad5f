"""An archive opened once for many readers, and again when a run has put more parts in it."""

from __future__ import annotations

import threading
import time

from dragoman.archive.engine import Engine
from dragoman.archive.folder import Folder
from dragoman.archive.manifests import PARTS

_EVERY = 10.0  # seconds between two looks at whether there are new parts
_SHARE = (
    20.0  # of the time that opening takes: a run that writes parts all the time must not keep readers busy
)


class SharedEngine:
    """The newest engine over an archive; `version` tells how often it was opened anew.

    Who holds an older one may go on with it: what it knew stays as it was.
    """

    def __init__(self, folder: Folder) -> None:
        """Raises StoreError when the folder is no archive."""
        self.version = 0
        self._stamp: object = None
        self._next = 0.0  # the moment of the next look, by the monotonic clock
        self._folder = folder
        self._lock = threading.Lock()
        self._engine = self._open()

    def look(self) -> Engine:
        """The engine, a new one when parts came since, which is looked for every few seconds."""
        with self._lock:
            if time.monotonic() >= self._next:
                if self._folder.stamp(PARTS) == self._stamp:
                    self._next = time.monotonic() + _EVERY
                else:
                    self._engine = self._open()
                    self.version += 1
            return self._engine

    def close(self) -> None:
        """Ends the newest engine."""
        self._engine.close()

    def _open(self) -> Engine:
        started = time.monotonic()
        self._stamp = self._folder.stamp(PARTS)  # before: what comes meanwhile is found at the next look
        engine = Engine(self._folder)
        opened = time.monotonic()
        self._next = opened + max(_EVERY, _SHARE * (opened - started))
        return engine
