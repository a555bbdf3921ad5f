"""The engines by name: what carries parts to where they are coded, and manifests back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol

from dragoman.archive.manifests import Manifest
from dragoman.cluster.parts import Part
from dragoman.coders import Load
from dragoman.errors import DragomanError

ENGINES = {
    "local": "dragoman.cluster.local",
    "dask": "dragoman.cluster.dask",
    "spark": "dragoman.cluster.spark",
}
"""By name, the module with the engine's `code_parts`. It is imported when it is asked for."""

LOCAL = "local"


class CodeParts(Protocol):
    """What an engine is: it has every part coded by `work.code_part` and yields manifests as they come."""

    def __call__(
        self,
        parts: Iterable[Part],
        load: Load,
        root: str,
        *,
        processes: int | None = None,
        address: str | None = None,
    ) -> Iterator[Manifest]: ...


def find_engine(name: str, address: str | None = None) -> CodeParts:
    """The engine of that name. Raises DragomanError when there is none, or its library is not installed."""
    if name not in ENGINES:
        raise DragomanError(f"there is no engine {name}", remedy=f"engines are {', '.join(ENGINES)}")
    if name == LOCAL and address is not None:
        raise DragomanError(
            "the local engine has no address", where=address, remedy="name one with --engine, or leave it out"
        )
    try:
        found: CodeParts = import_module(ENGINES[name]).code_parts
    except ImportError as error:
        remedy = f"pip install 'dragoman[{name}]'"
        raise DragomanError(f"the engine {name} is not installed ({error})", remedy=remedy) from error
    return found
