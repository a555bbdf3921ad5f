"""Who does what: the lexicon's entries found in a sentence, with their roles."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from dragoman.codebook.codebook import Codebook, Frame
from dragoman.languages.lexicon import Item, Lexicon
from dragoman.languages.matchers import Matcher
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.frames.arguments import Control, Slots
from dragoman.stages.frames.evoking import NOMINAL, VERBAL, WORDLESS, Evoked, load_evoker
from dragoman.stages.frames.nominals import is_qualifying, names_place
from dragoman.stages.frames.slots import find_loose_idiom, find_loose_word, find_slots, hang_below
from dragoman.stages.trees.tree import Tree
from dragoman.stages.trees.voice import is_bare

GOVERNING = ("ask", "refuse", "threaten", "promise", "deny")
OBJECT_CONTROL = ("ask",)
SUBJECT_CONTROL = ("promise", "threaten", "refuse", "operate", "say")
CONTENTFUL = ("ask", "refuse", "threaten", "promise", "operate", "say")  # of something that is told beside
DEFAULT_CONTENT = ("ccomp", "xcomp")
LOOSE = (
    "obj",
    "xcomp",
    "advmod",
    "compound:prt",
)  # where a bare word of an idiom stands, as a parser sees it


class Found(Struct):
    """A frame evoked at token `at`: the entry, its slots, and the tokens its restrictions used up."""

    at: int
    item: Item
    frame: Frame
    slots: Slots
    used: tuple[int, ...]
    agents: tuple[str, ...] = ()  # prepositions of the agent, for nouns ("by", "door")

    @property
    def actor_roles(self) -> tuple[str, ...]:
        """Where the entry says its actor stands."""
        if self.item.entry.actor is not None:
            return tuple(self.item.entry.actor)
        if self.item.part == "noun":
            return ("owner", *(f"nmod:{agent}" for agent in self.agents))
        return ("nsubj",)

    @property
    def recipient_roles(self) -> tuple[str, ...]:
        """Where the entry says its recipient stands."""
        return tuple(self.item.entry.recipient or ())

    @property
    def content_roles(self) -> tuple[str, ...]:
        """Where the proposition it governs stands."""
        if self.item.entry.content is not None:
            return tuple(self.item.entry.content)
        if self.item.part == "noun":
            return ("acl", "ccomp", "xcomp", "advcl", "owner")
        return DEFAULT_CONTENT


class FrameFinder:
    """Finds the frames of the sentences of one story."""

    def __init__(self, lexicon: Lexicon, codebook: Codebook, actors: ActorFinder) -> None:
        self.lexicon = lexicon
        self.codebook = codebook
        self.actors = actors
        self.agents = tuple(sorted(actors.function.agent_prepositions))
        self.evoker = load_evoker(lexicon)

    def find(self, tree: Tree) -> dict[int, Found]:
        """The frames of a sentence by the position of their predicate."""
        candidates: dict[int, Evoked] = {}
        find, met, tokens = self.evoker.find, self.evoker.met, tree.tokens
        for at, upos in enumerate(tree.tags):
            if upos in WORDLESS:
                continue
            evoked = find(tree, at) if upos in VERBAL else met[tokens[at].lemma, upos]
            if evoked is None or names_place(tree, at) or tree.is_nominalised(at):
                continue
            if upos == "PROPN" and (tree.lemmas[at] in tree.function.months or self._is_in_name(tree, at)):
                continue
            if not is_qualifying(tree, at):
                candidates[at] = evoked
        if not candidates:
            return {}
        control = self._control(candidates, tree.words)
        found: dict[int, Found] = {}
        for at, evoked in candidates.items():
            best = self._best(tree, at, evoked, control)
            if best is not None:
                found[at] = best
        used = {
            position
            for one in found.values()
            for position in _list_fixed(tree, one)
            if one.frame.kind != "operate" and position in found and position not in _governed(tree, one)
        }
        return {at: one for at, one in found.items() if at not in used}

    def _is_in_name(self, tree: Tree, at: int) -> bool:
        """Whether the word is part of somebody's name ("the World Trade Organisation")."""
        if at in self.actors.mentions[tree.number].by_token:
            return True
        flat = tree.relations[at].startswith("flat")
        if not flat and tree.kid(at, "flat") is None:
            return False
        person = self.actors.reader.read(tree, tree.heads[at] if flat else at).person  # "Ban Ki-moon"
        return person is not None and " " in person and tree.tokens[at].form in person.split()

    def _control(self, candidates: dict[int, Evoked], words: frozenset[str]) -> Control:
        frames = self.codebook.frames

        def control(at: int) -> str | None:
            evoked = candidates.get(at)
            for item in evoked.items if evoked is not None else ():
                if not item.may_stand(words):
                    continue  # an idiom whose words are not there governs nothing
                frame = frames[item.entry.frame]
                kind = frame.kind
                if kind in OBJECT_CONTROL or frame.control == "object":
                    return "object"
                if kind in SUBJECT_CONTROL or frame.control == "subject":
                    return "subject"
            return None

        return control

    def _best(self, tree: Tree, at: int, evoked: Evoked, control: Control) -> Found | None:
        standing = evoked.standing(tree.words)
        if not standing:
            return None  # every second word: its entries are idioms with words that are not there
        copular = "cop" in tree.kinds and tree.kid(at, "cop") is not None
        verbal = tree.tags[at] == "VERB" and not _is_nominal_gerund(tree, at)
        predicative = copular and not verbal and evoked.fitting[0].part == "noun"
        slots_of: dict[bool, Slots] = {}
        agents = self.agents
        best: Found | None = None
        best_rank = -1.0
        for item in standing:
            if (verbal and item.part == "noun") or (item.part == "adjective" and _is_epithet(tree, at)):
                continue
            nominal = item.part == "noun" and not copular
            if nominal not in slots_of:
                slots_of[nominal] = find_slots(tree, at, control, nominal=nominal, predicative=predicative)
            slots = slots_of[nominal]
            used = self._restrictions_met(tree, at, item, slots)
            if used is None:
                continue
            held = hang_below(tree, slots, used) if item.part == "phrase" else slots
            found = Found(at, item, self.codebook.frames[item.entry.frame], held, used, agents)
            rank = self._rank(tree, found)
            if rank > best_rank:
                best, best_rank = found, rank
        return best

    def _rank(self, tree: Tree, found: Found) -> float:
        """How much of its entry a frame finds around it: the one that finds most is meant."""
        item, slots = found.item, found.slots
        rank = 2.0 * len(item.with_) + 0.5 * len(item.without)
        for (_, matcher), position in zip(item.with_, found.used, strict=True):
            if matcher.builtin and not matcher.accepts(tree.tokens[position].lemma):
                rank -= 0.25  # a word that the entry lists tells more than that it names an actor
        roles = found.recipient_roles
        if roles and any([fillers(tree, slots, role) for role in roles]):
            rank += 1.0
        if found.frame.kind in CONTENTFUL and any(
            [fillers(tree, slots, role) for role in found.content_roles]
        ):
            rank += 1.0
        return rank

    def _restrictions_met(self, tree: Tree, at: int, item: Item, slots: Slots) -> tuple[int, ...] | None:
        used: list[int] = []
        for role, matcher in item.with_:
            position = self._accepting(tree, slots, role, matcher)
            if position is None and role.startswith("obl:") and not matcher.builtin:
                position = find_loose_idiom(tree, at, role.partition(":")[2], matcher)
            if position is None and role == "obj":  # "kostte … het leven": a bare phrase of an idiom
                position = self._accepting(tree, slots, "obl", matcher)
                if position is None and "xcomp" in item.entry.with_:  # "[liet] de gijzelaars gaan"
                    position = self._accepting(tree, slots, "xcomp>obj", matcher)
            if position is None and role in LOOSE and not matcher.builtin:
                position = find_loose_word(tree, at, role, matcher)
            if position is None:
                return None
            used.append(position)
        for role, matcher in item.without:
            if role in slots and not (matcher.lemmas or matcher.suffixes or matcher.builtin):
                return None
            if not matcher.misses(tree.words) and self._accepting(tree, slots, role, matcher) is not None:
                return None
        return tuple(used)

    def _accepting(self, tree: Tree, slots: Slots, role: str, matcher: Matcher) -> int | None:
        filling = fillers(tree, slots, role)
        if not filling:
            return None
        for position in list_parts(tree, filling):
            token = tree.tokens[position]
            if (
                matcher.accepts(token.lemma)
                or matcher.accepts(token.form)
                or ("_" in token.lemma and matcher.accepts(token.lemma.replace("_", "")))
            ):
                return position
            if "actor" in matcher.builtin and self.actors.find(tree, position):
                return position
            if "person" in matcher.builtin and any(one.office for one in self.actors.find(tree, position)):
                return position
            if "bare" in matcher.builtin and is_bare(tree, position):
                return position
        return None


