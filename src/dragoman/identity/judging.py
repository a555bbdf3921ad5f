"""Whether two events of different stories are one: what speaks against it outright, then what weighs.

Outright against it: types of which one deed is not told as either; other parties, or the parties the other
way round; two persons where one is meant; days that lie too far apart; something that happened and something
that was only asked, promised or threatened. An event that one story denies and another tells is one event,
disputed. The rest are signs with weights (codebook/identity.toml); likeness of headlines is none of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct

from dragoman.codebook.identity import IdentityBook
from dragoman.identity.traits import Party, Spot, Traits

LONG = 10  # days: a date that leaves open more says little
COARSE = 45  # days: such dates are only compared with the very same
FEW, MANY = 0.34, 0.67
COMPANY = 4  # others that two stories name; that many show one affair
DISPUTED = {frozenset({"actual", "negated"}), frozenset({"historical", "negated"})}
TOLD = {frozenset({"actual", "historical"})}
EARTH = 6371.0  # km


class Judgement(Struct, frozen=True):
    """Whether two events are one, how probable that is, and why."""

    same: bool
    probability: float
    reasons: tuple[str, ...]


def judge_pair(one: Traits, other: Traits, book: IdentityBook) -> Judgement:
    """The judgement on two events; it is the same whichever comes first."""
    against = next(_list_objections(one, other, book), None)
    if against is not None:
        return Judgement(False, 0.0, (against,))
    signs = tuple(list_signs(one, other, book))
    probability = book.tell_probability(signs)
    return Judgement(probability >= book.same, probability, signs)


# ── what speaks against it outright ──────────────────────────────────────────


def _list_objections(one: Traits, other: Traits, book: IdentityBook) -> Iterator[str]:
    if not book.may_be_one(one.type, one.modes, other.type, other.modes):
        yield "other type"
    if one.story == other.story and not (one.id in other.disputes or other.id in one.disputes):
        yield "told apart by their story"
    if not stand_alike(one.factuality, other.factuality):
        yield "other standing"
    if compare_sides(one, other) is None:
        yield "other parties"
    if _are_other_persons(one, other):
        yield "other persons"
    if measure_days(one, other, book) is None:
        yield "other day"


def stand_alike(one: str, other: str) -> bool:
    """Whether events of these two factualities may be one."""
    pair = frozenset({one, other})
    return one == other or pair in DISPUTED or pair in TOLD


def compare_sides(one: Traits, other: Traits) -> str | None:
    """How who takes part fits: "same sides", "one party", "more parties", "open side"; None when not."""
    if one.mutual or other.mutual:
        return _compare_codes(one.codes, other.codes) if one.codes and other.codes else None
    sides = []
    for ours, theirs in ((one.actors, other.actors), (one.recipients, other.recipients)):
        codes, others = {party.code for party in ours}, {party.code for party in theirs}
        if not codes and not others:
            continue
        found = (
            "open side" if not codes or not others else _compare_codes(frozenset(codes), frozenset(others))
        )
        if found is None:
            return None
        sides.append(found)
    if not sides or all(side == "open side" for side in sides):
        return None
    for worst in ("open side", "more parties"):
        if worst in sides:
            return worst
    return "same sides" if len(sides) > 1 else "one party"


def _compare_codes(codes: frozenset[str], others: frozenset[str]) -> str | None:
    if codes == others:
        return "same sides"
    return "more parties" if codes < others or others < codes else None


def _are_other_persons(one: Traits, other: Traits) -> bool:
    """Whether for one of the codes both name persons, and none is in both."""
    return _compare_persons(one, other) is False


def _compare_persons(one: Traits, other: Traits) -> bool | None:
    """True when a person takes part in both, False when others do, None when one of the two names none."""
    found = None
    for code in one.codes & other.codes:
        ours, theirs = _list_persons(one, code), _list_persons(other, code)
        if not ours or not theirs:
            continue
        if any(_may_be(a, b) for a in ours for b in theirs):
            found = True
        elif all(_must_differ(a, b) for a in ours for b in theirs):
            return False
    return found


def _list_persons(traits: Traits, code: str) -> list[Party]:
    parties = (*traits.actors, *traits.recipients)
    return [party for party in parties if party.code == code and (party.person or party.name)]


def _may_be(one: Party, other: Party) -> bool:
    if one.person and other.person:
        return one.person == other.person
    return bool(one.name and one.name == other.name)


def _must_differ(one: Party, other: Party) -> bool:
    if one.person and other.person:
        return one.person != other.person
    return bool(one.name and other.name and one.name != other.name)


def measure_days(one: Traits, other: Traits, book: IdentityBook) -> str | None:
    """How the days fit: "same day", "next day", "same issue", "days later", "long date", or None."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    bounds = [book.bound(traits.type) for traits in (one, other)]
    apart, lag = max(bound.apart for bound in bounds), max(bound.lag for bound in bounds)
    longest = max(
        (traits.last - traits.first).days for traits in (one, other) if traits.first and traits.last
    )
    if longest > COARSE:
        return "long date" if (one.first, one.last) == (other.first, other.last) else None
    gap = max((other.first - one.last).days, (one.first - other.last).days, 0)
    if one.dated and other.dated:
        if gap > apart:
            return None
        return "loose date" if longest > LONG else "next day" if gap else "same day"
    if not one.dated and not other.dated:
        if gap > lag + (book.denial if "negated" in (one.factuality, other.factuality) else 0):
            return None
        return "loose issue" if longest > LONG else "days later" if gap > 1 else "same issue"
    dated, told = (one, other) if one.dated else (other, one)
    assert dated.first and dated.last and told.first and told.last
    later = (told.first - dated.last).days
    if told.factuality == "negated":
        lag += book.denial
    if (dated.first - told.last).days > 0 or later > lag:
        return None
    return "loose date" if longest > LONG else "fitting day" if later <= 1 else "days later"


