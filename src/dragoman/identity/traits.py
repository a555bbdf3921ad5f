"""What an event is compared by: traits that mean the same in every language, and its words within one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from msgspec import Struct

from dragoman.errors import DataError
from dragoman.languages.times import load_times
from dragoman.records import Actor, Event, StoryRecord, Where
from dragoman.stages.times.edtf import read_edtf
from dragoman.stages.times.words import count_words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PERSON = re.compile(r"Q\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
NAME = 4  # letters: a shorter capitalised word is too often an abbreviation or a title
STEM = 5  # letters of a word that are compared: an ending tells nothing
MEANING = 4  # letters: shorter words are those of grammar
PLACED = ("city", "place")  # how an actor may be known that is named by a town: the town is no person's name


class Party(Struct, frozen=True):
    """One who takes part: code, sector, and where a person is named, his id in the atlas or his last name."""

    code: str
    sector: str | None = None
    person: str | None = None
    name: str | None = None


class Spot(Struct, frozen=True):
    """Where: the gazetteer's id, the country, and degrees north and east of a town."""

    id: str | None
    country: str | None
    lat: float | None = None
    lon: float | None = None


class Traits(Struct, frozen=True, kw_only=True):
    """An event as it is held against others.

    `frame` is its meaning, shared by all languages; `first` and `last` bound its date, `dated` when the text
    gives it. `contents` are the events that it asks, refuses, promises or threatens, `parent` what it is the
    content of, each as "TYPE actors>recipients". `names` and `numbers` stand in its words beside who takes
    part, `words` are beginnings of the words of meaning, and `company` is whom, what and where its whole
    story names. `disputes` are the ids of events of its story that say otherwise.
    """

    story: str
    id: str
    language: str
    type: str
    modes: frozenset[str]
    frame: str
    factuality: str
    claimed: bool
    source: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mutual: bool
    first: date | None
    last: date | None
    dated: bool
    published: date | None
    spots: tuple[Spot, ...]
    contexts: frozenset[str]
    contents: frozenset[str]
    parent: str | None
    names: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]
    company: frozenset[str]
    disputes: frozenset[str]
    evidence: str
    confidence: float

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all who take part."""
        return frozenset(party.code for party in (*self.actors, *self.recipients))


def list_traits(record: StoryRecord, story: str | None = None) -> list[Traits]:
    """The traits of a story's events, in their order; `story` is its id where the store gave it another."""
    company = frozenset(_list_company(record))
    published = _read_first(record.published)
    signatures = {event.id: _sign(event) for event in record.events}
    contents: dict[str, set[str]] = {}
    for event in record.events:
        if event.of:
            contents.setdefault(event.of, set()).add(signatures[event.id])
    traits = []
    for event in record.events:
        first, last = _bound(event)
        parties = (*event.actor, *event.recipient)
        traits.append(
            Traits(
                story=story or record.id,
                id=event.id,
                language=record.language,
                type=event.type,
                modes=frozenset(event.mode),
                frame=event.why.partition(" ")[0].partition("/")[2],
                factuality=event.factuality,
                claimed=event.said_by is not None or event.claimed_in is not None,
                source=_code_of(event.said_by) if event.said_by else None,
                actors=tuple(_list_parties(event.actor)),
                recipients=tuple(_list_parties(event.recipient)),
                mutual=not event.recipient and len(event.actor) > 1,
                first=first,
                last=last,
                dated=event.date is not None and event.date.basis == "text",
                published=published,
                spots=tuple(_list_spots(event.places or ((event.place,) if event.place else ()))),
                contexts=frozenset(event.context),
                contents=frozenset(contents.get(event.id, ())),
                parent=signatures.get(event.of) if event.of else None,
                names=frozenset(_list_names(event, parties)),
                numbers=frozenset(_list_numbers(event.evidence.text, record.language)),
                words=frozenset(_list_words(event, parties)),
                company=company,
                disputes=frozenset(event.disputed),
                evidence=" ".join(event.evidence.text.split()),
                confidence=event.confidence,
            )
        )
    return traits


