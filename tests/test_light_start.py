"""The command line starts at once: no model, no arrays, no database before a command needs them."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("onnxruntime", "numpy", "duckdb", "trafilatura", "sentencepiece", "py3langid", "lxml", "torch")


def run_python(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_building_the_command_line_imports_nothing_heavy() -> None:
    program = (
        "import sys; from dragoman.cli.main import build_app; import typer.main; "
        "typer.main.get_command(build_app()); "
        f"print(*(name for name in {HEAVY!r} if name in sys.modules))"
    )
    assert run_python(program) == ""


def test_importing_the_batch_run_imports_nothing_heavy() -> None:
    program = f"import sys, dragoman.batch; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    assert run_python(program) == ""
