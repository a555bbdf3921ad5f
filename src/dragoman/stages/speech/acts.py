"""The act of a statement, where what is said tells more than the cue: "Iran must leave, he said" demands."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.codebook import Codebook
from dragoman.languages.discourse import Discourse
from dragoman.records import Actor, Event
from dragoman.stages.actors.codes import code_of
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.speech.quotations import Quotation, outer_over
from dragoman.stages.speech.sayings import Saying, top_predicates
from dragoman.stages.trees.tree import Tree

PREDICATES = ("VERB", "AUX", "ADJ")


class ActTeller:
    """Tells the acts of the statements of one story."""

    def __init__(
        self,
        trees: Sequence[Tree],
        actors: ActorFinder,
        quotations: Sequence[Quotation],
        discourse: Discourse,
        codebook: Codebook,
    ) -> None:
        self.trees = trees
        self.actors = actors
        self.quotations = quotations
        self.discourse = discourse
        self.codebook = codebook

    def tell(self, saying: Saying, events: Sequence[Event]) -> str:
        """The act of a saying with the events inside its content."""
        acts = self.codebook.acts
        if saying.act != acts.plain:
            return saying.act
        tops = list(top_predicates(self.trees, saying.content))
        speaker = saying.speakers[0] if saying.speakers else None
        if any(self._regrets(tree, at) for tree, at in tops):
            return acts.regretting
        if speaker is not None and speaker.sector in self.discourse.media_sectors:
            return acts.media
        if any(self._obliges(tree, at, speaker) for tree, at in tops[:1]):
            return acts.obliging
        quoted = outer_over(self.quotations, saying.content.start, saying.content.end) is not None
        starts = {
            tree.tokens[at].start
            for tree, at in tops
            if tree.tokens[at].upos in PREDICATES and not (quoted and "Tense=Past" in tree.tokens[at].feats)
        }
        for event in events:
            own = speaker is not None and code_of(speaker) in {code_of(actor) for actor in event.actor}
            told = event.type in self.codebook.said_inside and event.factuality == "actual"
            if own and told and event.trigger.start in starts:
                return self.codebook.said_acts.get(event.type, acts.plain)
        return acts.plain

    def _obliges(self, tree: Tree, at: int, speaker: Actor | None) -> bool:
        """Whether the clause says what somebody other than the speaker must do."""
        function = tree.function
        own = tree.lemma(at) in function.obligation and tree.kid(at, "xcomp") is not None
        if not own and not any(
            tree.lemma(kid) in function.obligation
            and tree.forms[kid] not in function.past_future - function.possibility
            for kid in tree.kids(at, "aux")
        ):
            return False
        subjects = tree.kids(at, "nsubj", "nsubj:pass")
        if any(tree.lemma(s) in function.first_person for s in subjects):
            return False
        codes = {code_of(actor) for s in subjects for actor in self.actors.find(tree, s)}
        return bool(codes) and (speaker is None or code_of(speaker) not in codes)

    def _regrets(self, tree: Tree, at: int) -> bool:
        """Whether the clause says "I" or "we" and that the speaker is sorry."""
        own, regret = tree.function.first_person, self.discourse.regret
        if own.isdisjoint(tree.words) or regret.isdisjoint(tree.words):
            return False
        lemmas = {tree.lemmas[p] for p in tree.below(at)}
        return not own.isdisjoint(lemmas) and not regret.isdisjoint(lemmas)