def fold(name: str) -> str:
    """A name without accents, in small letters: what two languages write alike becomes alike."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def _bound(event: Event) -> tuple[date | None, date | None]:
    if event.date is None:
        return None, None
    try:
        interval = read_edtf(event.date.edtf)
    except ValueError:
        return None, None
    # What goes on since a day began on that day.
    return interval.first or interval.last, interval.last or interval.first


def _read_first(published: str | None) -> date | None:
    try:
        return read_edtf(published).first if published else None
    except ValueError:
        return None


def _code_of(actor: Actor) -> str | None:
    return actor.country or actor.group


def _sign(event: Event) -> str:
    sides = (
        "+".join(sorted({code for one in side if (code := _code_of(one))}))
        for side in (event.actor, event.recipient)
    )
    return f"{event.type} {'>'.join(sides)}"


def _list_parties(actors: Iterable[Actor]) -> Iterator[Party]:
    for actor in actors:
        code = _code_of(actor)
        if code is None:
            continue
        known = actor.id if actor.id and _PERSON.fullmatch(actor.id) else None
        named = (
            actor.name if actor.name and known is None and actor.via not in PLACED and not actor.id else None
        )
        yield Party(code, actor.sector, known, fold(named.split()[-1]) if named else None)


def _list_spots(places: Iterable[Where]) -> Iterator[Spot]:
    for place in places:
        yield Spot(place.id, place.country, place.lat, place.lon)


def _list_names(event: Event, parties: tuple[Actor, ...]) -> Iterator[str]:
    """Capitalised words of the evidence, but for its first, and for who takes part, where and when."""
    spans = _list_spans(event, parties)
    for found in _WORD.finditer(event.evidence.text):
        word, at = found[0], event.evidence.start + found.start()
        capital = found.start() > 0 and word[0].isupper() and len(word) >= NAME
        if capital and not any(start <= at < end for start, end in spans):
            yield fold(word)


def _list_numbers(text: str, language: str) -> Iterator[str]:
    """Numbers, in figures or words, but for years and for one, which most languages use as an article."""
    for found in _NUMBER.findall(text):
        if not _YEAR.fullmatch(found):
            yield found.replace(",", ".")
    values = load_numbers(language)
    for word in _WORD.findall(text.lower()):
        if values.get(word, 1) > 1:
            yield str(values[word])


@cache
def load_numbers(language: str) -> dict[str, int]:
    """The number words of a language up to ninety-nine; none of one that is not coded."""
    try:
        return count_words(load_times(language))
    except DataError:
        return {}


def _list_words(event: Event, parties: tuple[Actor, ...]) -> Iterator[str]:
    spans = _list_spans(event, parties)
    for found in _WORD.finditer(event.evidence.text):
        at = event.evidence.start + found.start()
        if len(found[0]) >= MEANING and not any(start <= at < end for start, end in spans):
            yield fold(found[0])[:STEM]


def _list_spans(event: Event, parties: tuple[Actor, ...]) -> list[tuple[int, int]]:
    """Where the event names who takes part, where and when."""
    spans = [(one.start, one.end) for one in parties]
    spans += [(place.start, place.end) for place in event.places]
    if event.date and event.date.start is not None and event.date.end is not None:
        spans.append((event.date.start, event.date.end))
    return spans


def _list_company(record: StoryRecord) -> Iterator[str]:
    for event in record.events:
        yield from _name_actors(
            (*event.actor, *event.recipient, *((event.said_by,) if event.said_by else ()))
        )
        for place in event.places:
            if place.id:
                yield place.id
        yield from (f"#{number}" for number in _list_numbers(event.evidence.text, record.language))
    for statement in record.statements:
        yield from _name_actors((*statement.speakers, *statement.about, *statement.addressee))
        yield from (f"about {topic.issue}" for topic in statement.issues)
        yield from (f"#{number}" for number in _list_numbers(statement.content.text, record.language))


def _name_actors(actors: Iterable[Actor]) -> Iterator[str]:
    for actor in actors:
        if (code := _code_of(actor)) is not None:
            yield code
        if actor.id and actor.id != code:
            yield actor.id
        elif actor.name and not actor.id:
            yield fold(actor.name.split()[-1])
