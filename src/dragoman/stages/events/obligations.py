"""What speakers say that others must do: requests without a verb of asking."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.codebook.codebook import Codebook
from dragoman.languages.lexicon import Item
from dragoman.languages.schema import Entry
from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of, same_actor
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.events.conditions import is_conditional
from dragoman.stages.events.drafts import Draft
from dragoman.stages.events.verdicts import Verdict
from dragoman.stages.frames.finder import Found
from dragoman.stages.speech.sayings import Saying
from dragoman.stages.trees.tree import Tree

SayingOver = Callable[[Tree, int], Saying | None]


class Obligations:
    """Finds the requests of one story that an auxiliary like "must" makes."""

    def __init__(self, codebook: Codebook, actors: ActorFinder) -> None:
        self.codebook = codebook
        self.actors = actors

    def find(self, tree: Tree, drafts: dict[int, Draft], saying_over: SayingOver) -> list[Draft]:
        """The requests of a sentence; the draft of what must be done, if there is one, is their content."""
        function = tree.function
        made: list[Draft] = []
        if function.obligation.isdisjoint(tree.lemmas):
            return made
        for at in range(len(tree.tokens)):
            own = tree.lemma(at) in function.obligation and tree.kid(at, "xcomp") is not None
            if not own and not any(tree.lemma(k) in function.obligation for k in tree.kids(at, "aux")):
                continue
            if is_conditional(tree, at):
                continue  # "should Iran fire a missile" obliges nobody
            saying = saying_over(tree, at)
            if saying is None or not saying.speakers or _is_proposed(tree, at, saying):
                continue
            asked = self._asked(tree, at, drafts)
            asked = tuple(a for a in asked if not any(_is_own_side(a, one) for one in saying.speakers))
            if not asked or (at in drafts and drafts[at].found.frame.kind == "ask"):
                continue
            made.append(self._request(tree, at, saying.speakers, asked, drafts))
        return made

    def _asked(self, tree: Tree, at: int, drafts: dict[int, Draft]) -> tuple[Actor, ...]:
        """Who must act: the subject of an active clause, or whose act must be ended, kept or undone; what
        must be done to somebody else asks nobody."""
        passive = tree.kid(at, "nsubj:pass")
        if passive is not None:
            act = drafts.get(passive)
            return act.actors if act is not None and act.found.item.part == "noun" else ()
        return tuple(a for one in tree.kids(at, "nsubj") for a in self.actors.find(tree, one))

    def _request(
        self,
        tree: Tree,
        at: int,
        speakers: tuple[Actor, ...],
        asked: tuple[Actor, ...],
        drafts: dict[int, Draft],
    ) -> Draft:
        frame = self.codebook.frames[self.codebook.obligation]
        assert frame.type is not None
        entry = Entry(frame=self.codebook.obligation, example="", gives="", lemma=tree.lemma(at))
        item = Item(entry, "verb", self.actors.language, "composition.toml", 0, (tree.lemma(at),), (), ())
        request = Draft(
            tree,
            at,
            Found(at, item, frame, {}, ()),
            frame.type,
            [],
            speakers,
            asked,
            Verdict("actual", "", [], False, False, None),
            "actual",
            f"{item.label} · said that another must",
        )
        if at in drafts:
            drafts[at].parent = request
            drafts[at].factuality = "hypothetical"
            request.contents.append(drafts[at])
        return request


def _is_proposed(tree: Tree, at: int, saying: Saying) -> bool:
    """Whether a clause tells what a noun holds ("the proposal that Peru should pay"): nobody says that."""
    noun = tree.heads[at]
    plain = tree.relations[at] == "acl" and tree.tags[noun] == "NOUN"
    return plain and not (saying.tree is tree and saying.at == noun)


def _is_own_side(asked: Actor, speaker: Actor) -> bool:
    """Whether what "must" be done is left to the speaker himself, or to his own state as such."""
    return same_actor(asked, speaker) or (asked.sector is None and code_of(asked) == code_of(speaker))
