"""Clauses of our own with two countries, and what the templates make of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.atlas.forms import inflect_adjective
from dragoman.atlas.schema import FOLDER, Endings, read_toml

HERE = Path(__file__).parent
LANGUAGES = ("en", "nl")


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """What is done to a clause, and how its record must move."""

    kind: str
    expects: str
    texts: tuple[str, ...]


class Templates(Struct, frozen=True, forbid_unknown_fields=True):
    """The templates of a language."""

    active: str
    passive: tuple[str, ...]
    change: tuple[Change, ...]


class Countries(Struct, frozen=True, forbid_unknown_fields=True):
    """Names and adjectives of the countries put in, and the forms by number."""

    pairs: tuple[tuple[str, str], ...]
    en: dict[str, tuple[str, str]]
    nl: dict[str, tuple[str, str]]
    forms: dict[str, dict[str, tuple[str, str]]]


class Variant(Struct, frozen=True):
    """A text and the one it was made from; `expects` says how the records of the two compare."""

    kind: str
    expects: str
    language: str
    original: str
    text: str
    exchanged: tuple[str, str] | None = None  # codes that must change places


def make_passives() -> Iterator[Variant]:
    """Every clause in the passive, against the same in the active."""
    for language, templates, filled in _clauses():
        for number, (active, fields) in enumerate(filled):
            passive = templates.passive[number % len(templates.passive)]
            yield Variant("passive", "same", language, active, _write(passive, fields))


def make_changes() -> Iterator[Variant]:
    """Every clause negated, conditional, denied, reported."""
    for language, templates, filled in _clauses():
        for number, (active, fields) in enumerate(filled):
            for change in templates.change:
                text = change.texts[number % len(change.texts)]
                yield Variant(change.kind, change.expects, language, active, _write(text, fields))


def _clauses() -> Iterator[tuple[str, Templates, list[tuple[str, dict[str, str]]]]]:
    templates = msgspec.toml.decode((HERE / "templates.toml").read_bytes(), type=dict[str, Templates])
    countries = msgspec.toml.decode((HERE / "pairs.toml").read_bytes(), type=Countries)
    endings: dict[str, Endings] = read_toml(FOLDER / "endings.toml", dict[str, Endings])
    for language in LANGUAGES:
        terms: dict[str, tuple[str, str]] = getattr(countries, language)
        with (HERE / f"clauses.{language}.tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        filled = []
        for number, row in enumerate(rows):
            a, b = countries.pairs[number % len(countries.pairs)]
            fields = _fill(row, terms[a], terms[b], endings[language], countries.forms[language])
            filled.append((_write(templates[language].active, fields), fields))
        yield language, templates[language], filled


def _fill(
    row: dict[str, str],
    a: tuple[str, str],
    b: tuple[str, str],
    endings: Endings,
    forms: dict[str, tuple[str, str]],
) -> dict[str, str]:
    """The fields of the templates; "were" agrees with the subject, "were_o" with the object."""
    fields = dict(row) | {"A": a[0], "B": b[0]}
    for name in ("subject", "object"):
        phrase, mark = row[name].removeprefix("+"), "" if name == "subject" else "_o"
        for key, (country, adjective) in (("a", a), ("b", b)):
            inflected = inflect_adjective(adjective, endings)[-1]
            phrase = phrase.replace(f"{{{key}}}e", inflected).replace(f"{{{key}}}", adjective)
            phrase = phrase.replace(f"{{{key.upper()}}}", country)
        if phrase.startswith("a ") and phrase[2] in "AEIO":
            phrase = f"an {phrase[2:]}"
        fields[name] = phrase
        fields |= {form + mark: both[row[name].startswith("+")] for form, both in forms.items()}
    return fields


def _write(template: str, fields: dict[str, str]) -> str:
    text = template.format_map(fields)
    return text[0].upper() + text[1:]
