"""The page on the store: its questions in SQL can be asked, its Python runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from stored import code, tell

from dragoman.store.asking import ask_sql
from dragoman.store.writer import Writer

PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
QUESTIONS = "".join(re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)).split("\n\n")
(PROGRAM,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.splitlines()[0][3:40])
def test_its_questions_can_be_asked(question: str, path: Path, writer: Writer, run: int) -> None:
    writer.add(run, [code(tell("a"))])
    assert ask_sql(path, question).columns


def test_its_python_runs(path: Path, writer: Writer, run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    writer.add(run, [code(tell("a"))])
    monkeypatch.chdir(path.parent)
    exec(PROGRAM.replace(".to_pandas()", ".to_dicts()"), {})
