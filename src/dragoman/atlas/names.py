"""Names in running words: the longest match from a place in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.atlas.records import Entry, NameForm, NameHit
from dragoman.atlas.tables import Names, RoleTable, Row

# Adjectives and inhabitants take no possessive ending here: "Russians" is no "Russian" + s.
POSSESSABLE: frozenset[NameForm] = frozenset({"name", "abbreviation", "capital", "metonym", "city", "party"})

Hit = tuple[int, tuple[NameHit, ...]]
NO_HIT: Hit = (0, ())
SOLID = ("organisation", "body")  # kinds of entries whose names are written in one with a role word
SHORTEST_NAME, SHORTEST_ROLE = 4, 3  # letters of the parts of such a word


def is_valid(since: str | None, until: str | None, on: str) -> bool:
    """Whether a span of days touches the date `on` (YYYY, YYYY-MM or YYYY-MM-DD).

    An end that is known to the month holds for all of it.
    """
    width = len(on)
    ended = until is not None and on[: len(until)] > until[:width]
    return not ended and (since is None or since[:width] <= on)


def find_name(table: Names, words: Sequence[str], at: int, language: str, on: str | None) -> Hit:
    """The number of words matched from `at` and what they name; (0, ()) when they name nothing.

    Of several readings, those that do not hold on the day `on` are left out as long as one remains;
    the likeliest stands first.
    """
    rows = list_rows(table, words[at], language) if at < len(words) else ()
    return match_rows(table, rows, words, at, language, on) if rows else NO_HIT


def list_rows(table: Names, word: str, language: str) -> Sequence[Row]:
    """The rows of the names that begin with the word, or are it without its possessive ending."""
    forms = table.forms_in(language)
    if not forms:
        return ()
    first = word.replace("’", "'")
    rows = forms.get(first)
    if rows is not None:
        return rows
    bare = strip_genitive(first, table.genitive[language])
    if bare is None:
        return ()
    return [row for row in forms.get(bare, ()) if not row[0] and row[1] in POSSESSABLE]


def match_rows(
    table: Names, rows: Sequence[Row], words: Sequence[str], at: int, language: str, on: str | None
) -> Hit:
    """What `find_name` tells, of the rows that begin with the word at `at`."""
    genitives = table.genitive[language]
    after = words[at + 1].replace("’", "'") if at + 1 < len(words) else ""
    matched: list[NameHit] = []
    length = 0
    for rest, form, place in rows:
        if len(rest) + 1 < length:
            break
        if rest and not after.startswith(rest[0]):
            continue
        if rest and not follows(words, at + 1, rest, genitives if form in POSSESSABLE else ()):
            continue
        length = len(rest) + 1
        matched.append(NameHit(table.entries[place], form))
    return length, choose_hits(matched, on)


def follows(words: Sequence[str], at: int, rest: Sequence[str], genitives: Sequence[str]) -> bool:
    """Whether the words from `at` on are `rest`, the last one perhaps with a possessive ending."""
    end = at + len(rest)
    if end > len(words):
        return False
    for place, wanted in enumerate(rest, at):
        word = words[place].replace("’", "'")
        if word == wanted:
            continue
        if place + 1 < end or not word.startswith(wanted) or strip_genitive(word, genitives) != wanted:
            return False
    return True


def strip_genitive(word: str, genitives: Sequence[str]) -> str | None:
    """The word without a possessive ending; None when it has none."""
    for ending in genitives:
        if len(word) > len(ending) + 1 and word.endswith(ending):
            return word[: -len(ending)]
    return None


def choose_hits(hits: Sequence[NameHit], on: str | None) -> tuple[NameHit, ...]:
    """The hits without repetitions, and without those out of date as long as one remains."""
    if len(hits) < 2:
        return tuple(hits)
    once = list(dict.fromkeys(hits))
    if on is None:
        return tuple(once)
    valid = [hit for hit in once if holds(hit.entry, on)]
    return tuple(valid or once)


def holds(entry: Entry, on: str) -> bool:
    """Whether the entry holds on the day."""
    return is_valid(entry.since, entry.until, on)


def split_compound(
    table: Names, word: str, language: str, on: str | None
) -> tuple[tuple[str, tuple[NameHit, ...]], ...]:
    """The hyphenated parts of a word, each with what it names (or nothing).

    "Amerikaans-Chinese" gives both adjectives, "VN-functionaris" the group and an empty second part. A
    name that itself has a hyphen ("Al-Qaida-leider") stays whole.
    """
    parts = word.split("-")
    if len(parts) < 2:
        return ()
    found: list[tuple[str, tuple[NameHit, ...]]] = []
    at = 0
    while at < len(parts):
        for end in range(len(parts), at, -1):
            piece = "-".join(parts[at:end])
            hits = find_name(table, (piece,), 0, language, on)[1]
            if not hits and piece[:1].islower() and end == at + 1:
                hits = find_name(table, (piece[:1].upper() + piece[1:],), 0, language, on)[1]
            if hits or end == at + 1:
                found.append((piece, hits))
                at = end
                break
    return tuple(found)


def split_solid(table: Names, roles: RoleTable, word: str, language: str) -> tuple[NameHit, ...]:
    """What the first part of a word written in one names: an organisation or a seat of power before a role
    word ("Hezbollahleider"), a state of the past before any ("Sovjetinvasie"); () for other words."""
    if not roles.compounds or not word[:1].isupper() or word.lower() in roles.words or word in roles.words:
        return ()
    for at in range(SHORTEST_NAME, len(word) - SHORTEST_ROLE + 1):
        role = word[at:] in roles.words
        if word[at:].islower() and word[:at].lower() not in roles.words:
            hits = find_name(table, (word[:at],), 0, language, None)[1]
            found = tuple(hit for hit in hits if _opens_compound(hit, role=role))
            if found:
                return found
    return ()


def _opens_compound(hit: NameHit, *, role: bool) -> bool:
    if hit.form == "adjective":
        return hit.entry.kind == "country" and hit.entry.until is not None
    own = hit.entry.kind in SOLID and hit.form in ("name", "abbreviation")
    return role and (own or hit.form == "metonym")
