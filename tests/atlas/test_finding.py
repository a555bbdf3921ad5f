"""Names in running words: what the atlas finds from a place in a sentence."""

from __future__ import annotations

import pytest

from dragoman.atlas.atlas import Atlas


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


@pytest.mark.parametrize(
    ("word", "language", "country"),
    [
        ("Indiase", "nl", "IND"),
        ("Chinese", "nl", "CHN"),
        ("Iraanse", "nl", "IRN"),
        ("Russische", "nl", "RUS"),
        ("Belgische", "nl", "BEL"),
        ("Deense", "nl", "DNK"),
        ("Noorse", "nl", "NOR"),
        ("Zuid-Koreaanse", "nl", "KOR"),
        ("Amerikaans", "nl", "USA"),
        ("Indian", "en", "IND"),
        ("Chinese", "en", "CHN"),
        ("Danish", "en", "DNK"),
        ("Dutch", "en", "NLD"),
        ("Soviet", "en", "SUN"),
    ],
)
def test_an_adjective_gives_its_country(atlas: Atlas, word: str, language: str, country: str) -> None:
    length, hits = atlas.find([word], 0, language)
    assert length == 1
    assert country in {hit.entry.country for hit in hits if hit.form == "adjective"}


@pytest.mark.parametrize(
    ("words", "language", "country", "form"),
    [
        ("het Witte Huis", "nl", "USA", "metonym"),
        ("the White House", "en", "USA", "metonym"),
        ("het Kremlin", "nl", "RUS", "metonym"),
        ("the Kremlin", "en", "RUS", "metonym"),
        ("in Downing Street", "en", "GBR", "metonym"),
        ("in Teheran", "nl", "IRN", "capital"),
    ],
)
def test_a_seat_or_capital_stands_for_its_country(
    atlas: Atlas, words: str, language: str, country: str, form: str
) -> None:
    cut = words.split()
    length, hits = atlas.find(cut, 1, language)
    assert length == len(cut) - 1
    assert (country, form) in {(hit.entry.country, hit.form) for hit in hits}


def test_the_pentagon_is_military(atlas: Atlas) -> None:
    entry = atlas.find(["Pentagon"], 0, "en")[1][0].entry
    assert (entry.country, entry.sector) == ("USA", "MIL")


def test_the_longest_name_wins(atlas: Atlas) -> None:
    length, hits = atlas.find(["North", "Korea", "fired"], 0, "en")
    assert (length, hits[0].entry.country) == (2, "PRK")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_town_the_atlas_lacks_is_not_taken_for_another(atlas: Atlas, language: str) -> None:
    assert atlas.find(["Palu"], 0, language) == (0, ())


def test_a_reading_that_does_not_hold_that_day_is_left_out(atlas: Atlas) -> None:
    told = [{hit.entry.id for hit in atlas.find(["Congo"], 0, "nl", on)[1]} for on in ("1980", "2022")]
    assert told == [{"COG"}, {"COG", "COD"}]


def test_a_hyphenated_word_is_told_by_its_parts(atlas: Atlas) -> None:
    parts = atlas.compound("VN-functionaris", "nl")
    assert [(part, [hit.entry.group for hit in hits]) for part, hits in parts] == [
        ("VN", ["UN"]),
        ("functionaris", []),
    ]


def test_members_are_those_of_the_day(atlas: Atlas) -> None:
    assert "GBR" in atlas.members("EU", "2015-01-01")
    assert "GBR" not in atlas.members("EU", "2021-01-01")
    assert "SWE" in atlas.members("NATO") and "SWE" not in atlas.members("NATO", "2020")


def test_a_role_word_gives_sector_and_office(atlas: Atlas) -> None:
    role = atlas.role("president", "president", "en")
    assert role is not None and (role.sector, role.office_id) == ("GOV", "head-of-state")


@pytest.mark.parametrize(
    ("word", "sector"), [("regeringswoordvoerder", "GOV"), ("rebellenleider", "REB"), ("legerleider", "MIL")]
)
def test_a_dutch_compound_has_the_sector_of_its_parts(atlas: Atlas, word: str, sector: str) -> None:
    role = atlas.role(word, word, "nl")
    assert role is not None and role.sector == sector


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Hezbollahleider", "LBN"),
        ("Sovjettroepen", "SUN"),
        ("Pentagonwoordvoerder", "USA"),
        ("Sovjetinvasie", "SUN"),
        ("Houthirebellen", "YEM"),
    ],
)
def test_a_name_written_in_one_with_a_role_word(word: str, code: str) -> None:
    assert {hit.entry.country for hit in Atlas.load().solid(word, "nl")} == {code}


@pytest.mark.parametrize(
    "word",
    ["Kamerlid", "Fransleraar", "Senaatsvoorzitter", "Partijleider", "Hezbollah", "Oostelijke", "Duitslands"],
)
def test_other_words_are_no_such_compounds(word: str) -> None:
    assert not Atlas.load().solid(word, "nl")
