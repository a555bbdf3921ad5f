"""The function words of a language: the closed classes that the general machinery reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import DataError
from dragoman.tables import read_table

FOLDER = Path(__file__).parent


class Function(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Closed classes of one language; fields are sets of lemmas (`past_future`: forms).

    `neuter_lands` tells that countries called by name are neuter, and no "she". `verb_second` tells that
    one phrase only stands before the finite verb of a main clause. `time_nouns` are nouns that without a
    preposition tell when, how long or where, and are no objects. `preterite_ends` are ends of verbs in
    the past tense whose participles before a noun have them too, `participle_starts` what those
    participles begin with. `relative_adverbs` tell the preposition that a relative adverb holds
    ("whereon": "on").
    """

    negations: frozenset[str]
    future: frozenset[str]
    past_future: frozenset[str]
    future_infinitive: frozenset[str]
    obligation: frozenset[str]
    possibility: frozenset[str]
    possibility_adverbs: frozenset[str]
    volition: frozenset[str]
    conditions: frozenset[str]
    exceptions: frozenset[str] = frozenset()
    pending: frozenset[str]
    purpose_marks: frozenset[str]
    infinitive_marks: frozenset[str]
    owner_prepositions: frozenset[str]
    agent_prepositions: frozenset[str]
    companion_prepositions: frozenset[str]
    both_sides: frozenset[str]
    target_prepositions: frozenset[str]
    place_prepositions: frozenset[str]
    according: frozenset[str]
    according_after: frozenset[str]
    reciprocals: frozenset[str]
    others: frozenset[str] = frozenset()
    reflexives: frozenset[str]
    conjunct_pairs: frozenset[str]
    singular_pronouns: frozenset[str]
    person_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    neuter_pronouns: frozenset[str]
    possessives: frozenset[str]
    first_person: frozenset[str]
    relative_pronouns: frozenset[str]
    anaphoric: frozenset[str]
    pointers: frozenset[str]
    whoever: frozenset[str]
    pointing_nouns: frozenset[str]
    pro_verbs: frozenset[str]
    holding_verbs: frozenset[str]
    echoes: frozenset[str]
    additives: frozenset[str]
    counterparts: frozenset[str]
    country_nouns: frozenset[str]
    partitives: frozenset[str]
    sides: frozenset[str]
    dialogue_openers: frozenset[str]
    past_adverbs: frozenset[str]
    question_marks: frozenset[str]
    voices: frozenset[str]
    standing: frozenset[str]
    approximators: frozenset[str]
    delegates: frozenset[str]
    member_words: frozenset[str]
    neighbours: frozenset[str]
    region_nouns: frozenset[str]
    neighbouring: frozenset[str]
    duals: frozenset[str]
    renewals: frozenset[str]
    perfect: frozenset[str]
    passive_perfect: frozenset[str] = frozenset()
    reducing: frozenset[str] = frozenset()
    not_yet: frozenset[str] = frozenset()
    facilities: frozenset[str] = frozenset()
    negated_terms: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    followers: frozenset[str] = frozenset()
    object_preposition: str = ""
    coming: frozenset[str]
    months: frozenset[str]
    verb_second: bool = False
    neuter_lands: bool = False
    preterite_ends: tuple[str, ...] = ()
    participle_starts: tuple[str, ...] = ()
    service_prepositions: frozenset[str]
    location_prepositions: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    first_singular: frozenset[str]
    first_plural: frozenset[str]
    second_person: frozenset[str]
    definite: frozenset[str]
    pairs: frozenset[str]
    mutuals: frozenset[str] = frozenset()
    friends: frozenset[str] = frozenset()
    camps: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    mutually: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    rulers: frozenset[str] = frozenset()
    imitations: dict[str, tuple[str, ...]] = {}
    distributives: frozenset[str] = frozenset()
    counts: dict[str, int] = {}
    aged: frozenset[str]
    ethnic: frozenset[str]
    bodily: frozenset[str]
    quotes: frozenset[str]
    as_prepositions: frozenset[str]
    hearsay_modals: frozenset[str]
    since: frozenset[str] = frozenset()
    time_nouns: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()
    minded: frozenset[str] = frozenset()
    allied: frozenset[str] = frozenset()
    alliance_prepositions: frozenset[str] = frozenset()
    awaited: frozenset[str] = frozenset()
    free_choice: frozenset[str] = frozenset()
    belonging: frozenset[str] = frozenset()
    inverted: frozenset[str] = frozenset()
    naming_verbs: frozenset[str] = frozenset()
    sponsoring: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    blows: frozenset[str] = frozenset()
    suffered: frozenset[str] = frozenset()
    commissions: frozenset[str] = frozenset()
    heeded: frozenset[str] = frozenset()
    relative_adverbs: dict[str, str] = {}
    keeping: frozenset[str] = frozenset()
    means_prepositions: frozenset[str] = frozenset()
    led: frozenset[str] = frozenset()
    meeting_prepositions: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    nearing: frozenset[str] = frozenset()
    examples: frozenset[str] = frozenset()


@cache
def load_function(language: str) -> Function:
    """The function words of `language`; raises DataError with file and field when the file is wrong."""
    path = FOLDER / language / "function.toml"
    try:
        return read_table(path, Function)
    except FileNotFoundError:
        raise DataError(
            f"no coder pack for language {language!r}",
            where=str(path),
            remedy=f"available: {', '.join(coded_languages())}",
        ) from None
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see languages/function.py") from None


@cache
def coded_languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a coder pack, sorted."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/function.toml")))
