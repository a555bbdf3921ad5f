"""The persons of a story: who bears a name, by the atlas, by the story's own full names, or nobody known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from dragoman.atlas.atlas import Atlas, Holder
from dragoman.atlas.persons import fold_name
from dragoman.atlas.sectors import people_sector
from dragoman.records import Actor, Doubt, Story
from dragoman.stages.actors.phrases import PhraseReader
from dragoman.stages.actors.resolution import Rules
from dragoman.stages.mentions import Mentions
from dragoman.stages.trees.tree import Tree

NAMING = ("PROPN", "X")  # parts of speech of a name's words
LONGEST_NAME = 5  # words
FADED = 40 * 365  # days after office from which a bare surname is rather another's: a company, a son


class People:
    """Answers whom a personal name means in one story, and remembers whom the story itself described."""

    def __init__(
        self,
        story: Story,
        trees: Sequence[Tree],
        mentions: Sequence[Mentions],
        reader: PhraseReader,
        atlas: Atlas,
        rules: Rules,
        certain: frozenset[str],
    ) -> None:
        self.story = story
        self.on = story.published
        self.atlas = atlas
        self.rules = rules
        self.certain = certain
        self.doubts: list[Doubt] = []
        self.known: dict[str, Actor] = {}
        self.offices: dict[str, frozenset[str]] = {}
        self.full: dict[str, list[str]] = {}
        self.countries: Counter[str] = Counter()
        self.home: str | None = None
        for tree in trees:
            self._gather(tree, mentions[tree.number], reader)

    @property
    def surnames(self) -> frozenset[str]:
        """The last words of the names that the story gives in full, as they are written."""
        return frozenset(name.split()[-1] for names in self.full.values() for name in names)

    def remember(self, name: str, actor: Actor) -> None:
        """Keeps a person whom the story has described, under the full name and the surname."""
        self.known[fold_name(name)] = actor
        if actor.name:
            self.known.setdefault(fold_name(actor.name), actor)
        surname = fold_name(name.split()[-1])
        if surname not in self.full:
            self.known.setdefault(surname, actor)

    def refine(self, actor: Actor) -> None:
        """Keeps what a title tells of somebody of whom only the country was known."""
        for name, known in self.known.items():
            if known.name == actor.name and known.sector == people_sector():
                self.known[name] = replace(known, sector=actor.sector)

    def find(
        self,
        name: str,
        owners: Sequence[Actor],
        office_id: str | None,
        at: int,
        title: str | None,
        left: str | None = None,
        sector: str | None = None,
    ) -> Actor | None:
        """The person who bears the name, or None; a doubt is noted when several may.

        `owners` are whose the person is said to be, `left` is an office that is said to be over. Without a
        `title` (the role word before the name, of that `sector`) the story's own memory of the person goes
        before them.
        """
        spelled = self._in_full(name, at)
        if spelled is None:
            return None
        told = {owner.country for owner in owners if owner.country}
        remembered = self.known.get(fold_name(spelled))
        if remembered is not None and (
            not told or title is None or any(self.rules.are_kin(remembered.country, code) for code in told)
        ):
            return remembered
        holders = self._holders(spelled, owners, office_id, left)
        if holders is None:
            self.doubts.append(
                Doubt(at, at + len(name), name, "several office holders bear this name: not linked")
            )
            return None
        if not holders and title is not None and not told:
            holders = self._titled(spelled, sector)
        if not holders and title is not None:  # "Pope Francis" is one name
            titled = self.atlas.persons(f"{title} {spelled}", self.on)
            holders = tuple(h for h in titled if not told or h.country in told)[:1]
        if not holders:
            return None
        actor = self._actor(holders[0])
        self.remember(spelled, actor)
        self.offices[actor.name or spelled] = frozenset(
            h.office_id for h in holders if h.office_id and (self.on is None or self._is_in_office(h))
        )
        return actor

    def _gather(self, tree: Tree, mentions: Mentions, reader: PhraseReader) -> None:
        """Notes the names of two words and more, and whose offices the atlas knows."""
        if tree.kinds.isdisjoint(NAMING):
            return
        titles, named = reader.titles[tree.number], mentions.by_token
        words = [at for at, tag in enumerate(tree.tags) if tag in NAMING]
        words = [at for at in words if at not in named and at not in titles]
        words = [at for at in words if tree.forms[at] not in reader.function.honorifics]
        times = reader.function.time_nouns  # "premier Jansen woensdag": a day is no surname
        words = [at for at in words if not (tree.tokens[at].form.islower() and tree.lemmas[at] in times)]
        for at, run in list_runs(words):
            if 2 <= run - at <= LONGEST_NAME:
                name = self.story.text[tree.tokens[at].start : tree.tokens[run - 1].end]
                for word in {fold_name(name.split()[0]), fold_name(name.split()[-1])}:
                    names = self.full.setdefault(word, [])
                    if name not in names:
                        names.append(name)
                states = {h.country for h in self.atlas.persons(name, self.on)}
                if len(states) == 1 and (country := states.pop()):
                    self.countries[country] += 1

    def _in_full(self, name: str, at: int) -> str | None:
        """The name as the story gives it in full; None when it gives several that fit."""
        if " " in name:
            return name
        names = self.full.get(fold_name(name), [])
        if len({fold_name(one) for one in names}) < 2:
            full = names[0] if names else name
            surname = fold_name(full.split()[-1]) == fold_name(name) or bool(
                self.atlas.persons(full, self.on)
            )
            return full if surname or not self._is_prominent(name) else name  # the firm "Jansen Holding"
        known = [one for one in names if self._is_prominent(one)]
        if len({fold_name(one) for one in known}) == 1:
            return known[0]
        listed = {fold_name(one): one for one in names if self.atlas.persons(one, self.on)}
        if len(listed) == 1:
            return listed.popitem()[1]
        met = [one for one in names if fold_name(one) in self.known]
        found = {(self.known[fold_name(one)].country, self.known[fold_name(one)].name) for one in met}
        if len(found) == 1:
            return met[0]
        self.doubts.append(Doubt(at, at + len(name), name, f"{' or '.join(names)}: not linked"))
        return None

    def _is_prominent(self, name: str) -> bool:
        """Whether the full name is that of somebody who holds, or held, a high office."""
        famous = self.rules.persons.famous
        return any(holder.office_id in famous for holder in self.atlas.persons(name, self.on))

    def _holders(
        self, name: str, owners: Sequence[Actor], office_id: str | None, left: str | None
    ) -> tuple[Holder, ...] | None:
        """The offices of the one person meant, () when nobody known, None when several are left."""
        holders = self._list_holders(name)
        told = {owner.country or owner.group for owner in owners if owner.country or owner.group}
        if told:
            fitting = tuple(
                h for h in holders
                if h.country in told or h.group in told
                or (" " in name and any(self.rules.are_kin(h.country, code) for code in told))
            )  # fmt: skip
            holders = fitting or self._in_office(name, told, office_id)
        elif office_id is None and " " not in name:
            holders = tuple(h for h in holders if self._is_likely(h) or (left and h.office_id == left))
        if office_id:
            holders = tuple(h for h in holders if h.office_id == office_id) or (
                holders if told or " " in name else tuple(h for h in holders if self._is_likely(h))
            )
        for narrower in (
            lambda h: h.country in self.certain,
            self._is_in_office,
            lambda h: h.office_id in self.rules.persons.famous,
        ):
            if len({(h.country, h.group) for h in holders}) > 1:
                holders = tuple(h for h in holders if narrower(h)) or holders
        if len({(h.country, h.group) for h in holders}) > 1 and len({h.person for h in holders}) > 1:
            return None
        if not told and holders and self._is_stranger(holders):
            return ()
        return holders

    def _list_holders(self, name: str) -> tuple[Holder, ...]:
        """The offices held on the day by who bears the name; of a surname also those that others of the
        name have left behind: a premier abroad does not hide a former president."""
        holders = self.atlas.persons(name, self.on)
        if self.on is None or " " in name:
            return holders
        persons = {h.person for h in holders}
        on = self.on
        others = (h for h in self.atlas.persons(name) if h.person not in persons)
        return (*holders, *(h for h in others if h.since is None or h.since[: len(on)] <= on))

    def _titled(self, name: str, sector: str | None) -> tuple[Holder, ...]:
        """The offices of the one person in office who is called by a title and this surname ("Minister
        Smith"): of the home country, one where the story's language is at home, or any if none is home."""
        if self.on is None or " " in name:
            return ()
        found = tuple(h for h in self.atlas.persons(name, self.on) if self._is_in_office(h))
        if len({h.person for h in found}) != 1 or sector not in {h.sector for h in found}:
            return ()
        homes = {*self.rules.persons.homelands.get(self.story.language, ()), self.home}
        return found if self.home is None or any(h.country in homes for h in found) else ()

    def _is_stranger(self, holders: Sequence[Holder]) -> bool:
        """Whether a story at home elsewhere, which never names their country, hardly means these holders."""
        countries = {h.country for h in holders}
        if countries <= self.rules.persons.homelands.get(self.story.language, frozenset()):
            return False
        elsewhere = self.home is not None and self.home not in countries and not countries & self.certain
        return (
            elsewhere
            and None not in countries
            and not any(h.office_id in self.rules.persons.famous for h in holders)
        )

    def _in_office(self, name: str, told: set[str | None], office_id: str | None) -> tuple[Holder, ...]:
        """Who held the office named, when the surname fits but the first name is spelled otherwise."""
        if office_id is None or self.on is None or " " not in name:
            return ()
        surname = fold_name(name).split()[-1]
        found = [self.atlas.office(office_id, code, self.on) for code in told if code]
        return tuple(h for h in found if h is not None and fold_name(h.person).split()[-1] == surname)

    def _is_in_office(self, holder: Holder) -> bool:
        return self.on is not None and (holder.until is None or holder.until > self.on)

    def _is_likely(self, holder: Holder) -> bool:
        """Whether a bare surname may mean this person: in office in a country that is named, or high."""
        famous = holder.office_id in self.rules.persons.famous
        if holder.country in self.certain:
            faded = (
                self.on is not None and holder.until is not None and has_ended(holder.until, self.on, FADED)
            )
            return (famous and not faded) or self.on is None or self._is_in_office(holder)
        return famous and self._is_in_office(holder)

    def _actor(self, holder: Holder) -> Actor:
        persons = self.rules.persons
        ended = (
            self.on is not None
            and holder.until is not None
            and has_ended(holder.until, self.on, persons.recent)
        )
        return Actor(
            text=holder.person,
            start=0,
            end=0,
            name=holder.person,
            country=holder.country,
            group=None if holder.country else holder.group,
            sector=persons.former_sector if ended and holder.sector in persons.former_of else holder.sector,
            office=holder.office,
            id=holder.id,
            via="atlas",
        )


def list_runs(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Where the runs of neighbouring positions begin, and where each is over."""
    runs: list[tuple[int, int]] = []
    for at in positions:
        if runs and runs[-1][1] == at:
            runs[-1] = runs[-1][0], at + 1
        else:
            runs.append((at, at + 1))
    return runs


def has_ended(until: str, on: str, days: int) -> bool:
    """Whether an office was over by a date, where both are days for more than `days` of them."""
    if len(until) == len(on) == len("2000-01-01"):
        return (date.fromisoformat(on) - date.fromisoformat(until)).days > days
    return until < on[: len(until)]
