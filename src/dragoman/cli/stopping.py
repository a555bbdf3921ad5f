"""A run that is told to stop, by Ctrl-C or by the system: it ends cleanly and says how to go on."""

from __future__ import annotations

import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

_INTERRUPTED, _TERMINATED = 130, 143
"""Exit statuses by the shell's custom: 128 and the number of the signal."""


class Terminated(KeyboardInterrupt):
    """The process was asked to end, by a scheduler, a service manager or `kill`."""


@contextmanager
def stop_cleanly(*, resumable: bool) -> Iterator[None]:
    """While it lasts, Ctrl-C and SIGTERM end the command with a line on standard error that tells how to go
    on, if the run is `resumable`."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except KeyboardInterrupt as stop:
        told = "What is done is kept; go on with:\n  " + tell_command() if resumable else "Nothing is kept."
        print(f"Stopped. {told}", file=sys.stderr)
        raise typer.Exit(_TERMINATED if isinstance(stop, Terminated) else _INTERRUPTED) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def tell_command() -> str:
    """The command that goes on with this one."""
    arguments = [one for one in sys.argv[1:] if one not in ("--resume", "--restart")]
    return shlex.join(["dragoman", *arguments, "--resume"])


def _terminate(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: what follows is the clean end
    raise Terminated
