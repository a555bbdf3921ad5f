"""Who speaks: the actor of a cue's subject, and whose official an unnamed one is.

An unnamed official speaks for the state that acts in what he says ("Israel has strengthened its forces,
military sources said"), not for the country that happens to be named nearest. A witness, a newspaper or a
diplomat may come from anywhere: where nothing says from where, the words are kept and no country is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.sectors import load_sectors, people_sector
from dragoman.languages.discourse import Discourse
from dragoman.records import Actor, Span
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.actors.phrases import Phrase
from dragoman.stages.mentions import named_actor
from dragoman.stages.speech.sayings import top_predicates
from dragoman.stages.trees.tree import Tree

GUESSED = ("context", "place")  # `via` of actors whose country the phrase itself does not tell
NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "X")
CONTEXT = "context"
PLACE = "place"
STORY = "story"
REACH = 3  # sentences back that "the agency" may reach
DEFINING = ("amod", "compound", "nmod", "nmod:desc")


class SpeakerFinder:
    """Finds the speakers of one story."""

    def __init__(self, text: str, trees: Sequence[Tree], actors: ActorFinder, discourse: Discourse) -> None:
        self.text = text
        self.trees = trees
        self.actors = actors
        self.discourse = discourse
        self._named: dict[str, Actor] = {}  # people by surname, as the story introduced them

    def find(self, tree: Tree, at: int, content: Span | None) -> tuple[Actor, ...]:
        """The speakers that the phrase headed by `at` names; one without country or group is nobody known."""
        document = self._author(tree, at)
        if document is not None:
            at = document
        found = self.actors.find(tree, at)
        linked = any(one.country or one.group for one in found)
        if linked and not any(one.via in GUESSED for one in found):
            return tuple(self._with_code(one) for one in found)
        phrase = self.actors.reader.read(tree, at)
        beside = self._beside(tree, at, phrase)
        if found and beside is not None and all(one.country == beside for one in found):
            return tuple(self._with_code(one) for one in found)  # "the ministry in Lima said"
        group = self._pointed_at(tree, at, phrase, content)
        if group is None:
            group = self._named_before(tree, at)
        if group is not None:
            return (group,)
        told = found or self._unknown(tree, at, phrase)
        if phrase.role is None and phrase.person:  # a name alone tells no country
            return (self._introduced(tree, at, phrase, told[0]),) if told else ()
        if any(one.via in (*GUESSED, None) for one in told) and beside is not None:
            told = tuple(replace(one, country=beside, group=None, via=PLACE) for one in told)
        elif phrase.role is not None and (
            phrase.role.sector in load_sectors().countryless or self._is_anybody(tree, at, phrase)
        ):
            if not any(one.via == PLACE for one in told):
                told = tuple(replace(one, country=None, group=None, via=None) for one in told)
        elif content is not None and (told and (phrase.role is not None or phrase.person)):
            home = self._home(tree, at, content)
            if home is not None:
                told = tuple(
                    replace(one, country=home.country, group=home.group, via=CONTEXT) for one in told
                )
        return tuple(self._with_code(one) for one in told)

    def _introduced(self, tree: Tree, at: int, phrase: Phrase, bare: Actor) -> Actor:
        """A person with what stands beside the name, or stood there before ("Nugroho, spokesman of …")."""
        surname = (phrase.person or "").split()[-1]
        for kid in tree.kids(at, "appos"):
            beside = next((one for one in self.actors.find(tree, kid) if is_sure(one)), None)
            if beside is not None:
                known = replace(bare, country=beside.country, group=beside.group, via=STORY)
                known = replace(known, sector=beside.sector)
                self._named[surname] = known
                return known
        known_before = self._named.get(surname) or self._told_elsewhere(tree, at, surname)
        if known_before is None:
            return replace(bare, country=None, group=None, via=None)
        place = {"text": bare.text, "start": bare.start, "end": bare.end}
        return replace(known_before, **place)

    def _told_elsewhere(self, tree: Tree, at: int, surname: str) -> Actor | None:
        """The person of that surname whom the story gave with name and country before, speaking or not."""
        for inner in self.trees[: tree.number + 1]:
            for position, token in enumerate(inner.tokens):
                if token.form != surname or (inner is tree and position >= at):
                    continue
                head = inner.heads[position] if inner.relations[position] == "flat" else position
                for one in self.actors.find(inner, head):
                    if is_sure(one) and (one.name or "").split()[-1:] == [surname]:
                        self._named[surname] = one
                        return one
        return None

    def _with_code(self, actor: Actor) -> Actor:
        """An organisation without a country counts under its sector's own code, as in PLOVER's export."""
        if actor.country is None and actor.group is None and actor.sector in load_sectors().countryless:
            return replace(actor, group=actor.sector)
        return actor

    def _unknown(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...]:
        """The words of a speaker nobody knows, with the sector and name they tell."""
        token = tree.tokens[at]
        if token.upos not in NOMINAL:
            return ()
        span = tree.span(phrase.first, phrase.last, self.text)
        sector = phrase.role.sector if phrase.role else None
        return (Actor(text=span.text, start=span.start, end=span.end, name=phrase.person, sector=sector),)

    def _author(self, tree: Tree, at: int) -> int | None:
        """Who wrote or gave the document that the phrase names ("a report by the UN"), or None."""
        if tree.lemma(at) not in self.discourse.documents:
            return None
        for kid in tree.children[at]:
            relation = tree.relations[kid]
            case = tree.case(kid)
            if relation in ("nmod:poss", "nmod:desc") or (
                relation.startswith(("nmod", "obl")) and case in self.discourse.author_prepositions
            ):
                found = self.actors.find(tree, kid)
                if any(is_sure(one) for one in found):
                    return kid
                sent = tree.kids(at, "acl", "acl:relcl") + tree.kids(kid, "acl", "acl:relcl")
                below = [
                    lower
                    for clause in sent
                    for lower in tree.kids(clause, "obl:agent")
                    if any(is_sure(one) for one in self.actors.find(tree, lower))
                ]
                if below:
                    return below[0]
        head = tree.heads[at]
        if head >= 0 and tree.relations[at] == "obj":  # "issued a statement that said …"
            return tree.kid(head, "nsubj")
        return None

    def _beside(self, tree: Tree, head: int, phrase: Phrase) -> str | None:
        """The country told beside the speaker ("a weekly in Saudi hands", "a group based in Trinidad")."""
        based = [
            place
            for clause in tree.kids(head, "acl", "amod")
            for kid in tree.kids(clause, "obl", "obl:arg")
            if tree.case(kid).partition("_")[0] in tree.function.place_prepositions
            and tree.lemma(clause) in self.discourse.based
            and (place := self.actors.place_country(tree, kid)) is not None
        ]
        if based:
            return based[0][0]
        at = phrase.last + 1
        if at >= len(tree.tokens) or tree.tokens[at].upos != "ADP":
            return None
        mentions = self.actors.mentions[tree.number].by_token
        for position in range(at + 1, len(tree.tokens)):
            if tree.tokens[position].upos not in ("DET", "ADJ", "NOUN", "PROPN"):
                return None
            if position in mentions:
                return mentions[position].best(self.actors.certain).entry.country
        return None

    def _is_anybody(self, tree: Tree, at: int, phrase: Phrase) -> bool:
        """Whether the unnamed speaker may be of any country ("diplomats", "a newspaper", "een groep")."""
        role = phrase.role
        if phrase.person or phrase.owners or role is None:
            return False
        definite = any(tree.has_feature(kid, "Definite=Def") for kid in tree.children[at])
        if definite:
            return False
        if role.sector in self.discourse.anybody_sectors:
            return True
        defined = any(tree.lemma(kid) not in self.discourse.vague for kid in tree.kids(at, *DEFINING))
        return tree.lemma(at) in self.discourse.anybody and not defined

    def _pointed_at(self, tree: Tree, at: int, phrase: Phrase, content: Span | None) -> Actor | None:
        """The organisation that "the group" or "the court" points back to: one that acts in the content."""
        role = phrase.role
        if content is None or role is None or role.kind == "person" or phrase.person:
            return None
        definite = any(tree.has_feature(kid, "Definite=Def") for kid in tree.children[at])
        if not definite or phrase.owners:
            return None
        span = tree.span(phrase.first, phrase.last, self.text)
        for inner, subject in self.agents(content):
            for one in self.actors.find(inner, subject):
                fits = role.carrier or one.sector == role.sector
                if fits and one.sector not in (None, people_sector()) and (one.country or one.group):
                    return replace(one, text=span.text, start=span.start, end=span.end, via="coreference")
        return None

    def _named_before(self, tree: Tree, at: int) -> Actor | None:
        """The organisation named last that a bare "the agency" points back to, or None."""
        if tree.lemma(at) not in self.discourse.organisations or tree.kids(at, *DEFINING):
            return None
        if not any(tree.has_feature(kid, "Definite=Def") for kid in tree.children[at]):
            return None
        for number in range(tree.number, max(-1, tree.number - REACH - 1), -1):
            for mention in reversed(self.actors.mentions[number].found):
                entry = mention.best(self.actors.certain).entry
                if entry.kind in ("organisation", "body", "group") and (number, mention.last) < (
                    tree.number,
                    at,
                ):
                    hit = mention.best(self.actors.certain)
                    named = named_actor(self.trees[number], mention, hit, self.text)
                    token = tree.tokens[at]
                    return replace(
                        named, text=token.form, start=token.start, end=token.end, via="coreference"
                    )
        return None

    def _home(self, tree: Tree, at: int, content: Span) -> Actor | None:
        """The state an unnamed official belongs to by what he says: the state that acts, else the place."""
        speaks_first = tree.tokens[at].start < content.start
        if speaks_first and self._told_before(tree, at):
            return None
        agents = [
            one
            for inner, subject in self.agents(content)
            for one in self.actors.find(inner, subject)
            if is_sure(one)
        ]
        states = load_sectors().acting
        acting = [one for one in agents if one.sector is None or one.sector in states]
        for one in acting:
            return one
        for inner in self.trees:
            for position, token in enumerate(inner.tokens):
                if not content.start <= token.start < content.end:
                    continue
                if inner.case(position).partition("_")[0] in inner.function.place_prepositions:
                    place = self.actors.place_country(inner, position)
                    if place is not None:
                        word = inner.tokens[place[1]]
                        return Actor(text=word.form, start=word.start, end=word.end, country=place[0])
        return agents[0] if agents else None

    def _told_before(self, tree: Tree, at: int) -> bool:
        """Whether a country stands in the sentences before, or before the speaker in his own."""
        if any(mention.last < at for mention in self.actors.mentions[tree.number].found):
            return True
        return any(mentions.found for mentions in self.actors.mentions[: tree.number])

    def agents(self, content: Span) -> list[tuple[Tree, int]]:
        """The agents of the topmost predicates inside the content."""
        agents: list[tuple[Tree, int]] = []
        for tree, top in top_predicates(self.trees, content):
            for verb in (top, *tree.kids(top, "ccomp")):
                for one in tree.kids(verb, "obl:agent", "nsubj") or tree.kids(verb, "nsubj:pass"):
                    if content.start <= tree.tokens[one].start < content.end:
                        agents.append((tree, one))
        return agents


def is_sure(actor: Actor) -> bool:
    """Whether the phrase itself, or what the story says of it, tells country or group."""
    return bool(actor.country or actor.group) and actor.via not in GUESSED
