"""The country of a named official whom the story gives an office but no country.

"Minister Jaan Tamm" belongs to the state that acts in what he says, when the title of the story names that
state too; all he says in the story counts together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.sectors import load_sectors
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.actors.home import list_titled
from dragoman.stages.speech.sayings import Saying
from dragoman.stages.speech.speakers import SpeakerFinder, is_sure
from dragoman.stages.trees.tree import Tree

CONTEXT = "context"  # `via` of a country that the phrase itself does not tell
PARTS = re.compile(r"[\s-]+")


class HomeGiver:
    """Gives countries to the named officials of one story."""

    def __init__(self, trees: Sequence[Tree], actors: ActorFinder, speakers: SpeakerFinder) -> None:
        self.trees = trees
        self.actors = actors
        self.speakers = speakers

    def settle(self, sayings: Sequence[Saying]) -> None:
        """Sets the country of the speakers that have an office and no country, where it can be told."""
        titled = frozenset(list_titled(self.actors.story, self.actors.atlas))
        if not titled:
            return
        for surname, own in self._group(sayings).items():
            sector = self._sector(surname)
            homes = {country for one in own for country in self._acting(one)} & titled
            if sector is None or len(homes) != 1:
                continue
            for one in own:
                given = {"country": next(iter(homes)), "sector": sector, "via": CONTEXT}
                one.speakers = (replace(one.speakers[0], **given),)

    def _group(self, sayings: Sequence[Saying]) -> dict[str, list[Saying]]:
        """By surname, the sayings of one named speaker without country."""
        found: dict[str, list[Saying]] = {}
        for one in sayings:
            speaker = one.speakers[0] if len(one.speakers) == 1 else None
            if speaker is not None and speaker.name and not (speaker.country or speaker.group):
                found.setdefault(PARTS.split(speaker.name)[-1], []).append(one)
        return found

    def _sector(self, surname: str) -> str | None:
        """The office that the story gives the bearer of the surname, if it is one of the state's."""
        for tree in self.trees:
            for at, token in enumerate(tree.tokens):
                if token.form != surname:
                    continue
                head = tree.heads[at] if tree.relations[at] == "flat" else at
                for one in self.actors.find(tree, head):
                    if one.sector in load_sectors().acting and PARTS.split(one.name or "")[-1] == surname:
                        return one.sector
        return None

    def _acting(self, saying: Saying) -> set[str]:
        """The states that act in what is said."""
        states = load_sectors().acting
        return {
            one.country
            for tree, subject in self.speakers.agents(saying.content)
            for one in self.actors.find(tree, subject)
            if is_sure(one) and one.country and (one.sector is None or one.sector in states)
        }
