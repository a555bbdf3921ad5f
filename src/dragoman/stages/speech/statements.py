"""Sayings become statements: with act, topics, stances, the events inside, and what disputes what."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.codebook.codebook import Codebook
from dragoman.languages.discourse import load_discourse
from dragoman.languages.issues import load_issues
from dragoman.records import Event, Span, Statement, Story
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.speech.acts import ActTeller
from dragoman.stages.speech.quotations import Quotation, kind_of
from dragoman.stages.speech.sayings import Saying, identify
from dragoman.stages.speech.stances import StanceFinder
from dragoman.stages.speech.topics import TopicFinder
from dragoman.stages.trees.tree import Tree


class StatementMaker:
    """Makes the statements of one story."""

    def __init__(
        self,
        story: Story,
        trees: Sequence[Tree],
        actors: ActorFinder,
        quotations: Sequence[Quotation],
        codebook: Codebook,
    ) -> None:
        discourse = load_discourse(story.language)
        self.story = story
        self.quotations = quotations
        self.acts = ActTeller(trees, actors, quotations, discourse, codebook)
        self.topics = TopicFinder(story.text, trees, actors, load_issues(story.language))
        self.stances = StanceFinder(story.text, trees, discourse, codebook)

    def make(self, saying: Saying, events: Sequence[Event], reported: Sequence[Span] = ()) -> Statement:
        """The statement of a saying; `reported` are the words inside it that others are said to say."""
        content = saying.content
        inside = [
            event
            for event in events
            if any(
                content.start <= trigger.start < content.end
                for trigger in (event.trigger, *(mention.trigger for mention in event.mentions))
            )
        ]
        made = [
            *inside,
            *(e for e in events if saying.cue is not None and e.trigger.start == saying.cue.start),
        ]
        about = self.topics.find_actors(content, inside, saying.speakers)
        issues = self.topics.find_issues(content)
        return Statement(
            id=identify(self.story.id, saying),
            speaker=saying.speakers[0] if saying.speakers else None,
            cue=saying.cue,
            content=content,
            kind=kind_of(self.quotations, content),  # type: ignore[arg-type]
            act=self.acts.tell(saying, inside),
            addressee=saying.addressees,
            events=tuple(event.id for event in inside),
            speakers=saying.speakers,
            about=about,
            issues=issues,
            stance=self.stances.find(saying, made, about, issues, reported),
            within=identify(self.story.id, saying.parent) if saying.parent is not None else None,
        )


def list_reported(saying: Saying, sayings: Sequence[Saying]) -> list[Span]:
    """The contents that are reported within a saying: their words are not its speaker's own."""
    return [one.content for one in sayings if one.parent is saying]


def link_disputes(
    events: Sequence[Event], statements: Sequence[Statement], denying: frozenset[str]
) -> tuple[Event, ...]:
    """The events with what contradicts them: the same event told as not having happened, or denied.

    Two records contradict each other when type and participants are the same and one is negated while the
    other is asserted, or when a statement that denies holds the one and the other stands outside it.
    """
    by_id = {event.id: event for event in events}
    against: dict[str, list[str]] = {}
    for number, one in enumerate(events):
        for other in events[number + 1 :]:
            if _same_event(one, other) and {one.factuality, other.factuality} == {"actual", "negated"}:
                against.setdefault(one.id, []).append(other.id)
                against.setdefault(other.id, []).append(one.id)
    for statement in statements:
        if statement.act not in denying:
            continue
        for identity in statement.events:
            denied = by_id.get(identity)
            for event in events:
                outside = event.id not in statement.events and event.factuality == "actual"
                if denied is not None and outside and _same_event(event, denied):
                    against.setdefault(event.id, []).append(statement.id)
    return tuple(
        replace(event, disputed=tuple(dict.fromkeys(against[event.id]))) if event.id in against else event
        for event in events
    )


def _same_event(a: Event, b: Event) -> bool:
    return a.type == b.type and _codes(a) == _codes(b)


def _codes(event: Event) -> tuple[frozenset[str | None], frozenset[str | None]]:
    return (
        frozenset(actor.country or actor.group for actor in event.actor),
        frozenset(actor.country or actor.group for actor in event.recipient),
    )
