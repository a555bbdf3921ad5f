"""The words of the interface: the same keys in every language, numbers and dates as it writes them."""

from __future__ import annotations

import re

import pytest

from dragoman.web.rendering import HERE
from dragoman.web.words import LANGUAGES, choose_language, load_words


def test_every_language_has_every_text() -> None:
    keys = {language: load_words(language).texts.keys() for language in LANGUAGES}
    assert keys["nl"] == keys["en"]


def test_a_text_has_the_same_blanks_in_every_language() -> None:
    english, dutch = load_words("en").texts, load_words("nl").texts
    blanks = {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in english.items()}
    assert blanks == {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in dutch.items()}


def test_templates_ask_only_for_texts_that_are_there() -> None:
    texts = load_words("en").texts
    for path in (HERE / "templates").glob("*.html"):
        for key in re.findall(r"""\bt\("([a-z_]+\.[a-z_]+)"\s*[,)]""", path.read_text(encoding="utf-8")):
            assert key in texts, f"{path.name}: {key}"


def test_numbers_and_days_are_told_as_the_language_does() -> None:
    english, dutch = load_words("en"), load_words("nl")
    assert (english.number(-1234.5, 1), dutch.number(-1234.5, 1)) == ("−1,234.5", "−1.234,5")
    assert (english.day("2022-05-08"), dutch.day("2022-05-08")) == ("8 May 2022", "8 mei 2022")
    assert english.day("2022-05") == "May 2022"
    assert english.date("2022-05-21~/2022-05-31") == "about 21–31 May 2022"
    assert english.date("../2022") == "… – 2022"
    assert english.date("2022-05-21/2022-06-02") == "21 May – 2 Jun 2022"
    assert english.date("2022-05-30/2023-01-02") == "30 May 2022 – 2 Jan 2023"
    assert english.count("common.stories", 1) == "1 story"
    assert dutch.count("common.stories", 2000) == "2.000 berichten"


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "language"),
    [
        ("nl", "en", "en", "nl"),
        ("xx", "nl", "en", "nl"),
        (None, None, "de,nl;q=0.8,en;q=0.5", "nl"),
        (None, None, "nl-BE,en", "nl"),
        (None, None, "fr;q=x, en;q=y", "en"),
        (None, None, "", "en"),
    ],
)
def test_the_language_is_the_readers(
    asked: str | None, kept: str | None, accepted: str, language: str
) -> None:
    assert choose_language(asked, kept, accepted) == language
