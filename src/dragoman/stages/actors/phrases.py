"""The parts of a noun phrase that say who it is: names, role words, owners, a personal name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from dragoman.atlas.atlas import Atlas, Role
from dragoman.languages.function import Function
from dragoman.records import Story
from dragoman.stages.actors.bonds import BONDS
from dragoman.stages.actors.titles import Title, find_titles
from dragoman.stages.mentions import Mention, Mentions
from dragoman.stages.trees.tree import Tree

BARE = "obl:unmarked"  # a name tied to a participle by a hyphen
OWNING = ("amod", "nmod", "compound", "det:poss")  # how an owner's relation begins
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
        self.former = atlas.former_marks(story.language) | function.past_adverbs
        self.backing = function.sponsoring | function.allied
        self.titles: list[dict[int, Title]] = [
            find_titles(tree, atlas, story.language, mentions[tree.number].by_token) for tree in trees
        ]
        self.surnames: frozenset[str] = frozenset()
        self._read: list[dict[int, Phrase]] = [{} for _ in trees]

    def read(self, tree: Tree, at: int) -> Phrase:
        """The parts of the phrase headed by `at`."""
        read = self._read[tree.number]
        phrase = read.get(at)
        if phrase is None:
            phrase = read[at] = self._take_apart(tree, at)
        return phrase

    def _take_apart(self, tree: Tree, at: int) -> Phrase:
        mentions, titles = self.mentions[tree.number], self.titles[tree.number]
        named = mentions.by_token
        positions, core = self._gather(tree, at)
        phrase = Phrase(positions[0], positions[-1])
        name_words: list[int] = []
        for position in positions:
            if position in named:
                if named[position] not in phrase.names:
                    phrase.names.append(named[position])
            elif (
                not (
                    position in titles and self._take_role(tree, at, titles[position], position, phrase, core)
                )
                and self._is_name_word(tree, position)
                and (position == at or self._is_named_by(tree, position, core))
            ):
                name_words.append(position)
        if name_words:
            phrase.person = self._join_name(tree, name_words)
        if phrase.role is not None:
            phrase.former = phrase.role.former or self._is_over(tree, core)
        if len(positions) > 1:
            self._list_owners(tree, at, phrase, positions, core)
        if phrase.role is not None and not phrase.owners:
            phrase.owners = self._sponsors(tree, at)
        if at in mentions.prefixes:
            phrase.names.append(mentions.prefixes[at])
        return phrase

    def _is_over(self, tree: Tree, core: list[int]) -> bool:
        """Whether a word beside the role tells that it is over ("former")."""
        return not self.former.isdisjoint(tree.words) and any(
            tree.lemmas[kid] in self.former for host in core for kid in tree.kids(host, "amod", "advmod")
        )

    def _list_owners(
        self, tree: Tree, at: int, phrase: Phrase, positions: list[int], core: list[int]
    ) -> None:
        """Notes which of the modifiers may say whose the head is."""
        for position in positions:
            if position in core or tree.heads[position] not in core:
                continue
            title = self.titles[tree.number].get(position)
            if title is not None and title.head in core and title.first > title.head:
                continue  # "minister Jansen van Defensie": a part of the title
            if tree.relations[position].startswith(OWNING):
                group = [position, *tree.kids(position, "conj")]
                if any(self._may_own(tree, one) for one in group):
                    phrase.owners.append(group)
        for position in core[1:]:
            if tree.relations[position].startswith("flat") and self._may_own(tree, position):
                phrase.owners.append([position])
        phrase.owners = self._join_adjectives(tree, at, phrase.owners)

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
        if self.backing.isdisjoint(tree.words):
            return found
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

    def _bears(self, tree: Tree, at: int, title: Title) -> bool:
        """Whether a title before the head is the head's own: "President Smith", not "army positions"."""
        head = tree.tokens[at]
        return title.first <= at <= title.last or (
            head.upos == "PROPN" and at not in self.mentions[tree.number].by_token
            and at not in self.titles[tree.number]
        )  # fmt: skip

    def _bears_before(self, tree: Tree, at: int, position: int, kid: int) -> bool:
        """Whether the title of a modifier is borne by the phrase's head."""
        title, relation = self.titles[tree.number][kid], tree.relations[kid]
        if relation.startswith("compound"):
            return self._bears(tree, at, title)
        # "general John Smith" read as a general sort of Smith
        named = all(tree.tags[k] == "PROPN" for k in range(kid + 1, position + 1))
        return relation == "amod" and title.first == kid < position and named

    def _take_role(
        self, tree: Tree, at: int, title: Title, position: int, phrase: Phrase, core: list[int]
    ) -> bool:
        """Notes the role that the word of a title tells; the head's own role wins over its modifiers'."""
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
        if token.form.lower() in self.function.honorifics:
            return False
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
        return self._gather(tree, at)[0]

    def _gather(self, tree: Tree, at: int) -> tuple[list[int], list[int]]:
        """The positions of a phrase in text order, and its core from the head on: the words that name the
        same one, which are flat parts, appositions and a name's own compounds."""
        found, core = [at], [at]
        children, relations = tree.children, tree.relations
        if not children[at]:
            return found, core
        titles = self.titles[tree.number]
        for position in found:
            for kid in children[position]:
                bond = BONDS[relations[kid]]
                if bond is None:
                    continue
                if bond.loose:
                    beside = position == at or relations[position] == "appos"
                    if (
                        beside
                        and self._may_describe(tree.case(kid), at in titles)
                        and not self._is_of_participle(tree, position, kid)
                    ):
                        found.append(kid)
                elif position == at or relations[kid] != "appos":
                    if not self._is_of_participle(tree, position, kid):
                        found.append(kid)
                    same = bond.same
                    if kid in titles and not same:
                        same = self._bears_before(tree, at, position, kid)
                    if same and position in core:
                        core.append(kid)
        found.sort()
        return found, core

    def _may_describe(self, case: str, titled: bool) -> bool:
        """Whether an of-phrase with this preposition describes its head, which may be a title."""
        function = self.function
        return (
            not case
            or case in function.owner_prepositions
            or (titled and case in function.service_prepositions)
        )

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