def list_parts(tree: Tree, positions: list[int]) -> list[int]:
    """The positions and, after a measure, what it measures ("tonnes of grain", "a round of talks")."""
    parts = tree.function.partitives
    below = [k for p in positions if tree.lemmas[p] in parts for k in tree.kids(p, "nmod")]
    return [*positions, *below]


def _list_fixed(tree: Tree, one: Found) -> list[int]:
    """The positions of the words that the entry lists: who merely names an actor may tell an event, too."""
    if len(one.used) != len(one.item.with_):
        return list(one.used)
    pairs = zip(one.item.with_, one.used, strict=True)
    fixed = (at for (_, words), at in pairs if not words.builtin or words.accepts(tree.tokens[at].lemma))
    return list_parts(tree, list(fixed))


def fillers(tree: Tree, slots: Slots, role: str) -> list[int]:
    """The tokens in a slot; "A>B" steps down: tokens in relation B ("nmod:of", "owner") below those in A."""
    first, other, rest = _split_role(role)
    positions = list(slots.get(first) or slots.get(other) or ())
    while rest and positions:
        step, _, rest = rest.partition(">")
        below: list[int] = []
        for position in list_parts(tree, positions):
            for kid in tree.children[position]:
                relation = tree.relations[kid]
                if step == relation or step == relation.partition(":")[0]:
                    below.append(kid)
                elif step.startswith(("nmod:", "obl:")) and relation.startswith(("nmod", "obl")):
                    if tree.case(kid) == step.partition(":")[2]:
                        below.append(kid)
                elif step == "owner" and relation in ("nmod:poss", "amod", "compound", "det:poss"):
                    below.append(kid)
        positions = below
    return positions


