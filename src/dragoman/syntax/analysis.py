"""What the model says of a sentence, apart from where it stands: the same words, the same analysis."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from dragoman.records import Token, Word

_PARTICLE = "compound:prt"
_PARTICLES = frozenset({"ADP", "ADV", "ADJ", "NOUN"})  # what a separable verb's particle can be
_LOOSE = "parataxis"  # how a later part of an overlong sentence hangs on the part before it
_PLACES = attrgetter("form", "start", "end")


class Analysis(NamedTuple):
    """Columns of equal length, in the terms of `dragoman.records.Token`."""

    lemmas: list[str]
    upos: list[str]
    feats: list[str]
    heads: list[int]
    deprels: list[str]


def make_tokens(words: Sequence[Word], analysis: Analysis) -> tuple[Token, ...]:
    """The words with their analysis."""
    if not words:
        return ()
    return tuple(map(Token, *zip(*map(_PLACES, words), strict=True), *analysis))


def join_particles(words: Sequence[Word], analysis: Analysis) -> None:
    """Puts a particle that stands apart before the lemma of its verb, unless the verb has several."""
    if _PARTICLE not in analysis.deprels:
        return
    particles: dict[int, list[int]] = {}
    for place, (head, relation) in enumerate(zip(analysis.heads, analysis.deprels, strict=True)):
        if relation == _PARTICLE and head:
            particles.setdefault(head - 1, []).append(place)
    before = list(analysis.lemmas)
    for verb, found in particles.items():
        if len(found) == 1 and analysis.upos[found[0]] in _PARTICLES and "_" not in before[verb]:
            analysis.lemmas[verb] = f"{words[found[0]].form.lower()}_{before[verb]}"


def append_part(whole: Analysis, part: Analysis) -> Analysis:
    """Both as one; the root of the later part hangs on the root of the one before."""
    shift = len(whole.heads)
    anchor = whole.heads.index(0) + 1
    heads = [head + shift if head else anchor for head in part.heads]
    relations = [name if head else _LOOSE for head, name in zip(part.heads, part.deprels, strict=True)]
    return Analysis(
        whole.lemmas + part.lemmas,
        whole.upos + part.upos,
        whole.feats + part.feats,
        whole.heads + heads,
        whole.deprels + relations,
    )
