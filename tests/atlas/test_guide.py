"""The guide to adding an actor: what it shows, written down to the letter, is taken."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.atlas.checks import check_own

GUIDE = Path(__file__).parents[2] / "docs" / "add-an-actor.md"
FILES = {"body = [": "bodies.toml", "[NOR]": "offices/mine.toml", "[surname]": "spellings.toml"}


def test_the_files_that_the_guide_shows_have_no_fault(tmp_path: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    shown = [re.sub("^   ", "", block, flags=re.M) for block in re.findall(r"```toml\n(.*?)```", text, re.S)]
    for block in shown:
        path = tmp_path / FILES[block.splitlines()[0]]
        path.parent.mkdir(exist_ok=True)
        path.write_text(block, encoding="utf-8")
    (proofs,) = re.findall(r"```tsv\n(.*?)```", text, re.S)
    (tmp_path / "proofs.tsv").write_text(re.sub("^   ", "", proofs, flags=re.M), encoding="utf-8")
    report = check_own(tmp_path)
    assert (report.entries, report.offices, report.proofs) == (1, 4, 1)
    assert not report.faults, report.findings
