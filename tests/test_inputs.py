"""What a run is given: stories to be read, and kept parses that hold theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hand_made import make_story
from stand_in import load_stand_in
from typer.testing import CliRunner

from dragoman import batch
from dragoman.cli.main import build_app
from dragoman.coders import CoderLoad
from dragoman.errors import SourceError
from dragoman.inputs import Kept, check_kept, take_inputs
from dragoman.overlay import NONE
from dragoman.record_file import code_stories
from dragoman.records import Parse, Story
from dragoman.sources import Refusal
from dragoman.syntax.parses import write_parses

CONDEMN = "Norway/Norway/PROPN/nsubj<2 condemns/condemn/VERB/root<0/VerbForm=Fin Russia/Russia/PROPN/obj<2"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    write_parses(tmp_path / "kept.parquet", [make_story(CONDEMN)])
    return tmp_path / "kept.parquet"


def test_a_kept_story_comes_with_its_parse(kept: Path) -> None:
    (given,) = take_inputs([kept])
    assert isinstance(given, Kept)
    assert (given.story, given.parse) == make_story(CONDEMN)


def test_kept_parses_stand_in_order_among_other_inputs(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway condemns Russia.")
    (tmp_path / "b.txt").write_text("Norway condemns China.")
    given = list(take_inputs([tmp_path / "a.txt", kept, tmp_path / "b.txt"], language="en"))
    assert [type(one) for one in given] == [Story, Kept, Story]


def test_a_kept_story_given_twice_is_refused_once(kept: Path) -> None:
    first, second = take_inputs([kept, kept])
    assert isinstance(first, Kept) and isinstance(second, Refusal)
    assert "a second time" in second.reason


def test_a_kept_story_whose_language_is_not_coded_is_refused(tmp_path: Path) -> None:
    story = Story(id="fr", text="Oui.", language="fr")
    write_parses(tmp_path / "fr.parquet", [(story, Parse("fr", "fr", "by hand", ()))])
    (refusal,) = take_inputs([tmp_path / "fr.parquet"])
    assert isinstance(refusal, Refusal) and "is in fr, which is not coded" in refusal.reason


def test_what_is_no_file_of_kept_parses_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"stories\.jsonl: is no file of kept parses — keep them with"):
        check_kept([tmp_path / "stories.jsonl"])


def test_equal_loads_are_equal_so_that_a_process_loads_but_once() -> None:
    assert hash(CoderLoad(Path("a"), NONE)) == hash(CoderLoad(Path("a"), NONE))
    assert CoderLoad(Path("a"), NONE) == CoderLoad(Path("a"), NONE)


def test_kept_parses_are_coded_in_several_processes(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_ALONE", 0)
    summary = code_stories([kept], tmp_path / "out.jsonl", processes=2, load=load_stand_in)
    assert (summary.coded, summary.refused) == (1, ())


def test_recode_makes_the_records_without_reading(kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = CliRunner().invoke(build_app(), ["recode", str(kept), "-o", str(out)])
    assert done.exit_code == 0 and "Coded 1 story with 1 events" in done.stderr
    (record,) = map(json.loads, out.read_text().splitlines())
    assert [event["type"] for event in record["events"]] == ["ACCUSE"]
    assert record["versions"]["model"] == "by hand"
