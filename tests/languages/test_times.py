"""Time words and phrases: every phrase gives what its proof says; a faulty table is refused where."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.languages import times
from dragoman.languages.function import coded_languages
from dragoman.languages.times import Phrase, check_times, load_calendar, load_times
from dragoman.stages.times.finder import tell_times
from dragoman.stages.times.grammar import expand_form, load_grammar

PHRASES = [(language, phrase) for language in coded_languages() for phrase in load_times(language).phrase]


@pytest.mark.parametrize(("language", "phrase"), PHRASES, ids=lambda part: getattr(part, "form", part))
def test_a_phrase_gives_what_its_proof_says(language: str, phrase: Phrase) -> None:
    told = tell_times(phrase.example, language, phrase.published)
    assert " ; ".join(edtf for _, _, edtf in told) == phrase.gives


@pytest.mark.parametrize("language", coded_languages())
def test_every_holiday_and_period_has_a_name(language: str) -> None:
    named = load_times(language).holidays.keys() | load_times(language).periods.keys()
    assert named <= load_calendar().holidays.keys() | load_calendar().periods.keys()


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    text = (times.FOLDER / "en" / "times.toml").read_text(encoding="utf-8")
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "times.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(times, "FOLDER", tmp_path)
    return tmp_path / "xx" / "times.toml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_unknown_key_is_told_with_its_file(faulty: Path) -> None:
    change(faulty, "daypart_joined", "daypart_joint")
    with pytest.raises(DataError, match=r"xx/times\.toml: .*daypart_joint"):
        load_times("xx")


def test_an_unknown_turn_is_told_with_those_allowed(faulty: Path) -> None:
    change(faulty, "\ncoming = [", "\nsometime = [")
    with pytest.raises(DataError, match=r"turns has no 'sometime'.*allowed: last, past, this"):
        load_times("xx")


def test_a_missing_month_is_told() -> None:
    table = load_times("en")
    short = type(table)(
        **{name: getattr(table, name) for name in table.__struct_fields__ if name != "months"},
        months=table.months[:11],
    )
    with pytest.raises(DataError, match=r"mine: months holds 11 lists — give 12"):
        check_times(short, "mine")


def test_a_phrase_without_a_meaning_is_refused_with_what_it_needs(faulty: Path) -> None:
    change(faulty, 'form = "<period>"', 'form = "<holiday>"')
    with pytest.raises(DataError, match=r"'<holiday>' means 'period', which needs period"):
        load_grammar("xx")


def test_a_language_without_table_is_told() -> None:
    with pytest.raises(DataError, match="needs its time words"):
        load_times("zz")


def test_a_form_stands_for_all_its_alternatives() -> None:
    assert expand_form("[the] (a|b) <unit:size>") == [
        (("", "the"), ("", "a"), ("unit", "size")),
        (("", "the"), ("", "b"), ("unit", "size")),
        (("", "a"), ("unit", "size")),
        (("", "b"), ("unit", "size")),
    ]


@pytest.mark.parametrize("form", ["[the <unit>", "the] <unit>"])
def test_a_form_with_a_loose_bracket_is_refused(form: str) -> None:
    with pytest.raises(DataError):
        expand_form(form)
