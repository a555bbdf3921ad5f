"""Paragraphs, titles and hard-wrapped lines."""

from __future__ import annotations

from dragoman.syntax.paragraphs import split_paragraphs


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert split("\n een \n \n\ntwee\r\n\r\ndrie\n") == ["een", "twee", "drie"]


def test_a_subheading_on_its_own_line_stands_alone() -> None:
    long = "De ministers spraken urenlang over de grens en over de handel tussen hun landen. " * 3
    assert split(f"Overleg in Genève\n{long.strip()}\nTussenkop\n{long.strip()}") == [
        "Overleg in Genève",
        long.strip(),
        "Tussenkop",
        long.strip(),
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "De ministers van Buitenlandse Zaken spraken urenlang over de grens\n"
        "en over de handel tussen hun landen, zo meldde de woordvoerder van\n"
        "het ministerie."
    )
    assert split(text) == [text]


def test_a_short_title_before_wrapped_lines_stands_alone() -> None:
    body = (
        "De ministers van Buitenlandse Zaken spraken urenlang over de grens\n"
        "en over de handel tussen hun landen, zo meldde de woordvoerder."
    )
    assert split(f"Overleg zonder einde\n{body}") == ["Overleg zonder einde", body]
