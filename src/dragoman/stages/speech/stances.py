"""Which side a speaker takes: toward the actors he praises, blames, asks or threatens, and toward issues."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.codebook import Codebook
from dragoman.languages.discourse import Discourse
from dragoman.records import Actor, Event, Side, Span, Stance, Topic
from dragoman.stages.actors.codes import code_of
from dragoman.stages.speech.sayings import Saying
from dragoman.stages.trees.tree import Tree, list_within

CLAUSE = ("VERB", "AUX", "ADJ", "NOUN")
PLAIN = 2.0  # the score from which an act of speaking takes sides: a request does not
REACH = 2  # heads up from an issue to the predicate that judges it


class StanceFinder:
    """Finds the stances of the statements of one story."""

    def __init__(self, text: str, trees: Sequence[Tree], discourse: Discourse, codebook: Codebook) -> None:
        self.text = text
        self.trees = trees
        self.discourse = discourse
        self.codebook = codebook
        self.judging = discourse.good | discourse.bad

    def find(
        self,
        saying: Saying,
        events: Sequence[Event],
        about: Sequence[Actor],
        issues: Sequence[Topic],
        reported: Sequence[Span],
    ) -> tuple[Stance, ...]:
        """The stances a saying shows, one for each actor and issue; what is only named is neutral.

        What stands in the `reported` words of others inside it is not the speaker's stance.
        """
        speaker = saying.speakers[0] if saying.speakers else None
        found: dict[str, Stance] = {}
        for event in events:
            if speaker is None or code_of(speaker) not in {code_of(a) for a in event.actor}:
                continue
            told = event.factuality == "actual" and event.quad.startswith("verbal")
            score = event.score if told and abs(event.score) >= PLAIN else 0.0
            for actor in event.recipient:
                code = code_of(actor)
                if code and score and code != code_of(speaker):
                    side: Side = "for" if score > 0 else "against"
                    found.setdefault(code, Stance(code, side, event.trigger))
        for tree, at, side in self._judgements(saying.content):
            start = tree.tokens[at].start
            if any(one.start <= start < one.end for one in reported):
                continue
            word = tree.span(at, at, self.text)
            for code in self._judged_actors(tree, at, about):
                if speaker is None or code != code_of(speaker):
                    found.setdefault(code, Stance(code, side, word))
            for topic in self._judged_issues(tree, at, issues):
                found.setdefault(topic.issue, Stance(topic.issue, side, word))
        for actor in about:
            code = code_of(actor)
            if code and (speaker is None or code != code_of(speaker)):
                words = Span(actor.start, actor.end, actor.text)
                found.setdefault(code, Stance(code, "neutral", words))
        for topic in issues:
            words = Span(topic.start, topic.end, topic.text)
            found.setdefault(topic.issue, Stance(topic.issue, "neutral", words))
        return tuple(sorted(found.values(), key=lambda stance: (stance.evidence.start, stance.toward)))

    def _judgements(self, content: Span) -> list[tuple[Tree, int, Side]]:
        """The words of approval and blame inside the content; a negation turns them round."""
        found: list[tuple[Tree, int, Side]] = []
        for tree in list_within(self.trees, content.start, content.end):
            if self.judging.isdisjoint(tree.words):
                continue
            for at, token in enumerate(tree.tokens):
                if not content.start <= token.start < content.end or token.upos not in CLAUSE:
                    continue
                good, bad = tree.lemma(at) in self.discourse.good, tree.lemma(at) in self.discourse.bad
                if good == bad:
                    continue
                head = tree.heads[at]
                negated = tree.is_negated(at) is not None or (
                    head >= 0 and tree.relations[at] in ("xcomp", "obj") and tree.is_negated(head) is not None
                )
                found.append((tree, at, "for" if good != negated else "against"))
        return found

    def _judged_actors(self, tree: Tree, at: int, about: Sequence[Actor]) -> list[str]:
        """The codes of the actors that a judgement's subject, object or owner names."""
        roles = ("nsubj", "nsubj:pass", "obj", "nmod:poss", "nmod", "obl:agent", "amod")
        places = [kid for kid in tree.kids(at, *roles)]
        head = tree.heads[at]
        if head >= 0 and tree.relations[at] in ("xcomp", "obj", "obl", "amod", "appos"):
            places += [kid for kid in tree.kids(head, "nsubj", "obj", "amod", "nmod:poss") if kid != at]
        spans = [tree.edges(place) for place in places]
        starts = [(tree.tokens[first].start, tree.tokens[last].end) for first, last in spans]
        return [
            code
            for actor in about
            if (code := code_of(actor)) and any(s <= actor.start < e for s, e in starts)
        ]

    def _judged_issues(self, tree: Tree, at: int, issues: Sequence[Topic]) -> list[Topic]:
        """The issues that hang from a judging word, or from the predicate it belongs to."""
        judged = []
        for topic in issues:
            position = next((p for p, token in enumerate(tree.tokens) if token.start == topic.start), None)
            if position is None or position == at:
                continue
            if at in tree.above(position)[:REACH] or tree.heads[at] in tree.above(position)[:REACH]:
                judged.append(topic)
        return judged
