"""The commands: what they print, where, and with which exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from stand_in import CRASH, load_stand_in
from typer.testing import CliRunner, Result

from dragoman import __version__
from dragoman.cli.main import build_app, main

TEXT = "China veroordeelt de sancties van het Westen tegen Rusland."
FINNISH = "Suomen ulkoministeri tapasi keskiviikkona Ruotsin kollegansa Tukholmassa."


@pytest.fixture(autouse=True)
def use_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.coders.load_coder", load_stand_in)
    monkeypatch.setattr("dragoman.sources.intake.list_coded", lambda: ("en", "nl"))


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.json"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "title": "Sancties", "published": "2022-07"}))
    return path


def run(*arguments: str | Path, columns: int = 80, given: str | None = None) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(
        build_app(), [str(a) for a in arguments], input=given
    )


# ── read ─────────────────────────────────────────────────────────────────────


def test_read_shows_the_records_with_their_evidence(story: Path) -> None:
    shown = run("read", story)
    assert shown.exit_code == 0
    assert "Sancties  a · nl · 2022-07" in shown.stdout
    assert "1  ACCUSE/disapprove  CHN → RUS GOV Rusland  [claimed by RUS GOV Rusland]" in shown.stdout
    assert "2  ACCUSE/disapprove  CHN → RUS GOV Rusland  [negated]" in shown.stdout
    assert "CHN – RUS" in shown.stdout and "left in doubt: 1" in shown.stdout


@pytest.mark.parametrize("columns", [50, 80, 140])
def test_read_keeps_within_the_width_it_is_given(story: Path, columns: int) -> None:
    shown = run("read", story, columns=columns)
    assert max(len(line.rstrip()) for line in shown.stdout.splitlines()) <= columns


def test_read_sets_the_evidence_beside_the_record_where_there_is_room(story: Path) -> None:
    line = next(line for line in run("read", story, columns=160).stdout.splitlines() if "claimed" in line)
    assert TEXT in line


def test_read_prints_no_colour_codes_into_a_pipe(story: Path) -> None:
    assert "\x1b" not in run("read", story).stdout


def test_read_lets_no_story_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(f"{TEXT} \x1b[2J\x1b]0;title\x07 [red]weg[/red]")
    shown = run("read", tmp_path / "x.txt")
    assert "\x1b" not in shown.stdout and "\x07" not in shown.stdout
    assert "[red]weg[/red]" in shown.stdout


def test_read_lists_doubts_when_asked(story: Path) -> None:
    assert "two candidates" in run("read", story, "--doubts").stdout


def test_read_prints_the_record_as_json(story: Path) -> None:
    record = json.loads(run("read", story, "--json").stdout)
    assert (record["id"], [event["id"] for event in record["events"]]) == ("a", ["e1", "e2"])


def test_read_takes_standard_input_with_language_and_date() -> None:
    record = json.loads(run("read", "-", "--json", "-l", "nl", "--published", "2022", given="Rusland").stdout)
    assert (record["id"], record["language"], record["published"]) == ("stdin", "nl", "2022")


def test_read_refuses_a_language_it_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(FINNISH)
    shown = run("read", tmp_path / "x.txt")
    assert shown.exit_code == 1
    assert "looks Finnish (fi)" in shown.stderr and shown.stdout == ""


# ── code ─────────────────────────────────────────────────────────────────────


def test_code_writes_records_and_says_how_many(story: Path, tmp_path: Path) -> None:
    shown = run("code", story, "--output", tmp_path / "out.jsonl")
    assert shown.exit_code == 0
    assert "Coded 1 story with 2 events" in shown.stderr and shown.stdout == ""
    assert json.loads((tmp_path / "out.jsonl").read_text())["id"] == "a"


def test_code_has_nothing_to_resume_where_the_output_is_whole(story: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    assert run("code", story, "-o", output, "--resume").exit_code == 0
    written = output.stat().st_mtime_ns
    again = run("code", story, "-o", output, "--resume")
    assert again.exit_code == 0 and "leave out --resume to code it anew" in again.stderr
    assert output.stat().st_mtime_ns == written


def test_code_prints_records_without_an_output_file(story: Path) -> None:
    assert json.loads(run("code", story).stdout)["id"] == "a"


def test_code_lists_what_it_refused_and_the_rest_comes_out(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": TEXT}, {"id": "b", "text": f"{TEXT} {CRASH}"}, {"id": "c", "text": FINNISH}]
    whole = "\n".join(json.dumps(line) for line in [*lines, {"id": "d", "text": TEXT}])
    (tmp_path / "in.jsonl").write_text(f'{whole}\n{{"id": "e", "te')
    shown = run("code", tmp_path / "in.jsonl")
    assert shown.exit_code == 1
    assert [json.loads(line)["id"] for line in shown.stdout.splitlines()] == ["a", "d"]
    assert "Refused: 3" in shown.stderr
    assert "story b: could not be coded (RuntimeError: no such luck)" in shown.stderr
    assert "in.jsonl:3 (c): looks Finnish" in shown.stderr
    assert "in.jsonl:5: is not whole JSON" in shown.stderr


# ── explain ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("event", ["1", "e1"])
def test_explain_tells_everything_about_one_record(story: Path, event: str) -> None:
    shown = run("explain", story, event)
    assert shown.exit_code == 0
    for fact in (
        TEXT,
        "China (0–6)",
        "via atlas",
        "nl/condemn: object → recipient",
        "claimed",
        "two candidates",
    ):
        assert " ".join(fact.split()) in " ".join(shown.stdout.split())


def test_explain_gives_the_same_as_json(story: Path) -> None:
    facts = json.loads(run("explain", story, "1", "--json").stdout)
    assert facts["event"]["id"] == "e1"
    assert [statement["id"] for statement in facts["statements"]] == ["s1"]
    assert [doubt["reason"] for doubt in facts["doubts"]] == ["two candidates"]


def test_explain_says_which_numbers_there_are(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["explain", str(story), "7"])
    assert end.value.code == 2
    assert "story a has no event 7 — give a number from 1 to 2" in capsys.readouterr().err


def test_explain_asks_which_story_when_there_are_several(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"id": name, "text": TEXT}) for name in "ab"))
    with pytest.raises(SystemExit):
        main(["explain", str(path), "1"])
    assert "holds 2 stories — name one with --story ID" in capsys.readouterr().err
    assert json.loads(run("explain", path, "1", "--story", "b", "--json").stdout)["story"] == "b"


# ── statements ───────────────────────────────────────────────────────────────


def test_statements_shows_who_said_what(story: Path) -> None:
    shown = run("statements", story, columns=120).stdout
    assert "RUS GOV Rusland" in shown and "claim" in shown


def test_statements_keeps_only_what_is_asked_for(story: Path) -> None:
    assert "claim" not in run("statements", story, "--act", "deny", columns=120).stdout
    assert run("statements", story, "--speaker", "RUS", "--json").stdout.count("\n") >= 1


def test_statements_gives_one_json_object_an_utterance(story: Path) -> None:
    first = json.loads(run("statements", story, "--json").stdout.splitlines()[0])
    assert first["act"] and first["content"]["text"]


# ── the whole ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "command", ["read", "statements", "code", "explain", "parse", "gaps", "recode", "diff", "check"]
)
def test_every_command_shows_examples_in_its_help(command: str) -> None:
    shown = run(command, "--help")
    assert f"dragoman {command} " in shown.stdout.split("Examples")[1]


def test_an_error_is_one_line_and_status_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["code", str(tmp_path), "--output", str(tmp_path / "no" / "out.jsonl")])
    assert end.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_installed_program_tells_its_version() -> None:
    program = Path(sys.executable).with_name("dragoman")
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"dragoman {__version__}\n"