# ── what weighs ──────────────────────────────────────────────────────────────


def list_signs(one: Traits, other: Traits, book: IdentityBook) -> Iterator[str]:
    """The signs for and against, by the names that identity.toml weighs."""
    yield measure_days(one, other, book) or ""
    yield compare_sides(one, other) or ""
    if one.type != other.type:
        yield "kin type"
    elif one.modes and one.modes == other.modes:
        yield "same mode"
    elif one.modes and other.modes:
        yield "other mode"
    if one.frame == other.frame:
        yield "same meaning"
    else:
        # Of what is often done and has no modes (a promise, praise) the meaning is what it is about.
        often = one.type in book.often and not one.modes and not other.modes
        yield "other act" if often else "other word" if one.modes == other.modes else "other meaning"
    if {one.type, other.type} & book.often:
        yield "often done"
    if one.mutual != other.mutual:
        yield "other form"
    if one.factuality != other.factuality:
        yield "disputed"
    elif one.factuality != "actual":
        yield "not actual"
    if len(one.codes | other.codes) == 1:
        yield "one country"
    if _compare_persons(one, other):
        yield "same person"
    if _have_other_sectors(one, other):
        yield "other sector"
    yield from _compare_places(one, other, book)
    yield from _compare_sets("content event", one.contents, other.contents)
    if one.parent and other.parent:
        yield "same parent" if one.parent == other.parent else "other parent"
    yield from _compare_sets("name", one.names, other.names)
    if bool(one.names) != bool(other.names):
        yield "name in one"
    yield from _compare_sets("number", one.numbers, other.numbers)
    yield from _compare_contexts(one.contexts - book.general, other.contexts - book.general)
    yield from _compare_words(one, other)
    yield _compare_company(one, other)


def _have_other_sectors(one: Traits, other: Traits) -> bool:
    for ours, theirs in ((one.actors, other.actors), (one.recipients, other.recipients)):
        for code in {party.code for party in ours} & {party.code for party in theirs}:
            sectors = {party.sector for party in ours if party.code == code}
            others = {party.sector for party in theirs if party.code == code}
            if None not in sectors | others and not sectors & others:
                return True
    return False


def _compare_sets(what: str, ours: frozenset[str], theirs: frozenset[str]) -> Iterator[str]:
    if ours and theirs:
        yield f"shared {what}" if ours & theirs else f"other {what}"


def _compare_places(one: Traits, other: Traits, book: IdentityBook) -> Iterator[str]:
    if not one.spots or not other.spots:
        return
    pairs = [(ours, theirs) for ours in one.spots for theirs in other.spots]
    if any(_are_near(ours, theirs, book.near) for ours, theirs in pairs):
        yield "same town"
    elif all(ours.lat is not None and theirs.lat is not None for ours, theirs in pairs):
        yield "other town"
    elif any(ours.country == theirs.country for ours, theirs in pairs):
        yield "same country"
    else:
        yield "other country"


def _are_near(one: Spot, other: Spot, near: float) -> bool:
    if one.id and one.id == other.id:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return _measure_km(one.lat, one.lon, other.lat, other.lon) <= near


def _measure_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance along the earth's surface, by the haversine formula."""
    north, other_north = math.radians(lat), math.radians(other_lat)
    half = math.sin((other_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(other_north) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


def _compare_contexts(ours: frozenset[str], theirs: frozenset[str]) -> Iterator[str]:
    if ours and theirs:
        shared = len(ours & theirs)
        whole = shared == min(len(ours), len(theirs))
        yield "same context" if whole else "some context" if shared else "other context"


def _compare_words(one: Traits, other: Traits) -> Iterator[str]:
    """The words beside who takes part; across languages only those that are kindred, which many are not."""
    if not one.words or not other.words:
        return
    share = len(one.words & other.words) / min(len(one.words), len(other.words))
    if one.language != other.language:
        if share >= FEW:
            yield "many kindred words"
        return
    yield "many words" if share >= MANY else "some words" if share >= FEW else "few words"


def _compare_company(one: Traits, other: Traits) -> str:
    own = one.codes | other.codes
    ours, theirs = one.company - own, other.company - own
    if not ours or not theirs:
        return "no company"
    share = len(ours & theirs) / min(len(ours), len(theirs))
    if share >= MANY:
        return "much the same company" if len(ours & theirs) >= COMPANY else "same company"
    return "some company" if share >= FEW else "other company"
