"""RDF in Turtle: events in the Simple Event Model (SEM), what they rest on in PROV.

An event has its type, its actors in their roles, its place and the days between which it lies. What only a
source claims is `sem:accordingTo` that source. Evidence is a piece of the story, named by its characters
(RFC 5147), from which the event was derived by a version of the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import quote

from dragoman.export.told import Told, tell_stories
from dragoman.records import Actor, Event, Span, Versions, Where
from dragoman.store.days import bound_days
from dragoman.store.desk import Desk
from dragoman.store.flat import code_of

_HEAD = """\
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix d: <urn:dragoman:term:> .

"""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})

Facts = list[tuple[str, str]]


def write_turtle(desk: Desk, asked: Mapping[str, Any], file: BinaryIO) -> int:
    """Write the events that fit, of any factuality, which each states; returns their number."""
    file.write(_HEAD.encode())
    seen: set[str] = set()
    count = 0
    for told in tell_stories(desk, asked):
        pieces = [*_describe_story(told)]
        for event in told.events:
            pieces += _describe_event(told, event)
            count += 1
        for subject, facts in pieces:
            # Actors, places and programs come again and again; each is described once.
            if subject not in seen:
                file.write(_join(subject, facts).encode("utf-8", "replace"))
                if not subject.startswith("<urn:dragoman:event"):
                    seen.add(subject)
    return count


def _describe_story(told: Told) -> Iterator[tuple[str, Facts]]:
    story = told.story
    facts = [("a", "prov:Entity"), ("dct:identifier", _text(story.id))]
    for name, value in (
        ("dct:language", story.language),
        ("dct:title", story.title),
        ("dct:issued", story.published),
        ("dct:publisher", story.publisher),
        ("dct:source", story.url),
    ):
        if value:
            facts.append((name, _text(value)))
    yield _name("story", story.id), facts
    made = told.record.versions
    told_of = f"dragoman {made.dragoman}, codebook {made.codebook}, atlas {made.atlas}, model {made.model}"
    yield _name_coder(made), [("a", "prov:SoftwareAgent"), ("rdfs:label", _text(told_of))]


def _describe_event(told: Told, event: Event) -> Iterator[tuple[str, Facts]]:
    evidence = _name_span(told.story.id, event.evidence)
    kind = _name("type", event.type)
    facts: Facts = [
        ("a", "sem:Event"),
        ("sem:eventType", kind),
        *(("d:mode", _text(mode)) for mode in event.mode),
        *(("d:context", _text(context)) for context in event.context),
        ("d:quad", _text(event.quad)),
        ("d:score", _number(event.score)),
        ("d:factuality", _text(event.factuality)),
        ("d:confidence", _number(event.confidence)),
        ("prov:wasDerivedFrom", evidence),
        ("prov:wasAttributedTo", _name_coder(told.record.versions)),
    ]
    yield kind, [("a", "sem:EventType"), ("rdfs:label", _text(event.type))]
    for role, actors in (("actor", event.actor), ("recipient", event.recipient)):
        for actor in actors:
            yield _describe_actor(actor)
            part = f"[ a sem:Role ; rdf:value {_name_actor(actor)} ; sem:roleType d:{role} ]"
            facts.append(("sem:hasActor", part))
    if event.said_by is not None:
        yield _describe_actor(event.said_by)
        facts.append(("sem:accordingTo", _name_actor(event.said_by)))
    elif event.claimed_in is not None:
        facts.append(("sem:accordingTo", "[ a sem:Authority ]"))
    if event.place is not None:
        yield _describe_place(event.place)
        facts.append(("sem:hasPlace", _name_place(event.place)))
    if event.date is not None:
        facts.append(("d:edtf", _text(event.date.edtf)))
        first, last = bound_days(event.date.edtf)
        for name, day in (("Earliest", first), ("Latest", last)):
            if day is not None:
                facts.append((f"sem:has{name}{'Begin' if name == 'Earliest' else 'End'}TimeStamp", _day(day)))
    yield _name("event", told.story.id, event.id), facts
    yield (
        evidence,
        [
            ("a", "prov:Entity"),
            ("prov:specializationOf", _name("story", told.story.id)),
            ("prov:value", _text(event.evidence.text)),
        ],
    )


def _describe_actor(actor: Actor) -> tuple[str, Facts]:
    facts = [("a", "sem:Actor"), ("rdfs:label", _text(actor.name or actor.text))]
    code = code_of(actor)
    if code is not None:
        facts.append(("d:code", _text(code)))
    if actor.sector is not None:
        facts.append(("d:sector", _text(actor.sector)))
    return _name_actor(actor), facts


def _describe_place(place: Where) -> tuple[str, Facts]:
    facts = [("a", "sem:Place"), ("rdfs:label", _text(place.name))]
    if place.country is not None:
        facts.append(("d:country", _text(place.country)))
    if place.lat is not None and place.lon is not None:
        facts += [("geo:lat", _number(place.lat)), ("geo:long", _number(place.lon))]
    return _name_place(place), facts


def _name_coder(made: Versions) -> str:
    parts = (made.dragoman, made.codebook, made.atlas, made.model, made.overlay)
    return _name("coder", *(part for part in parts if part))


def _name_actor(actor: Actor) -> str:
    code, sector = code_of(actor) or "?", actor.sector or ""
    return _name("actor", code, sector, actor.id or actor.name or actor.text)


def _name_place(place: Where) -> str:
    return _name("place", place.id or f"{place.country or '?'} {place.name}")


def _name_span(story: str, span: Span) -> str:
    return f"{_name('story', story)[:-1]}#char={span.start},{span.end}>"


def _name(*parts: str) -> str:
    kind, *rest = parts
    return f"<urn:dragoman:{kind}:{'/'.join(quote(part, safe='') for part in rest)}>"


def _text(value: str) -> str:
    return f'"{value.translate(_ESCAPES)}"'


def _number(value: float) -> str:
    return f'"{value!r}"^^xsd:double'


def _day(value: str) -> str:
    return f'"{value}"^^xsd:date'


def _join(subject: str, facts: Facts) -> str:
    return f"{subject}\n    " + " ;\n    ".join(f"{name} {value}" for name, value in facts) + " .\n\n"
