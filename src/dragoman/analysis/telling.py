"""Records told in words: sentences made from events, statements and relations alone, by a language's
templates.

A language is a file of telling/, whose tables `Telling` names. Nothing in a sentence comes from anywhere but
the record: its type and mode choose the template, its actors fill it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.analysis.naming import title_code, title_entity
from dragoman.atlas.sectors import load_sectors
from dragoman.codebook.codebook import load_codebook
from dragoman.errors import DataError
from dragoman.records import Actor, Event, Relation, Statement
from dragoman.tables import read_table

FOLDER = Path(__file__).parent / "telling"
MOST = 4
"""Names in a list, before the rest is "others"."""
LONGEST = 240
"""Characters of a quotation."""


class EventWords(Struct, frozen=True, forbid_unknown_fields=True):
    """An event with a recipient, with actors alone, and between actors on equal terms."""

    told: str
    alone: str
    between: str


class SectorWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Who acts in a sector of a country, and whether that is several."""

    one: str
    several: bool = False


class Calendar(Struct, frozen=True, forbid_unknown_fields=True):
    """The months, the sign of negative numbers, and the decimal point."""

    months: tuple[str, ...]
    minus: str
    point: str


class Several(Struct, frozen=True, forbid_unknown_fields=True):
    """Codes whose names take the verb of several."""

    codes: tuple[str, ...] = ()


class Telling(Struct, frozen=True, forbid_unknown_fields=True):
    """How records are told in a language.

    `names` are codes within a sentence where that is not the atlas's bare name ("the United States"),
    `events` words by type or type and mode, `acts` and `changes` what statements and relations do, `texts`
    the rest.
    """

    texts: dict[str, str]
    calendar: Calendar
    languages: dict[str, str]
    names: dict[str, str]
    sectors: dict[str, SectorWords]
    events: dict[str, EventWords]
    acts: dict[str, str]
    changes: dict[str, str]
    contexts: dict[str, str]
    issues: dict[str, str] = {}
    several: Several = Several()


class Named(Struct, frozen=True):
    """How an actor is called within a sentence, and whether it takes the verb of several."""

    words: str
    several: bool


