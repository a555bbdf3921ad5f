"""One blow told by a verb and by a noun beside it ("killed ten people in an air strike") is one event."""

from __future__ import annotations

from dragoman.stages.actors.codes import code_of
from dragoman.stages.events.drafts import Draft

NOUN = "noun"


def fold_means(drafts: dict[int, Draft], hostile: str | None) -> None:
    """Takes out the drafts of nouns that tell in what attack, of the `hostile` type, the harm was done.

    The verb's draft gets from them the mode, and the actor and recipient that it lacks.
    """
    for at, noun in list(drafts.items()):
        verb = drafts.get(noun.tree.heads[at]) if at >= 0 else None
        if verb is None or verb.found.item.part == NOUN or noun.found.item.part != NOUN:
            continue
        if {verb.type, noun.type} != {hostile} or noun.found.frame.symmetric or verb.found.frame.symmetric:
            continue
        tree = noun.tree
        inside = tree.relations[at].startswith("obl") and tree.case(at) in tree.function.means_prepositions
        own, told = ({code_of(a) for a in one.actors} for one in (verb, noun))
        if not inside or verb.factuality != noun.factuality or (own and told and own != told):
            continue
        verb.modes = noun.modes or verb.modes
        verb.actors = verb.actors or noun.actors
        verb.recipients = verb.recipients or noun.recipients
        del drafts[at]
