"""Who says what: reported speech by cue, by source, by quotation marks, put in order and nested."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.codebook.codebook import Codebook
from dragoman.languages.discourse import load_discourse
from dragoman.records import Actor, Span
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.frames.finder import Found
from dragoman.stages.speech.cues import CueFinder
from dragoman.stages.speech.quotations import find_quotations
from dragoman.stages.speech.quotes import QuoteFinder
from dragoman.stages.speech.sayings import Saying
from dragoman.stages.speech.sources import SourceFinder
from dragoman.stages.speech.speaker_homes import HomeGiver
from dragoman.stages.speech.speakers import SpeakerFinder
from dragoman.stages.trees.tree import Tree

ROLE_REACH = 6  # sentences that "the minister" may be away from the minister who spoke
REACH = 3  # sentences that "he added" may be away from who spoke
BARE = 4  # words: so few are no more than "he has reportedly said"
GAP = 4  # characters between a quotation and its "she said": the mark, a comma, a space
NEAR = 1  # sentences that "he said" may be away from a person who has not spoken yet
SUBJECTS = ("nsubj", "nsubj:pass")


class SpeechFinder:
    """Finds the reported speech of one story."""

    def __init__(self, text: str, trees: Sequence[Tree], actors: ActorFinder, codebook: Codebook) -> None:
        discourse = load_discourse(actors.language)
        acts = codebook.acts
        self.text = text
        self.trees = trees
        self.quotations = find_quotations(text, trees)
        self.speakers = speakers = SpeakerFinder(text, trees, actors, discourse)
        self.cues = CueFinder(text, trees, speakers, self.quotations, discourse, codebook)
        self.sources = SourceFinder(text, trees, speakers, self.cues.contents, discourse, acts)
        self.homes = HomeGiver(trees, actors, speakers)
        self.quotes = QuoteFinder(text, trees, actors, speakers, self.quotations, discourse, acts)

    def find(self, found: Sequence[dict[int, Found]]) -> list[Saying]:
        """The sayings of the story in text order, each with the saying it stands in; `found` by sentence."""
        made: list[Saying] = []
        for tree, own in zip(self.trees, found, strict=True):
            made += _drop_repeats([*self.cues.find(tree, own), *self.sources.find(tree)])
        self._carry_speakers(made)
        made = _nest(made)
        made = [*made, *self.quotes.find(made)]
        self.homes.settle(made)
        return _nest(_drop_own_thoughts(_nest(self._with_reported(made))))

    def _with_reported(self, sayings: list[Saying]) -> list[Saying]:
        """A source behind a bare "she said" vouches for her words too; alone, these are no content."""
        kept: list[Saying] = []
        for one in sayings:
            inside = [
                other
                for other in sayings
                if other is not one
                and other.cue is not None
                and one.content.start <= other.cue.start
                and other.cue.end <= one.content.end
                and len(one.content.text.split()) <= BARE
            ]
            beside = [other for other in inside if other.content.end <= one.content.start]
            if not inside or any(
                one.content.start <= other.content.start < one.content.end for other in inside
            ):
                kept.append(one)
            elif beside and one.content.start - beside[0].content.end <= GAP:
                start, end = beside[0].content.start, one.content.end
                one.content = Span(start, end, self.text[start:end])
                kept.append(one)
        return kept

    def _carry_speakers(self, sayings: list[Saying]) -> None:
        """A pronoun or "the minister" that could not be linked means who spoke last: "he added" goes on."""
        last: Saying | None = None
        for one in sorted(sayings, key=lambda s: (s.tree.number, s.at or 0)):
            at = one.speaker_at
            if at is None or (not one.speakers and one.tree.tokens[at].upos != "PRON"):
                continue
            away = one.tree.number - last.tree.number if last is not None else 0
            meant = self._meant_by_pronoun(one, at, last if away <= REACH else None)
            meant = meant or self._meant_by_role(one, at, last if away <= ROLE_REACH else None)
            if meant is not None:
                token = one.tree.tokens[at]
                place = {"text": token.form, "start": token.start, "end": token.end}
                one.speakers = (replace(meant, **place, via="coreference"),)
            if any(_is_person(speaker) for speaker in one.speakers):
                last = one

    def _meant_by_pronoun(self, one: Saying, at: int, last: Saying | None) -> Actor | None:
        """Whom an unlinked "he" or "she" means: the subject named last, or who spoke since."""
        if one.tree.tokens[at].form.lower() not in one.tree.function.singular_pronouns:
            return None
        if any(speaker.country or speaker.group or speaker.name for speaker in one.speakers):
            return None
        first = max(0, one.tree.number - NEAR if last is None else last.tree.number + 1)
        for tree in reversed(self.trees[first : one.tree.number + 1]):
            named = self._named_subject(tree, at if tree is one.tree else len(tree.tokens))
            if named is not None:
                return named
        return last.speakers[0] if last is not None and len(last.speakers) == 1 else None

    def _named_subject(self, tree: Tree, end: int) -> Actor | None:
        """The person who is the subject of a clause that begins a sentence, before the token `end`."""
        for at in range(end):
            token = tree.tokens[at]
            if tree.relations[at] in SUBJECTS and token.upos == "PROPN":
                found = self.speakers.find(tree, at, None)
                name = found[0].name if len(found) == 1 else None
                surnames = self.speakers.actors.reader.surnames
                return found[0] if name is not None and name.split()[-1] in surnames else None
        return None

    def _meant_by_role(self, one: Saying, at: int, last: Saying | None) -> Actor | None:
        """Who spoke last, when a bare "the minister" without country has his sector."""
        if last is None or len(one.speakers) != 1 or len(last.speakers) != 1:
            return None
        bare, known, tree = one.speakers[0], last.speakers[0], one.tree
        if bare.country or bare.group or bare.name or tree.tokens[at].upos != "NOUN":
            return None
        if bare.sector is None or bare.sector != known.sector or known.name is None:
            return None
        definite = any(tree.has_feature(kid, "Definite=Def") for kid in tree.children[at])
        alone = all(tree.relations[kid] in ("det", "case", "punct") for kid in tree.children[at])
        return known if definite and alone else None


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


def _drop_own_thoughts(sayings: list[Saying]) -> list[Saying]:
    """Without what a speaker says that he himself thinks ("said that he hoped …"): he says it once."""
    return [one for one in sayings if not (one.held and one.parent and _is_same(one, one.parent))]


def _is_same(one: Saying, other: Saying) -> bool:
    if len(one.speakers) != 1 or len(other.speakers) != 1 or other.cue is None:
        return False
    a, b = one.speakers[0], other.speakers[0]
    known = a.name or a.country or a.group
    return bool(known) and (a.name, a.country, a.group) == (b.name, b.country, b.group)


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
