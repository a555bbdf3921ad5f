"""`dragoman parse`: stories and given words in, CoNLL-U, JSON and kept parses out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.main import build_app
from dragoman.errors import SourceError
from dragoman.records import Segment, Sentence, Token
from dragoman.syntax.conllu import read_conllu
from dragoman.syntax.parses import digest_text, read_digests, read_parses

TEXT = "De VS zwegen. China niet."
GIVEN = "".join(
    [
        "# sent_id = een\n# text = au lac\n",
        "1-2\tau\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "1\tà\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "3\tlac\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n",
        "# sent_id = twee\n1\toui\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
    ]
)


class StandInReader:
    """Tags every word a noun of the language it was given."""

    model = "stand-in 1"

    def analyse(self, segments: Sequence[Segment], language: str | Sequence[str]) -> list[Sentence]:
        given = [language] * len(segments) if isinstance(language, str) else language
        return [
            Sentence(
                segment.start,
                segment.end,
                segment.paragraph,
                tuple(
                    Token(word.form, word.start, word.end, tongue, "NOUN", "", 0, "root")
                    for word in segment.words
                ),
            )
            for segment, tongue in zip(segments, given, strict=True)
        ]


@pytest.fixture(autouse=True)
def use_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.syntax.reader.Reader.load", StandInReader)


def run(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(build_app(), ["parse", *map(str, arguments)], input=given)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "verhaal.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_story_is_printed_as_conllu(story: Path) -> None:
    shown = run(story, "--language", "nl")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("# newdoc id = verhaal\n# newpar id = verhaal-p1\n# sent_id = verhaal-1\n")
    blocks = read_conllu(shown.stdout)
    assert [[word.form for word in block.words] for block in blocks] == [
        ["De", "VS", "zwegen", "."],
        ["China", "niet", "."],
    ]


def test_standard_input_is_read() -> None:
    shown = run("-", "--language", "fr", given="Le chef du parti.")
    assert "3-4\tdu\t_" in shown.stdout


def test_a_language_that_is_parsed_but_not_coded_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kurz.txt"
    path.write_text("Der Minister hat am Montag mit dem Präsidenten gesprochen.", encoding="utf-8")
    assert "\tde\tNOUN" in run(path).stdout


def test_json_is_one_parse_a_line(story: Path) -> None:
    made = json.loads(run(story, "--json", "--language", "nl").stdout)
    assert made["model"] == "stand-in 1"
    assert made["sentences"][0]["tokens"][1]["form"] == "VS"


def test_parses_are_kept_with_the_digest_of_their_text(story: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.parquet"
    shown = run(story, "--output", kept, "--language", "nl")
    assert "Kept 1 parse" in shown.stderr
    (made,) = read_parses(kept)
    assert (made.story_id, len(made.sentences)) == ("verhaal", 2)
    assert read_digests(kept) == {"verhaal": digest_text(TEXT)}


def test_given_words_come_back_as_they_stood(tmp_path: Path) -> None:
    path, ours = tmp_path / "given.conllu", tmp_path / "ours.conllu"
    path.write_text(GIVEN, encoding="utf-8")
    assert run("--words", path, "--language", "fr", "--output", ours).exit_code == 0
    assert ours.read_text(encoding="utf-8") == GIVEN.replace(
        "1\tà\t_\t_\t_\t_\t_\t_\t_\t_", "1\tà\tfr\tNOUN\t_\t_\t0\troot\t_\t_"
    ).replace("2\tle\t_\t_\t_\t_\t_\t_\t_\t_", "2\tle\tfr\tNOUN\t_\t_\t0\troot\t_\t_").replace(
        "3\tlac\t_\t_\t_\t_\t_\t_\t_\t", "3\tlac\tfr\tNOUN\t_\t_\t0\troot\t_\t"
    ).replace("1\toui\t_\t_\t_\t_\t_\t_\t_\t_", "1\toui\tfr\tNOUN\t_\t_\t0\troot\t_\t_")


def test_a_malformed_treebank_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text("# sent_id = een\n1 au\n", encoding="utf-8")
    refused = run("--words", path, "--language", "fr")
    assert isinstance(refused.exception, SourceError)
    assert f"{path}:2: 1 columns instead of 10" in str(refused.exception)


def test_a_refused_story_does_not_stop_the_rest(story: Path, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.txt"
    empty.touch()
    shown = run(empty, story, "--language", "nl")
    assert shown.exit_code == 1
    assert "1\tDe\t" in shown.stdout and "leeg.txt" in shown.stderr


def test_given_words_are_not_kept_as_parses(tmp_path: Path) -> None:
    path = tmp_path / "given.conllu"
    path.write_text(GIVEN, encoding="utf-8")
    refused = run("--words", path, "--output", tmp_path / "kept.parquet")
    assert "given words have no story" in str(refused.exception)


def test_an_output_that_cannot_be_written_is_told(story: Path, tmp_path: Path) -> None:
    refused = run(story, "--language", "nl", "--output", tmp_path / "none" / "ours.conllu")
    assert isinstance(refused.exception, SourceError)
    assert "ours.conllu: cannot be written: No such file" in str(refused.exception)
