"""The order of work: what is kept is not read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.codebook.codebook import load_codebook
from dragoman.errors import SourceError
from dragoman.pipeline import Coder
from dragoman.records import Parse, Sentence, Story, Token
from dragoman.syntax.parses import write_parses

TEXT = "Russia condemned China."
STORY = Story(id="one", text=TEXT, language="en")
WORDS = (
    Token("Russia", 0, 6, "Russia", "PROPN", "Number=Sing", 2, "nsubj"),
    Token("condemned", 7, 16, "condemn", "VERB", "Tense=Past|VerbForm=Fin", 0, "root"),
    Token("China", 17, 22, "China", "PROPN", "Number=Sing", 2, "obj"),
    Token(".", 22, 23, ".", "PUNCT", "", 2, "punct"),
)
PARSE = Parse("one", "en", "by hand", (Sentence(0, 23, 0, WORDS),))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "parses.parquet"
    write_parses(path, [(STORY, PARSE)])
    return path


def test_a_kept_parse_is_coded_without_the_model(kept: Path) -> None:
    coder = Coder.load(kept)
    record = coder.code(STORY, coder.read([STORY])[0])
    assert [(e.type, e.actor[0].country, e.recipient[0].country) for e in record.events] == [
        ("ACCUSE", "RUS", "CHN")
    ]
    assert record.versions.model == "by hand"


def test_another_text_under_the_same_id_is_read_anew(kept: Path) -> None:
    class Refusing:
        model = "none"

        def analyse(self, segments: object, language: object) -> list[Sentence]:
            raise LookupError("asked to read")

    coder = Coder(load_codebook(), Atlas.load(), Refusing(), kept)  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="asked to read"):
        coder.read([Story(id="one", text="Russia condemned Japan.", language="en")])


def test_a_missing_file_of_parses_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file of parses"):
        Coder.load(tmp_path / "none.parquet")
