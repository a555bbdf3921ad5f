"""Reported speech by its cue: a verb or noun of saying, its speaker, and what is said."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.codebook import Codebook
from dragoman.languages.discourse import Discourse
from dragoman.records import Actor, Span
from dragoman.stages.frames.finder import Found, fillers
from dragoman.stages.speech.contents import ContentFinder
from dragoman.stages.speech.quotations import Quotation, outer_over
from dragoman.stages.speech.sayings import Saying, trim_content
from dragoman.stages.speech.speakers import SpeakerFinder
from dragoman.stages.trees.tree import Tree
from dragoman.stages.trees.voice import is_passive

SAY, ASK, OPERATE, ANNOUNCED = "say", "ask", "operate", "announced"
CLOSING = (
    "parataxis",
    "discourse",
    "dep",
)  # a cue clause that closes: its "object" speaks ("onthult een enquête")
QUOTED_WORDS = 2  # so many words between marks inside the content of an act make it reported speech


class CueFinder:
    """Finds the sayings of one story that have a verb, noun or adjective of saying."""

    def __init__(
        self,
        text: str,
        trees: Sequence[Tree],
        speakers: SpeakerFinder,
        quotations: Sequence[Quotation],
        discourse: Discourse,
        codebook: Codebook,
    ) -> None:
        self.text = text
        self.speakers = speakers
        self.quotations = quotations
        self.discourse = discourse
        self.codebook = codebook
        self.acts = codebook.acts
        self.contents = ContentFinder(text, trees, quotations, discourse)

    def find(self, tree: Tree, found: dict[int, Found]) -> list[Saying]:
        """The sayings whose cue stands in this sentence."""
        made = [self._find_one(tree, at, frame) for at, frame in found.items()]
        return [one for one in made if one is not None]

    def _find_one(self, tree: Tree, at: int, found: Found) -> Saying | None:
        announcing = found.frame.kind == OPERATE and found.frame.content == ANNOUNCED
        if announcing:
            act: str | None = self.acts.announcing
        else:
            act = found.frame.act if found.frame.kind == SAY else self._act_of_event(found)
        if act is None or (act == self.acts.plain and tree.is_negated(at) is not None):
            return None
        speaker_at = self._subject(tree, at, found)
        content = (
            self.contents.find_announced(tree, at, found, speaker_at)
            if announcing
            else self.contents.find_named(tree, at, found, speaker_at)
            if found.frame.kind != SAY and tree.lemma(at) in self.discourse.naming
            else self.contents.find(tree, at, found, speaker_at)
        )
        if content is None:
            return None
        if not (announcing or found.frame.kind == SAY or self._is_worded(tree, found, content)):
            return None
        if speaker_at is None and found.item.part != "noun" and not tree.kids(at, "nsubj:pass"):
            speaker_at = self._nearby_subject(tree, at, content)
        if speaker_at is not None:
            content = self._without_speaker(tree, at, content, speaker_at)
            if content is None:
                return None
        quoted = self._quoted_source(tree, at, speaker_at)
        speaker_at = quoted if quoted is not None else speaker_at
        speakers = self.speakers.find(tree, speaker_at, content) if speaker_at is not None else ()
        if speaker_at is None and not self._may_lack_speaker(tree, at, found, content):
            return None
        if self._is_aside(tree, at, speakers):
            return None
        addressees = self._addressees(tree, found, content, speaker_at)
        cue = tree.span(at, at, self.text)
        thinking = found.item.entry.frame in self.codebook.held
        held = thinking and tree.lemma(at) not in self.discourse.naming
        return Saying(tree, at, act, speakers, cue, content, addressees, speaker_at, held=held)

    def _may_lack_speaker(self, tree: Tree, at: int, found: Found, content: Span) -> bool:
        """Whether a report without a speaker is one: a noun, a passive of saying, or words between marks."""
        if found.item.entry.frame in self.codebook.held:
            return False
        if found.item.part == "noun" or outer_over(self.quotations, content.start, content.end) is not None:
            return True
        if tree.is_finite(at) and any(fillers(tree, found.slots, role) for role in found.recipient_roles):
            return True
        modals = tree.function.possibility | tree.function.obligation
        return is_passive(tree, at) and not any(tree.lemma(kid) in modals for kid in tree.kids(at, "aux"))

    def _without_speaker(self, tree: Tree, at: int, content: Span, speaker_at: int) -> Span | None:
        """The content without a speaker at its edge; None when its speaker is all there is."""
        inside = [p for p, token in enumerate(tree.tokens) if content.start <= token.start < content.end]
        if speaker_at not in inside or at in inside:
            return content
        first, last = tree.edges(speaker_at)
        own = set(tree.kids(at, "aux", "aux:pass"))
        left = [p for p in inside if p < first]
        while left and left[-1] in own:
            left.pop()
        right = [p for p in inside if p > last and p not in own]
        side = max(left, right, key=len)
        return trim_content(self.text, tree, side[0], side[-1]) if len(side) * 2 > len(inside) else None

    def _is_aside(self, tree: Tree, at: int, speakers: tuple[Actor, ...]) -> bool:
        """Whether it is no report: somebody who is quoted speaks of himself ("I know that …")."""
        quoted = outer_over(self.quotations, tree.tokens[at].start, tree.tokens[at].end) is not None
        return quoted and not any(one.country or one.group for one in speakers)

    def _addressees(
        self, tree: Tree, found: Found, content: Span, speaker_at: int | None
    ) -> tuple[Actor, ...]:
        """Who is spoken to, by the entry's recipient roles; each once."""
        heard: dict[int, Actor] = {}
        for role in found.recipient_roles:
            for p in fillers(tree, found.slots, role):
                if p != speaker_at and not content.start <= tree.tokens[p].start < content.end:
                    for actor in self.speakers.find(tree, p, None):
                        heard.setdefault(actor.start, actor)
        return tuple(heard.values())

    def _subject(self, tree: Tree, at: int, found: Found) -> int | None:
        """Who speaks by the entry's actor roles; a subject that the parser gave to the content counts."""
        if found.item.part != "noun" and not tree.kids(at, "nsubj", "nsubj:pass"):
            for kid in tree.kids(at, "xcomp"):
                for subject in tree.kids(kid, "nsubj"):
                    if subject < at:
                        return subject
        told = next(
            (p for role in found.actor_roles for p in fillers(tree, found.slots, role) if p != at), None
        )
        if told is None and found.item.part != "noun" and tree.relations[at] in CLOSING:
            return next((k for k in tree.kids(at, "obj") if k == at + 1 or tree.edges(k)[0] == at + 1), None)
        return told

    def _nearby_subject(self, tree: Tree, at: int, content: Span) -> int | None:
        """The subject next to a cue that the parser gave to a verb of the content ("De premier zei: …")."""
        for side in (range(at - 1, -1, -1), range(at + 1, len(tree.tokens))):
            for p in side:
                inside = content.start <= tree.tokens[p].start < content.end
                if inside or (tree.tokens[p].upos == "VERB" and tree.heads[p] != at):
                    break
                head = tree.heads[p]
                taken = head >= 0 and content.start <= tree.tokens[head].start < content.end
                if tree.relations[p] == "nsubj" and taken:
                    return p
        return None

    def _act_of_event(self, found: Found) -> str | None:
        """The act of speaking that an event's predicate is (demanding, accusing), or None."""
        if found.frame.type is None or found.item.part == "noun":
            return None
        return self.codebook.said_acts.get(found.frame.type)

    def _is_worded(self, tree: Tree, found: Found, content: Span) -> bool:
        """Whether an act of speaking is told with its words: between marks, or as a clause of its own.

        "Promised to help" is an event and no more; "promised that help would come" reports words.
        """
        if found.frame.symmetric:
            return False
        cue = tree.tokens[found.at].start
        for one in self.quotations:
            if one.start <= cue < one.end:
                continue  # somebody else's words, not this act's
            inside = max(one.start, content.start), min(one.end, content.end)
            if len(self.text[inside[0] : inside[1]].split()) >= QUOTED_WORDS and inside[0] < inside[1]:
                return True
        frame = found.frame
        if tree.lemma(found.at) in self.discourse.naming and frame.kind != ASK:  # not "called on it to stop"
            return True
        if frame.kind in ("ask", "refuse"):
            return False
        governed = [p for role in found.content_roles for p in fillers(tree, found.slots, role)]
        return any(tree.relations[p] == "ccomp" and tree.is_finite(p) for p in governed)

    def _quoted_source(self, tree: Tree, at: int, speaker_at: int | None) -> int | None:
        """Whose words are quoted when others quote them ("diplomats quoted a declaration as saying")."""
        if tree.lemma(at) not in self.discourse.quoting:
            return None
        for kid in tree.kids(at, "obj", "obl"):
            if kid != speaker_at and (
                tree.lemma(kid).rpartition("-")[2] in self.discourse.documents
                or (tree.relations[kid] == "obj" and tree.kids(at, "advcl", "xcomp"))
            ):
                return kid
        return None
