"""Who says what: reported speech by cue, by source, by quotation marks, put in order and nested."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.codebook.codebook import Codebook
from dragoman.languages.discourse import load_discourse
from dragoman.records import Actor
from dragoman.stages.actors import ActorFinder
from dragoman.stages.cues import CueFinder
from dragoman.stages.frames import Found
from dragoman.stages.quotations import find_quotations
from dragoman.stages.quotes import QuoteFinder
from dragoman.stages.sayings import Saying
from dragoman.stages.sources import SourceFinder
from dragoman.stages.speakers import SpeakerFinder
from dragoman.stages.tree import Tree

REACH = 3  # sentences that "he added" may be away from who spoke


class SpeechFinder:
    """Finds the reported speech of one story."""

    def __init__(self, text: str, trees: Sequence[Tree], actors: ActorFinder, codebook: Codebook) -> None:
        discourse = load_discourse(actors.language)
        acts = codebook.acts
        self.trees = trees
        self.quotations = find_quotations(text, trees)
        speakers = SpeakerFinder(text, trees, actors, discourse)
        self.cues = CueFinder(text, trees, speakers, self.quotations, discourse, codebook)
        self.sources = SourceFinder(text, trees, speakers, self.cues.contents, discourse, acts)
        self.quotes = QuoteFinder(text, trees, actors, speakers, self.quotations, discourse, acts)

    def find(self, found: Sequence[dict[int, Found]]) -> list[Saying]:
        """The sayings of the story in text order, each with the saying it stands in; `found` by sentence."""
        made: list[Saying] = []
        for tree, own in zip(self.trees, found, strict=True):
            made += _drop_repeats([*self.cues.find(tree, own), *self.sources.find(tree)])
        self._carry_speakers(made)
        made = _nest(made)
        return _nest([*made, *self.quotes.find(made)])

    def _carry_speakers(self, sayings: list[Saying]) -> None:
        """A pronoun that could not be linked means who spoke last: "he added" goes on."""
        last: Saying | None = None
        for one in sorted(sayings, key=lambda s: (s.tree.number, s.at or 0)):
            at = one.speaker_at
            if at is None or (not one.speakers and one.tree.tokens[at].upos != "PRON"):
                continue
            if not one.speakers and last is not None and one.tree.number - last.tree.number <= REACH:
                form = one.tree.tokens[at].form.lower()
                if form in one.tree.function.singular_pronouns and len(last.speakers) == 1:
                    token = one.tree.tokens[at]
                    place = {"text": token.form, "start": token.start, "end": token.end}
                    one.speakers = (replace(last.speakers[0], **place, via="coreference"),)
            if any(_is_person(speaker) for speaker in one.speakers):
                last = one


def _is_person(actor: Actor) -> bool:
    """Whether "he" or "she" may mean the actor: a name, or the bearer of a role."""
    return actor.name is not None or actor.sector is not None


def _drop_repeats(sayings: list[Saying]) -> list[Saying]:
    """One saying for one content: the first cue that tells a speaker."""
    kept: dict[tuple[int, int], Saying] = {}
    for one in sorted(sayings, key=lambda s: (s.content.start, -s.content.end)):
        key = (one.content.start, one.content.end)
        if key not in kept or (one.speakers and not kept[key].speakers):
            kept[key] = one
    return list(kept.values())


def _nest(sayings: list[Saying]) -> list[Saying]:
    """The sayings in text order, each under the smallest one whose content holds its cue and content."""
    ordered = sorted(sayings, key=lambda s: (s.content.start, -s.content.end))
    for one in ordered:
        start = min(one.content.start, one.cue.start if one.cue else one.content.start)
        end = max(one.content.end, one.cue.end if one.cue else one.content.end)
        over = [
            other
            for other in ordered
            if other is not one
            and other.content.start <= start
            and end <= other.content.end
            and (other.content.end - other.content.start > one.content.end - one.content.start)
        ]
        one.parent = min(over, key=lambda s: s.content.end - s.content.start, default=None)
    return ordered
