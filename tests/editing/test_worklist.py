"""The worklist: gaps of many stories by predicate and frequency, without what was set aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hand_made import make_story
from typer.testing import CliRunner, Result

from dragoman.cli.main import build_app
from dragoman.editing.worklist import list_gaps
from dragoman.pipeline import Coder
from dragoman.syntax.parses import write_parses

OUTBID = "Norway/Norway/PROPN/nsubj<2 outbids/outbid/VERB/root<0/VerbForm=Fin Russia/Russia/PROPN/obj<2"
RESEMBLE = "Norway/Norway/PROPN/nsubj<2 resembles/resemble/VERB/root<0/VerbForm=Fin Sweden/Sweden/PROPN/obj<2"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A file of one story, and its kept parse."""
    story, parse = make_story(RESEMBLE, OUTBID, OUTBID)
    stories, parses = tmp_path / "in.jsonl", tmp_path / "kept.parquet"
    given = {"id": story.id, "text": story.text, "language": "en", "published": story.published}
    stories.write_text(json.dumps(given))
    write_parses(parses, [(story, parse)])
    return stories, parses


def test_predicates_come_by_frequency_with_their_sentences(files: tuple[Path, Path]) -> None:
    found = list_gaps([files[0]], Coder.load(files[1]), all_words=True)
    assert [(one.lemma, one.count, one.stories) for one in found.of("en")] == [
        ("outbid", 2, 1),
        ("resemble", 1, 1),
    ]
    assert found.of("en")[0].roles == {"nsubj + obj": 2}
    assert found.of("en")[0].examples[0].sentence.text == "Norway outbids Russia"


def test_what_was_set_aside_is_counted_only(files: tuple[Path, Path]) -> None:
    found = list_gaps([files[0]], Coder.load(files[1]))
    assert [one.lemma for one in found.missing] == ["outbid"]
    assert (found.set_aside, found.stories) == (1, 1)


def run(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(build_app(), ["gaps", *map(str, arguments)])


def test_the_command_marks_the_predicate_in_its_sentence(files: tuple[Path, Path]) -> None:
    shown = run(files[1])
    assert shown.exit_code == 0
    assert "2×  outbid  verb, new  [nsubj + obj]" in shown.stdout
    assert "Norway [outbids] Russia" in shown.stdout
    assert "once a word set aside (--all shows them)" in " ".join(shown.stdout.split())


def test_the_command_gives_the_same_as_json(files: tuple[Path, Path]) -> None:
    (line,) = run(files[1], "--json").stdout.splitlines()
    one = json.loads(line)
    assert (one["lemma"], one["count"], one["states"]) == ("outbid", 2, {"new": 2})
    start, end = (one["examples"][0]["predicate"][edge] for edge in ("start", "end"))
    assert (start, end) == (41, 48) or end - start == len("outbids")
