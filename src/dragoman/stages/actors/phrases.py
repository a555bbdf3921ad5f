"""The parts of a noun phrase that say who it is: names, role words, owners, a personal name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from dragoman.atlas.atlas import Atlas, Role
from dragoman.languages.function import Function
from dragoman.records import Story
from dragoman.stages.actors.titles import Title, find_titles
from dragoman.stages.mentions import Mention, Mentions
from dragoman.stages.trees.tree import Tree

DESCRIBING = (
    "flat",
    "fixed",
    "compound",
    "nmod:desc",
    "appos",
    "amod",
    "nmod:poss",
    "det:poss",
    "nmod:unmarked",
)
BARE = "obl:unmarked"  # a name tied to a participle by a hyphen
SAME = ("flat", "fixed", "nmod:desc", "appos")  # these describe the same one as their head
NAME_GAP = 2  # words like "van den" or "al" that may stand inside a personal name


class Phrase(Struct):
    """What was read off a noun phrase; `owners` holds, per modifier, its coordinated positions.

    `part` is a role that only describes what the head is of ("rebel" in "rebel camps"), and `joins` tells
    that the head's role is one word beside it; `former` tells that the role is over ("former premier").
    """

    first: int
    last: int
    names: list[Mention] = field(default_factory=list)
    owners: list[list[int]] = field(default_factory=list)
    role: Role | None = None
    role_at: int | None = None
    person: str | None = None
    part: Role | None = None
    joins: bool = False
    former: bool = False


class PhraseReader:
    """Reads the phrases of one story."""

    def __init__(
        self,
        story: Story,
        trees: Sequence[Tree],
        atlas: Atlas,
        function: Function,
        mentions: Sequence[Mentions],
    ) -> None:
        self.story = story
        self.atlas = atlas
        self.function = function
        self.mentions = mentions
        self.former = atlas.former_marks(story.language)
        self.titles: list[dict[int, Title]] = [
            find_titles(tree, atlas, story.language, mentions[tree.number].by_token) for tree in trees
        ]
        self.surnames: frozenset[str] = frozenset()
        self._read: dict[tuple[int, int], Phrase] = {}

    def read(self, tree: Tree, at: int) -> Phrase:
        """The parts of the phrase headed by `at`."""
        key = (tree.number, at)
        if key not in self._read:
            self._read[key] = self._take_apart(tree, at)
        return self._read[key]

    def _take_apart(self, tree: Tree, at: int) -> Phrase:
        mentions = self.mentions[tree.number]
        positions = self.positions(tree, at)
        core = self._core(tree, at)
        phrase = Phrase(min(positions), max(positions))
        name_words: list[int] = []
        for position in positions:
            mention = mentions.by_token.get(position)
            if mention is not None:
                if mention not in phrase.names:
                    phrase.names.append(mention)
            elif (
                not self._take_role(tree, at, position, phrase, core)
                and self._is_name_word(tree, position)
                and (position == at or self._is_named_by(tree, position, core))
            ):
                name_words.append(position)
        phrase.person = self._join_name(tree, name_words)
        phrase.former = phrase.role is not None and (
            phrase.role.former
            or any(
                tree.lemma(k) in self.former or tree.lemma(k) in self.function.past_adverbs
                for host in core
                for k in tree.kids(host, "amod", "advmod")
            )
        )
        for position in positions:
            relation = tree.relations[position]
            if position in core or tree.heads[position] not in core:
                continue
            if relation.startswith(("amod", "nmod", "compound", "det:poss")):
                group = [position, *[k for k in tree.kids(position, "conj")]]
                if any(self._may_own(tree, one) for one in group):
                    phrase.owners.append(group)
        for position in core:
            flat = position != at and tree.relations[position].startswith("flat")
            if flat and self._may_own(tree, position):
                phrase.owners.append([position])
        phrase.owners = self._join_adjectives(tree, at, phrase.owners)
        if phrase.role is not None and not phrase.owners:
            phrase.owners = self._sponsors(tree, at)
        if at in mentions.prefixes:
            phrase.names.append(mentions.prefixes[at])
        return phrase

    def _join_adjectives(self, tree: Tree, at: int, owners: list[list[int]]) -> list[list[int]]:
        """The owners, adjectives that "and" joins as one group ("the Dutch and the Belgian minister")."""
        if len(owners) < 2:
            return owners
        adjectives = [group for group in owners if tree.relations[group[0]] == "amod"]
        if len(adjectives) < 2 or not tree.kids(at, "cc"):
            return owners
        joined = [position for group in adjectives for position in group]
        return [joined, *(group for group in owners if group not in adjectives)]

    def _sponsors(self, tree: Tree, at: int) -> list[list[int]]:
        """Who backs or runs what the head names ("rebels backed by Peru", "a US-led force")."""
        function = self.function
        found: list[list[int]] = []
        for verb in tree.kids(at, "acl", "amod"):
            inner = tree.kid(verb, "xcomp")  # "believed to be linked to Peru"
            told = verb if inner is None else inner
            allied = tree.lemma(told) in function.allied
            if not allied and tree.lemma(told) not in function.sponsoring:
                continue
            cases = function.alliance_prepositions if allied else function.agent_prepositions
            for kid in tree.kids(told, "obl", "obl:agent", BARE):
                meant = tree.case(kid) in cases or tree.relations[kid] == BARE
                if meant and self._may_be_named(tree, kid, below=allied):
                    found.append([kid])
        return found

    def _may_be_named(self, tree: Tree, at: int, *, below: bool = False) -> bool:
        """Whether a name stands there, or `below` it as whose it is ("the Peruvian government")."""
        named = self.mentions[tree.number].by_token
        return at in named or (below and any(kid in named for kid in tree.kids(at, "amod", "nmod:poss")))

    def _core(self, tree: Tree, at: int) -> list[int]:
        """The head and the words that name the same one: flat parts, appositions, a name's own compounds."""
        core = [at]
        for position in core:
            for kid in tree.children[position]:
                relation = tree.relations[kid]
                same = relation.startswith("flat") or relation in SAME
                title = self.titles[tree.number].get(kid)
                if relation.startswith("compound") and title is not None:
                    same = self._bears(tree, at, title)
                elif relation == "amod" and title is not None and title.first == kid == position - 1:
                    same = tree.tags[position] == "PROPN"  # "general Smith" read as a general sort of Smith
                if same and not (relation == "appos" and position != at):
                    core.append(kid)
        return core

    def _bears(self, tree: Tree, at: int, title: Title) -> bool:
        """Whether a title before the head is the head's own: "President Smith", not "army positions"."""
        head = tree.tokens[at]
        return title.first <= at <= title.last or (
            head.upos == "PROPN" and at not in self.mentions[tree.number].by_token
            and at not in self.titles[tree.number]
        )  # fmt: skip

    def _take_role(self, tree: Tree, at: int, position: int, phrase: Phrase, core: list[int]) -> bool:
        """Notes the role a word tells; the head's own role wins over those of its modifiers."""
        title = self.titles[tree.number].get(position)
        if title is None:
            return False
        own = title.first <= at <= title.last
        if own or title.head in core or any(k in core for k in range(title.first, title.last + 1)):
            if phrase.role is None or own or title.last < at:  # of several titles the last before the name
                if title.role.carrier and phrase.role not in (None, title.role):
                    phrase.part = phrase.part or phrase.role  # "border guard" in "border guard chief Smith"
                phrase.role, phrase.role_at = title.role, title.head
                phrase.joins = title.first == title.last
            elif self._is_called(tree, at, title):  # "the Lion Brigade, a rebel group"
                phrase.role, phrase.role_at = title.role, title.head
            return True
        if tree.heads[title.head] in core and tree.relations[title.head].startswith("compound"):
            phrase.part = phrase.part or title.role
            return True
        return tree.relations[position].startswith(("nmod", "amod", "compound"))

    def _is_called(self, tree: Tree, at: int, title: Title) -> bool:
        """Whether the role word that heads the phrase is part of a name, and the title told after it says
        what bears the name."""
        head = tree.tokens[at]
        return (
            head.upos == "PROPN"
            and title.first > at
            and tree.relations[title.head] == "appos"
            and any(tree.has_feature(kid, "Definite=Ind") for kid in tree.kids(title.head, "det"))
        )

    def _is_name_word(self, tree: Tree, position: int) -> bool:
        """Whether the word is a name by its part of speech, or by a full name elsewhere in the story."""
        token = tree.tokens[position]
        return token.upos in ("PROPN", "X") or (token.upos == "NOUN" and token.form in self.surnames)

    def _is_named_by(self, tree: Tree, position: int, core: list[int]) -> bool:
        """Whether a modifier is part of the head's own name, and no owner or description of it."""
        relation = tree.relations[position]
        owning = relation in ("nmod:poss", "amod") or relation == "nmod"
        return not owning and (position in core or tree.heads[position] in core)

    def _may_own(self, tree: Tree, at: int) -> bool:
        mentions = self.mentions[tree.number]
        if at in mentions.by_token or at in mentions.prefixes:
            return True
        relation = tree.relations[at]
        return relation in ("nmod:poss", "det:poss") or relation.startswith("nmod")

    def positions(self, tree: Tree, at: int) -> list[int]:
        """The head and the modifiers that describe it, without clauses and conjuncts."""
        found = [at]
        titled = at in self.titles[tree.number]
        for position in found:
            for kid in tree.children[position]:
                relation = tree.relations[kid]
                describes = relation.startswith(("flat", "compound")) or relation in DESCRIBING
                if relation == "appos" and position != at:
                    describes = False
                if not describes and relation.startswith("nmod"):
                    case = tree.case(kid)
                    describes = (position == at or tree.relations[position] == "appos") and (
                        case in self.function.owner_prepositions
                        or not case
                        or (titled and case in self.function.service_prepositions)
                    )
                if describes and not self._is_of_participle(tree, position, kid):
                    found.append(kid)
        return sorted(found)

    def _is_of_participle(self, tree: Tree, at: int, kid: int) -> bool:
        """Whether a name is tied by a hyphen to a participle that says nothing of whose the noun is
        ("Turkish-speaking citizens", "Russian-made rockets")."""
        function = self.function
        if at != kid + 2 or tree.forms[kid + 1] != "-" or tree.tags[at] != "VERB":
            return False
        return tree.lemma(at) not in function.sponsoring | function.standing | function.belonging

    def _join_name(self, tree: Tree, positions: list[int]) -> str | None:
        """The longest run of neighbouring name words."""
        runs: list[list[int]] = []
        for position in positions:
            between = range(runs[-1][-1] + 1, position) if runs else range(0)
            if (
                runs
                and all(
                    tree.tokens[k].upos in ("ADP", "DET", "PUNCT") and len(tree.tokens[k].form) <= 4
                    for k in between
                )
                and len(between) <= NAME_GAP
            ):
                runs[-1].append(position)
            else:
                runs.append([position])
        if not runs:
            return None
        run = max(runs, key=len)
        return self.story.text[tree.tokens[run[0]].start : tree.tokens[run[-1]].end]
