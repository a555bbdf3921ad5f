"""The notebook tells the truth: its cells are run in order, and what it shows is what comes out.

`python tests/test_notebook.py` runs it and writes what comes out into it. No Jupyter is needed for either.
"""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "relations.ipynb"


def read_notebook() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return found


def run_cells(notebook: dict[str, Any]) -> list[str]:
    """What each cell of code prints, run in the repository's root as Jupyter would."""
    names: dict[str, object] = {"__name__": "notebook"}
    told = []
    with contextlib.chdir(ROOT):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                printed = io.StringIO()
                with contextlib.redirect_stdout(printed):
                    exec(compile("".join(cell["source"]), str(NOTEBOOK), "exec"), names)
                told.append(printed.getvalue())
    return told


def show_outputs(notebook: dict[str, Any]) -> list[str]:
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return ["".join(text for output in cell["outputs"] for text in output["text"]) for cell in cells]


def write_outputs(notebook: dict[str, Any]) -> None:
    """Puts what comes out today into the notebook."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for at, (cell, told) in enumerate(zip(cells, run_cells(notebook), strict=True), 1):
        stream = {"name": "stdout", "output_type": "stream", "text": told.splitlines(keepends=True)}
        cell["outputs"] = [stream] if told else []
        cell["execution_count"] = at
    NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_what_the_notebook_shows_is_what_comes_out() -> None:
    notebook = read_notebook()
    assert run_cells(notebook) == show_outputs(notebook)


def test_the_notebook_is_one_that_jupyter_opens() -> None:
    notebook = read_notebook()
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    assert all(cell["cell_type"] in ("code", "markdown") and cell["source"] for cell in notebook["cells"])


if __name__ == "__main__":
    write_outputs(read_notebook())