@cache
def _split_role(role: str) -> tuple[str, str, str]:
    """The slot of a role, the slot that stands in for an empty one ("" for none), and the steps down."""
    first, _, rest = role.partition(">")
    if first == "obj":  # an object alone is not indirect, whatever the parser says
        return first, "iobj", rest
    if first == "expl:pv":  # "zich" is the object of many a parse
        return first, "obj", rest
    for one, other in (("obl:", "nmod:"), ("nmod:", "obl:")):
        if first.startswith(one):
            return first, other + first.removeprefix(one), rest
    return first, "", rest


def _governed(tree: Tree, one: Found) -> set[int]:
    """Positions of what asking, refusing, threatening, promising and denying govern: events themselves."""
    if one.frame.kind == "say" and one.frame.act not in GOVERNING:
        return set(tree.kids(one.at, "ccomp"))  # what is held to be so may be an act itself
    if one.frame.kind not in GOVERNING and one.frame.act not in GOVERNING:
        return set()
    return {position for role in one.content_roles for position in fillers(tree, one.slots, role)}


def _is_epithet(tree: Tree, at: int) -> bool:
    """Whether an adjective stands before its noun and says nothing more than how it is ("angry farmers")."""
    return tree.relations[at] == "amod" and at < tree.heads[at] and not tree.children[at]


def _is_nominal_gerund(tree: Tree, at: int) -> bool:
    return tree.kid(at, "det", "nmod:poss") is not None or tree.relations[at] in NOMINAL
