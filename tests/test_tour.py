"""The tour tells the truth: its code is run, and what it shows is what comes out.

`python tests/test_tour.py` runs the tour and writes what comes out into it.
"""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

TOUR = Path(__file__).parents[1] / "docs" / "tour.md"
STOP = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<shown>.*?)```", re.DOTALL)


def run_stops(text: str) -> list[tuple[str, str, str]]:
    """Each block of code with what is shown under it and what came out; one run, in order."""
    names: dict[str, object] = {}
    stops = []
    for stop in STOP.finditer(text):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(stop["code"], str(TOUR), "exec"), names)
        stops.append((stop["code"], stop["shown"], printed.getvalue()))
    return stops


def rewrite_tour(text: str) -> str:
    """The tour with what comes out today."""
    for code, shown, printed in run_stops(text):
        block = "```python\n" + code + "```\n\n```text\n"
        text = text.replace(block + shown + "```", block + printed + "```")
    return text


@pytest.fixture(scope="module")
def text() -> str:
    return TOUR.read_text(encoding="utf-8")


def test_what_the_tour_shows_is_what_comes_out(text: str) -> None:
    stops = run_stops(text)
    assert [shown for _, shown, _ in stops] == [printed for *_, printed in stops]


def test_every_block_of_code_shows_what_comes_out(text: str) -> None:
    assert len(STOP.findall(text)) == text.count("```python")


def test_every_module_the_tour_names_is_there(text: str) -> None:
    linked = re.findall(r"\]\((\.\./[^)#]+)\)", text)
    assert linked
    assert not [link for link in linked if not (TOUR.parent / link).exists()]


if __name__ == "__main__":
    TOUR.write_text(rewrite_tour(TOUR.read_text(encoding="utf-8")), encoding="utf-8")
