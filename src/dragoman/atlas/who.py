"""Who may be meant by a name or description: every candidate of the atlas, and why it holds or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from dragoman.atlas.atlas import Atlas, Entry, Holder
from dragoman.atlas.names import is_valid
from dragoman.atlas.parties import LAST_SEEN
from dragoman.atlas.sectors import party_sector
from dragoman.errors import SourceError

DAY = re.compile(r"\d{4}(-\d\d){0,2}")
PLAIN_FORMS = ("name", "abbreviation")
PARTY = "party"
GOVERNING = "in government"


class Term(Struct, frozen=True):
    """One office of a person, or a party's time in government, and whether it holds on the day asked for
    (None: no day was given)."""

    office: str
    since: str | None
    until: str | None
    holds: bool | None


class Candidate(Struct, frozen=True):
    """Somebody or something that the words may mean.

    `code` is what a record would carry, `form` what the words are to it ("name", "adjective", "office" …),
    `holds` whether it may be meant on the day, and `why` says so in words.
    """

    name: str
    kind: str
    code: str | None
    sector: str | None
    form: str
    holds: bool
    why: str
    id: str | None = None
    terms: tuple[Term, ...] = ()


class Answer(Struct, frozen=True):
    """The candidates, those that hold first, and the code they come down to; None when they do not."""

    words: str
    on: str | None
    language: str
    candidates: tuple[Candidate, ...]
    code: str | None
    verdict: str


def find_who(words: str, atlas: Atlas, language: str = "en", on: str | None = None) -> Answer:
    """Who the words may mean on a day, by the atlas alone; raises SourceError when the day is none.

    Names, persons, and an office with its country ("Dutch foreign minister") are understood. What a story
    would add (its other names, its home country) is not.
    """
    if on is not None and not DAY.fullmatch(on):
        raise SourceError(f"{on!r} is not a day", where="--on", remedy="write YYYY, YYYY-MM or YYYY-MM-DD")
    cut = words.replace("’", "'").split()
    found = [*_by_name(cut, atlas, language, on), *_by_person(words, atlas, on)]
    found += _by_office(cut, atlas, language, on)
    found.sort(key=lambda one: not one.holds)
    holding = [one for one in found if one.holds]
    codes = list(dict.fromkeys(one.code for one in holding if one.code))
    code = codes[0] if len(codes) == 1 else None
    return Answer(words, on, language, tuple(found), code, _verdict(found, codes))


def _verdict(found: Sequence[Candidate], codes: Sequence[str]) -> str:
    if not found:
        return "nobody of this name is in the atlas"
    if not codes:
        return "no candidate with a country or group holds on that day: not linked"
    if len(codes) > 1:
        return f"{len(codes)} candidates are left ({', '.join(codes)}): linked only where the story decides"
    return f"linked to {codes[0]}"


def _by_name(cut: Sequence[str], atlas: Atlas, language: str, on: str | None) -> list[Candidate]:
    """Countries, groups, bodies and places of exactly this name, an article before it left aside."""
    for start in (0, 1):
        length, hits = atlas.find(cut, start, language)
        if length and length == len(cut) - start:
            break
    else:
        return []
    return [
        Candidate(
            hit.entry.name,
            hit.entry.kind,
            hit.entry.country or hit.entry.group,
            hit.entry.sector,
            hit.form,
            _holds(hit.entry.since, hit.entry.until, on),
            _why_named(hit.entry, hit.form, on),
            hit.entry.id,
            _list_governing(hit.entry, atlas, on),
        )
        for hit in hits
    ]


def _why_named(entry: Entry, form: str, on: str | None) -> str:
    party = entry.sector == party_sector()
    called = "name" if party and form == PARTY else form
    kind = "party" if party else entry.kind
    article = "an" if kind[0] in "aeiou" else "a"
    what = f"{'the ' if called not in PLAIN_FORMS else ''}{called} of {entry.name}, {article} {kind}"
    if form == PARTY:
        what += ", linked where the story names its country"
    return what + _span(entry.since, entry.until, on)


def _list_governing(entry: Entry, atlas: Atlas, on: str | None) -> tuple[Term, ...]:
    """The spans in which a party sat in a government; an open one holds until its source ends."""
    return tuple(
        Term(GOVERNING, since, until, None if on is None else is_valid(since, until or LAST_SEEN, on))
        for since, until in atlas.governing(entry.id)
    )


def _by_person(words: str, atlas: Atlas, on: str | None) -> list[Candidate]:
    """Office holders of this name or surname, each with all their offices."""
    grouped: dict[str, list[Holder]] = {}
    for holder in atlas.persons(words):
        grouped.setdefault(holder.person, []).append(holder)
    return [_person(name, holders, on) for name, holders in grouped.items()]


def _person(name: str, holders: Sequence[Holder], on: str | None) -> Candidate:
    terms = tuple(
        Term(h.office, h.since, h.until, None if on is None else is_valid(h.since, h.until, on))
        for h in holders
    )
    held = [h for h, term in zip(holders, terms, strict=True) if term.holds]
    begun = on is None or any(h.since is None or h.since[: len(on)] <= on for h in holders)
    if on is None:
        why = f"held {len(terms)} {'office' if len(terms) == 1 else 'offices'}"
    elif held:
        why = f"{held[0].office} on {on}"
    elif begun:
        last = max(h.until or "" for h in holders)
        why = f"a former holder on {on}: the last office ended {last}"
    else:
        why = f"holds no office before {min(h.since or '' for h in holders)}"
    first = held[0] if held else max(holders, key=lambda h: h.until or "")
    code = first.country or first.group
    return Candidate(name, "person", code, first.sector, "person", begun, why, first.id, terms)


def _by_office(cut: Sequence[str], atlas: Atlas, language: str, on: str | None) -> list[Candidate]:
    """An office with its country before or after it ("Dutch prime minister", "premier van België")."""
    for at in range(len(cut)):
        length, role = atlas.find_role(cut, at, language)
        if role is None or role.office_id is None:
            continue
        for place in (*range(at), *range(at + length, len(cut))):
            size, hits = atlas.find(cut, place, language, on)
            country = hits[0].entry.country or hits[0].entry.group if hits else None
            if not size or country is None:
                continue
            if on is None:
                why = f"{role.office_id} of {country}: give a day with --on for its holder"
                return [Candidate(" ".join(cut), "office", country, role.sector, "office", True, why)]
            holder = atlas.office(role.office_id, country, on)
            if holder is None:
                why = f"{role.office_id} of {country}: the atlas knows no holder on {on}"
                return [Candidate(" ".join(cut), "office", country, role.sector, "office", True, why)]
            term = Term(holder.office, holder.since, holder.until, True)
            why = f"{holder.office} of {country} on {on}"
            return [
                Candidate(
                    holder.person, "person", country, holder.sector, "office", True, why, holder.id, (term,)
                )
            ]
    return []


def _holds(since: str | None, until: str | None, on: str | None) -> bool:
    return on is None or is_valid(since, until, on)


def _span(since: str | None, until: str | None, on: str | None) -> str:
    if since is None and until is None:
        return ""
    told = f", {since or ''}..{until or ''}"
    return told if _holds(since, until, on) else f"{told}: not on {on}"
