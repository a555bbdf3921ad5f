"""The proof of a user's own words: every example through the whole pipeline, with the words in force."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dragoman.codebook.codebook import Codebook
from dragoman.errors import DataError
from dragoman.languages.function import coded_languages
from dragoman.languages.lexicon import load_lexicon
from dragoman.languages.proofs import describe, meets, parse_gives
from dragoman.overlay import Overlay
from dragoman.pipeline import Coder
from dragoman.records import Story, StoryRecord


class Claim(Struct, frozen=True):
    """An example and what it must give; `where` names file and entry, `own` whether the user wrote it."""

    where: str
    language: str
    example: str
    gives: str
    own: bool


class Failure(Struct, frozen=True):
    """A claim that does not hold, and what came out instead."""

    claim: Claim
    got: str


class Proof(Struct, frozen=True):
    """How many claims were tried, and which failed: the user's first, then shipped ones."""

    own: int
    shipped: int
    failures: tuple[Failure, ...]


def list_claims(overlay: Overlay, codebook: Codebook) -> list[Claim]:
    """What the entries and splits of the overlay, and the shipped entries that stay, say of their examples.

    Raises DataError naming file and entry for whatever does not fit its schema.
    """
    coded = coded_languages()
    for language in overlay.languages():
        if language not in coded:
            raise DataError(
                f"there are entries for {language!r}, which is not coded",
                where=str(overlay.folder_paths(language)[0]),
                remedy=f"coded: {', '.join(coded)}",
            )
    claims = [
        Claim(item.where, language, item.entry.example, item.entry.gives, item.folder is not None)
        for language in coded
        for item in load_lexicon(language, overlay).items
    ]
    for number, split in enumerate(codebook.ontology.splits, 1):
        where = f"ontology.toml: split {number} ({split.type})"
        try:
            parse_gives(split.gives)
        except ValueError as error:
            raise DataError(f"`gives`: {error}", where=where, remedy="see languages/proofs.py") from None
        claims.append(Claim(where, split.language, split.example, split.gives, True))
    return claims


def prove_overlay(overlay: Overlay, *, shipped: bool = False) -> Proof:
    """The proof of the overlay's examples, and with `shipped` of all others too, which it may have broken.

    Shipped examples are compared only while the ontology is the shipped one: their records are in its types.
    Raises DataError as `list_claims` does, and ModelError.
    """
    coder = Coder.load(overlay=overlay)
    claims = list_claims(overlay, coder.codebook)
    comparable = shipped and not coder.codebook.ontology.taken
    tried = [claim for claim in claims if claim.own or comparable]
    records = _code_examples(tried, coder)
    failures = [
        Failure(claim, describe(record))
        for claim in tried
        if not meets(record := records[claim.language, claim.example], parse_gives(claim.gives))
    ]
    failures.sort(key=lambda failure: not failure.claim.own)
    own = sum(claim.own for claim in tried)
    return Proof(own, len(tried) - own, tuple(failures))


def _code_examples(claims: Sequence[Claim], coder: Coder) -> dict[tuple[str, str], StoryRecord]:
    keys = list(dict.fromkeys((claim.language, claim.example) for claim in claims))
    stories = [
        Story(id=str(number), text=text, language=language) for number, (language, text) in enumerate(keys)
    ]
    parses = coder.read(stories) if stories else []
    records = [coder.code(story, parse) for story, parse in zip(stories, parses, strict=True)]
    return dict(zip(keys, records, strict=True))
