"""Two runs compared: what was gained, lost and changed, and by which entry."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from stand_in import make_event, make_record
from typer.testing import CliRunner, Result

from dragoman.cli.main import build_app
from dragoman.editing.differences import compare_runs, read_records
from dragoman.errors import DataError
from dragoman.records import Event, EventMention, Parse, Span, Story, StoryRecord

TEXT = "China condemned Russia and left."


def event(identity: str, start: int, **changes: object) -> Event:
    span = Span(start, start + 5, TEXT[start : start + 5])
    given: dict[str, object] = {"factuality": "actual", "said_by": None, "why": "en/condemn condemn"}
    return make_event(identity, span, span, **(given | changes))


def run(*events: Event, story: str = "s") -> dict[str, StoryRecord]:
    record = make_record(Story(id=story, text=TEXT, language="en"), Parse(story, "en", "m", ()))
    return {story: replace(record, events=events, statements=(), relations=(), doubts=())}


def test_the_same_record_is_no_change() -> None:
    found = compare_runs(run(event("a", 0)), run(event("a", 0)))
    assert (found.changes, found.same, found.stories) == ((), 1, 1)


def test_a_record_on_another_trigger_is_lost_and_gained() -> None:
    found = compare_runs(run(event("a", 0)), run(event("b", 6, why="en/leave leave · stopped")))
    assert [(change.kind, change.entry) for change in found.changes] == [
        ("lost", "en/condemn condemn"),
        ("gained", "en/leave leave"),
    ]


def test_another_type_on_the_same_trigger_is_a_change() -> None:
    found = compare_runs(run(event("a", 0)), run(event("b", 0, type="REJECT", factuality="negated")))
    (change,) = found.changes
    assert change.kind == "changed"
    assert change.fields == {"type": ("ACCUSE", "REJECT"), "factuality": ("actual", "negated")}


def test_a_record_that_became_a_mention_says_so() -> None:
    mention = EventMention(Span(6, 11, "words"), Span(6, 11, "words"), None, "en/condemn condemn")
    found = compare_runs(run(event("a", 0), event("b", 6)), run(event("a", 0, mentions=(mention,))))
    lost = next(change for change in found.changes if change.kind == "lost")
    assert lost.note == "a mention of ACCUSE “China”"


def test_entries_with_most_changes_come_first() -> None:
    new = run(event("a", 0, why="en/x x"), event("b", 6), event("c", 9))
    assert list(compare_runs(run(), new).by_entry()) == ["en/condemn condemn", "en/x x"]


def test_stories_of_one_run_only_are_named() -> None:
    found = compare_runs(run(story="old"), run(story="new"))
    assert (found.only_old, found.only_new, found.stories) == (("old",), ("new",), 0)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    old, new, gold = (tmp_path / name for name in ("old.jsonl", "new.jsonl", "gold.jsonl"))
    old.write_bytes(msgspec.json.encode(run()["s"]))
    new.write_bytes(msgspec.json.encode(run(event("a", 0))["s"]))
    wanted = {"type": "ACCUSE", "evidence": "China", "factuality": "actual", "core": True}
    wanted |= {"actor": ["CHN"], "recipient": ["RUS GOV"]}
    gold.write_text(json.dumps({"id": "s", "text": TEXT, "language": "en", "events": [wanted]}))
    return old, new, gold


def invoke(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(build_app(), ["diff", *map(str, arguments)])


def test_the_command_shows_the_words_and_the_scores_side_by_side(files: tuple[Path, Path, Path]) -> None:
    old, new, gold = files
    shown = " ".join(invoke(old, new, "--gold", gold).stdout.split())
    assert "en/condemn condemn +1 + ACCUSE/disapprove CHN → RUS" in shown
    assert "1 gained, 0 lost, 0 changed, 0 as before, in 1 story" in shown
    assert "dyad F1 0.000 1.000 +1.000" in shown


def test_the_command_gives_the_same_as_json(files: tuple[Path, Path, Path]) -> None:
    old, new, gold = files
    found = json.loads(invoke(old, new, "--gold", gold, "--json").stdout)
    assert (found["gained"], found["changes"][0]["now"]["id"]) == (1, "a")
    assert (found["score"]["before"]["dyad"]["f1"], found["score"]["after"]["dyad"]["f1"]) == (0, 1)


def test_a_line_that_is_no_record_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('\n{"id": "a"}\n')
    with pytest.raises(DataError, match=r"x\.jsonl:2: .* — give what dragoman code"):
        read_records(tmp_path / "x.jsonl")
