"""What is not political stays out: sport, culture, weather, accidents, trade, crime among private persons."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.codebook.politics import Politics
from dragoman.records import Actor, Doubt, Event
from dragoman.stages.surroundings import TOLD, Surroundings

STORY_SHARE = 0.4  # of a story's sentences: from here on the whole story is of that theme
STORY_WEIGHT = 2.5  # what the theme of a whole story weighs in each of its sentences
SEAT = "capital"  # how an actor was linked that is its government because its capital is named


class PoliticsGate:
    """Judges the events of one story."""

    def __init__(self, politics: Politics, contexts: Surroundings, themes: Surroundings) -> None:
        self.politics = politics
        self.contexts = contexts
        self.themes = themes
        self.doubts: list[Doubt] = []

    def pass_political(self, events: Sequence[Event]) -> list[Event]:
        """The events that are political; a doubt is kept of each other one."""
        kept = []
        for event in events:
            reason = self.refuse(event)
            if reason is None:
                kept.append(event)
            else:
                words = event.evidence
                self.doubts.append(Doubt(words.start, words.end, words.text, f"{event.why}: {reason}"))
        ids = {event.id for event in kept}
        return [event if event.of is None or event.of in ids else replace(event, of=None) for event in kept]

    def refuse(self, event: Event) -> str | None:
        """Why the event is not political, or None when it is."""
        number = self.contexts.sentence_of(event.trigger.start)
        political = {
            name: weight
            for name, weight in self.contexts.weigh(number).items()
            if name in self.politics.contexts
        }
        return self._refuse_theme(event, number, political) or self._refuse_private(event, political)

    def _refuse_theme(self, event: Event, number: int, political: dict[str, float]) -> str | None:
        weights = self.themes.weigh(number)
        kinds = {event.type, *(f"{event.type}/{mode}" for mode in event.mode)}
        for name, theme in self.politics.theme.items():
            weight = weights.get(name, 0.0)
            if self.themes.share(name) >= STORY_SHARE:
                weight = max(weight, STORY_WEIGHT)
            if weight < theme.told or kinds & theme.keeps:
                continue
            if kinds & theme.drops:
                return f"not political: {name}"
            if theme.contexts and max(political.values(), default=0.0) > weight:
                continue
            actors = event.actor if theme.doers else (*event.actor, *event.recipient)
            if theme.actors and any(self._acts(actor, states=theme.states) for actor in actors):
                continue
            if theme.states and (len(self._codes(actors)) > 1 or kinds & self.politics.always):
                continue
            return f"not political: {name}"
        return None

    def _refuse_private(self, event: Event, political: dict[str, float]) -> str | None:
        """Refuses what private persons do among themselves, or with courts and police of their country."""
        actors = (*event.actor, *event.recipient)
        kinds = {event.type, *(f"{event.type}/{mode}" for mode in event.mode)}
        if kinds & self.politics.always or any(self._acts(actor, states=True) for actor in actors):
            return None
        named = [actor for actor in actors if actor.sector or actor.via not in self.politics.implied]
        sectors = {actor.sector for actor in named if actor.sector}
        if {actor.sector for actor in actors} <= self.politics.commercial:
            return "not political: companies among themselves"
        if not sectors <= self.politics.private | self.politics.justice:
            return None
        if event.actor and event.recipient and all(a.sector in self.politics.justice for a in actors):
            return None  # policemen before a court
        if kinds & self.politics.force and any(a.sector in self.politics.justice for a in actors):
            return None
        if len(self._codes(actors)) > 1 or max(political.values(), default=0.0) >= TOLD:
            return None
        return "not political: a matter of private persons of one country"

    def _codes(self, actors: Sequence[Actor]) -> set[str]:
        """The countries and groups that the words name, those of places included."""
        named = [actor for actor in actors if actor.via not in self.politics.guessed]
        return {code for actor in named if (code := actor.country or actor.group)}

    def _acts(self, actor: Actor, *, states: bool) -> bool:
        """Whether the actor makes the matter political: by its sector, or as a state or group as such."""
        if actor.via in self.politics.implied or (actor.via == SEAT and not states):
            return False  # where a country's name is a team, its capital is one too
        if actor.sector is None:
            return states and bool(actor.country or actor.group)
        return actor.sector in self.politics.political