class Teller:
    """Tells records in one language."""

    def __init__(self, language: str) -> None:
        """Raises DataError for a language that has no templates, or whose file is not as it should be."""
        self.language = language
        self.words = load_telling(language)

    # ── sentences ───────────────────────────────────────────────────────────

    def tell_event(self, event: Event, place: str | None = None) -> str:
        """The event, at its place, as a sentence without its stop; with its source if that alone says it."""
        several, actors = self._list_actors(event.actor)
        words = self._find_words(event)
        recipients = self._list_actors(event.recipient)[1]
        people = self._join(self._name_people(one) for one in event.recipient)
        if event.recipient:
            template = words.told
        else:
            template = words.between if len(set(map(_code, event.actor))) > 1 else words.alone
        parts = {"actor": actors, "recipient": recipients, "people": people}
        sentence = _raise(_number(template, several).format(**parts))
        if place is not None:
            sentence = self("on_place", sentence=sentence, place=place)
        if event.said_by is not None:
            return self("claimed", sentence=sentence, source=self.name_actor(event.said_by).words)
        return self("claimed_somebody", sentence=sentence) if event.claimed_in is not None else sentence

    def tell_statement(self, statement: Statement) -> str:
        """Who said something about whom and what; the words themselves are its source."""
        several, speakers = self._list_actors(statement.speakers)
        act = _number(self.words.acts.get(statement.act, statement.act), several)
        said = {"speaker": _raise(speakers), "act": act}
        targets = [
            *(self.name_actor(one).words for one in statement.about),
            *self.name_issues(statement.issues),
        ]
        targets = [target for target in dict.fromkeys(targets) if target not in speakers]
        return (
            self("said_about", targets=self._join(targets), **said) if targets else self("said_plain", **said)
        )

    def tell_relation(self, relation: Relation) -> str:
        """How a story says that a relation stands."""
        issues = [self.words.issues.get(issue, issue) for issue in relation.issues]
        names = [self.name_code(code) for code in relation.actors]
        over = self("over", issues=self._join(issues)) if issues else ""
        change = self.words.changes.get(relation.change, relation.change)
        if len(names) > 1:
            sentence = self("relation_pair", one=names[0], other=names[1], change=change, over=over)
        else:
            several = relation.actors[0] in self.words.several.codes
            sentence = self("relation_one", one=names[0], change=_number(change, several), over=over)
        if relation.said_by is None:
            return _raise(sentence)
        source = self.name_actor(relation.said_by).words
        return _raise(self("relation_claimed", sentence=sentence.rstrip("."), source=source)) + "."

    # ── names ───────────────────────────────────────────────────────────────

    def name_code(self, code: str) -> str:
        """A country or group as it stands in a sentence: "the United States"."""
        return self.words.names.get(code) or title_code(code, self.language)

    def title_code(self, code: str) -> str:
        """A country or group as it stands in a title: "United States"."""
        return title_code(code, self.language)

    def name_actor(self, actor: Actor) -> Named:
        """An actor as it stands in a sentence: by name, by what it does for its country, or by its
        country.
        """
        code = _code(actor)
        if code is None:
            return Named(actor.name or self("quoted", words=shorten(actor.text, 60)), False)
        if actor.name is not None and actor.id != code:
            name = title_entity(actor.id, self.language) or actor.name
            return Named(self("person", name=name, country=self.title_code(code)), False)
        if actor.country is not None and actor.sector in self.words.sectors:
            sector = self.words.sectors[actor.sector]
            return Named(sector.one.format(country=self.name_code(code)), sector.several)
        return Named(self.name_code(code), code in self.words.several.codes)

    def join_codes(self, names: Iterable[str]) -> str:
        """Codes, or names that are none, as a list within a sentence."""
        return self._join(map(self.name_code, names))

    def name_issues(self, issues: Iterable[object]) -> list[str]:
        """Issues by their names in the language, each once."""
        names = (getattr(one, "issue", one) for one in issues)
        return list(dict.fromkeys(self.words.issues.get(str(name), str(name)) for name in names))

    def name_contexts(self, contexts: Iterable[str]) -> list[str]:
        """Contexts by their names in the language."""
        return [self.words.contexts.get(name, name) for name in contexts]

    # ── dates, numbers, texts ───────────────────────────────────────────────

    def tell_day(self, day: str | None) -> str:
        """An ISO day, month or year: "24 September 2019"."""
        if not day:
            return ""
        year, *rest = day[:10].split("-")
        if not rest:
            return year
        month = self.words.calendar.months[int(rest[0]) - 1]
        if len(rest) == 1:
            return self("month", month=month, year=year)
        return self("day", day=int(rest[1]), month=month, year=year)

    def tell_days(self, first: str, last: str | None) -> str:
        """The days from first to last, as short as they can be told."""
        if last is None or first == last:
            return self.tell_day(first)
        return self("days", first=self.tell_day(first), last=self.tell_day(last))

    def tell_number(self, number: float | None) -> str:
        """A score with its sign: "−2.1"."""
        if number is None:
            return "–"
        told = f"{number:+.1f}".replace("-", self.words.calendar.minus)
        return told.replace(".", self.words.calendar.point)

    def count(self, key: str, number: int) -> str:
        """A number of things: "1 story", "12 stories" for the keys `story` and `stories`."""
        plural = key[:-1] + "ies" if key.endswith("y") else key + "s"
        return self(key) if number == 1 else self(plural, n=number)

    def __call__(self, key: str, **parts: object) -> str:
        """The text under a key, filled in."""
        return self.words.texts[key].format(**parts)

    # ── parts ───────────────────────────────────────────────────────────────

    def _find_words(self, event: Event) -> EventWords:
        for mode in event.mode:
            if words := self.words.events.get(f"{event.type}/{mode}"):
                return words
        if words := self.words.events.get(event.type):
            return words
        # A type of the user's own has no words of its own here: its name stands for it.
        plain = f"{{actor}} {event.type}"
        return EventWords(f"{plain} {{recipient}}", plain, plain)

    def _list_actors(self, actors: Sequence[Actor]) -> tuple[bool, str]:
        named = list({one.words: one for one in map(self.name_actor, actors)}.values())
        several = len(named) > 1 or any(one.several for one in named)
        return several, self._join(one.words for one in named) or self("somebody")

    def _name_people(self, actor: Actor) -> str:
        """An actor as people to whom something is done: a state and its government are people from there."""
        code = _code(actor)
        bare = actor.sector is None or actor.sector in load_sectors().state
        if code is None or not bare or (actor.name is not None and actor.id != code):
            return self.name_actor(actor).words
        return self("people", country=self.name_code(code))

    def _join(self, names: Iterable[str]) -> str:
        once = list(dict.fromkeys(names))
        if len(once) > MOST:
            once = [*once[: MOST - 1], self("others")]
        if len(once) < 2:
            return "".join(once)
        return f"{', '.join(once[:-1])} {self('and')} {once[-1]}"


def shorten(text: str, longest: int = LONGEST) -> str:
    """The text on one line, cut at a word when it is longer."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return flat[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def list_tellings() -> tuple[str, ...]:
    """The languages that records can be told in."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def load_telling(language: str) -> Telling:
    """The templates of a language; raises DataError when there are none or something is missing in them."""
    path = FOLDER / f"{language}.toml"
    if language not in list_tellings():
        allowed = ", ".join(list_tellings())
        raise DataError(f"nothing is told in “{language}” yet", remedy=f"choose one of {allowed}")
    try:
        words = read_table(path, Telling)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see Telling in analysis/telling.py") from None
    types = load_codebook().types
    wanted = {name for name in types} | {
        f"{name}/{mode}" for name, kind in types.items() for mode in kind.modes
    }
    if missing := sorted(wanted - words.events.keys()):
        raise DataError(
            f"no words for {', '.join(missing)}", where=str(path), remedy="add them under [events]"
        )
    return words


def _number(template: str, several: bool) -> str:
    """The template with each `one|several` settled."""
    return re.sub(r"(\w+)\|(\w+)", lambda found: found[2 if several else 1], template)


def _raise(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _code(actor: Actor) -> str | None:
    return actor.country or actor.group
