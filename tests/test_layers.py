"""Who may import whom: the directions of the design, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "dragoman"

GROUND = {"records", "errors", "overlay", "standings", "tables"}
ALLOWED: dict[str, set[str]] = {
    "records": set(),
    "errors": set(),
    "standings": {"records"},
    "tables": set(),
    "settings": {"errors"},
    "overlay": {"errors", "settings"},
    "languages": GROUND | {"codebook"},
    "codebook": GROUND,
    "atlas": GROUND,
    "syntax": GROUND | {"languages"},
    "sources": GROUND | {"languages"},
    "stages": GROUND | {"languages", "codebook", "atlas", "syntax"},
    "pipeline": GROUND | {"languages", "codebook", "atlas", "syntax", "stages"},
    "inputs": GROUND | {"sources", "syntax", "archive"},
    "coders": GROUND | {"sources", "inputs", "pipeline"},
    "workers": {"errors"},
    "batch": GROUND | {"sources", "inputs", "coders", "workers"},
    "unfinished": GROUND | {"sources", "inputs"},
    "versions": GROUND | {"codebook", "atlas"},
    "record_file": GROUND | {"sources", "inputs", "coders", "batch", "unfinished", "versions"},
    "cluster": GROUND | {"sources", "inputs", "coders", "workers", "batch", "archive"},
    "scoring": GROUND,
    "utterances": GROUND | {"codebook", "languages"},
    "identity": GROUND | {"languages", "codebook", "stages"},
    "store": GROUND | {"codebook", "stages", "scoring", "identity"},
    "archive": GROUND | {"sources", "syntax", "store"},
    "export": GROUND | {"store", "codebook", "atlas"},
    "rebuild": GROUND | {"sources", "inputs", "coders", "batch", "store", "ingest", "codebook", "atlas"},
    "ingest": GROUND | {"archive", "sources", "inputs", "coders", "batch", "store"},
    "analysis": GROUND | {"languages", "codebook", "atlas", "stages", "store"},
    "assistants": GROUND | {"atlas", "analysis", "store"},
    "web": GROUND | {"export", "languages", "codebook", "atlas", "store", "analysis"},
    "watching": GROUND | {"sources", "inputs", "coders", "store", "ingest"},
    "editing": GROUND
    | {"languages", "codebook", "atlas", "syntax", "stages", "sources", "inputs"}
    | {"pipeline", "batch", "scoring"},
}
"""What each layer may import of ours; the command line may import all, and nothing may import it."""

STAGES = ["trees", "mentions", "surroundings", "places", "contexts", "actors", "frames", "gaps"]
STAGES += ["times", "speech", "events", "relations"]
"""The rooms of the stages, in the order in which a sentence walks through them."""

STRANGERS: dict[str, set[str]] = {
    "onnxruntime": {"syntax"},
    "sentencepiece": {"syntax"},
    "duckdb": {"syntax", "export", "sources", "archive"},
    "fsspec": {"archive"},
    "distributed": {"cluster"},
    "cryptography": {"cluster"},
    "pyspark": {"cluster"},
    "py4j": {"cluster"},
    "pyarrow": {"cluster"},
    "pandas": {"cluster"},
    "py3langid": {"sources"},
    "trafilatura": {"sources"},
    "htmldate": {"sources"},
    "httpx": {"sources"},
    "httpcore": {"sources"},
    "feedparser": {"sources"},
    "fastwarc": {"sources"},
    "pypdf": {"sources"},
    "lxml": {"sources"},
    "rich": {"cli"},
    "typer": {"cli"},
    "numpy": {"syntax", "analysis"},
    "rensa": {"identity"},
    "sqlite3": {"store"},
    "mcp": {"assistants"},
    "vl_convert": {"analysis"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "jinja2": {"web"},
}
"""The layer at which each outside library stops."""


def list_imports() -> Iterator[tuple[str, str, str]]:
    """Each import in the package: its layer, the module it stands in, and what it imports."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((parts[0], "/".join(parts), alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}: imports are absolute"
                yield parts[0], "/".join(parts), node.module or ""


IMPORTS = list(list_imports())


def test_every_layer_has_its_rule() -> None:
    layers = {layer for layer, _, _ in IMPORTS} - {"__init__", "cli"}
    assert layers <= ALLOWED.keys(), "a new layer needs a line in ALLOWED and one in the design"


@pytest.mark.parametrize("layer", ALLOWED)
def test_a_layer_imports_only_what_stands_before_it(layer: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for own, module, name in IMPORTS
        if own == layer and name.startswith("dragoman.")
        if name.split(".")[1] not in ALLOWED[layer] | {layer}
    ]
    assert not wrong


def test_a_stage_imports_only_stages_that_stand_before_it() -> None:
    order = {stage: place for place, stage in enumerate(STAGES)}
    wrong = [
        f"{module} imports {name}"
        for layer, module, name in IMPORTS
        if layer == "stages" and name.startswith("dragoman.stages.")
        if order[name.split(".")[2]] > order[module.split("/")[1]]
    ]
    assert not wrong


def test_an_outside_library_stops_at_its_adapter() -> None:
    wrong = [
        f"{module} imports {name}"
        for layer, module, name in IMPORTS
        if layer not in STRANGERS.get(name.split(".")[0], {layer})
    ]
    assert not wrong


def test_training_and_evaluation_are_never_imported() -> None:
    assert not [pair for *pair, name in IMPORTS if name.split(".")[0] in ("torch", "training", "evaluation")]


def test_modules_stay_small_enough_to_be_read_at_once() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert not {path.name: length for path, length in lengths.items() if length > 300}


def test_no_module_is_named_for_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "core", "misc", "common"}
    assert not [path for path in PACKAGE.rglob("*.py") if path.stem in empty]
