"""What a change of words, types or actors did: the records of two runs over the same stories, compared.

A record of one run answers a record of the other when they stand on the same trigger, the same type first, or
when the one is a further mention of the other. What nothing answers was gained or lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.records import Actor, Event, StoryRecord
from dragoman.scoring.gold import GoldStory
from dragoman.scoring.output import view_records
from dragoman.scoring.score import Score, score_stories

Kind = Literal["gained", "lost", "changed"]
PARTED = " · "  # in `why`, after the entry, come the rules that were applied


class Change(Struct, frozen=True, kw_only=True):
    """A record that was gained, lost or changed; `entry` is the entry of the lexicon it came from.

    `fields` holds what changed, with the value before and after in short. `note` says where a lost record
    went when it is told as part of another.
    """

    kind: Kind
    story: str
    entry: str
    was: Event | None = None
    now: Event | None = None
    fields: dict[str, tuple[str, str]] = {}
    note: str | None = None

    @property
    def event(self) -> Event:
        """The record as it is now, or as it was when it was lost."""
        event = self.now or self.was
        assert event is not None
        return event


class Comparison(Struct, frozen=True):
    """All changes between two runs, how many records stayed, and the stories only one of the two has."""

    changes: tuple[Change, ...]
    same: int
    stories: int
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    def count(self, kind: Kind) -> int:
        """How many changes are of the kind."""
        return sum(change.kind == kind for change in self.changes)

    def by_entry(self) -> dict[str, list[Change]]:
        """The changes by entry, the entry with most of them first."""
        grouped: dict[str, list[Change]] = {}
        for change in self.changes:
            grouped.setdefault(change.entry, []).append(change)
        return dict(sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def read_records(path: Path) -> dict[str, StoryRecord]:
    """What `dragoman code` wrote, by story id; raises DataError naming file and line."""
    found: dict[str, StoryRecord] = {}
    decoder = msgspec.json.Decoder(StoryRecord)
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise DataError(f"records cannot be read: {error.strerror}", where=str(path)) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = decoder.decode(line)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            remedy = "give what dragoman code or dragoman recode writes"
            raise DataError(str(error), where=f"{path}:{number}", remedy=remedy) from None
        found[record.id] = record
    return found


def compare_runs(old: dict[str, StoryRecord], new: dict[str, StoryRecord]) -> Comparison:
    """The differences between two runs, over the stories that both have."""
    both = [identity for identity in old if identity in new]
    changes: list[Change] = []
    same = 0
    for identity in both:
        found = list(_compare_story(old[identity], new[identity]))
        changes += [change for change in found if change is not None]
        same += found.count(None)
    return Comparison(
        tuple(changes),
        same,
        len(both),
        tuple(identity for identity in old if identity not in new),
        tuple(identity for identity in new if identity not in old),
    )


def score_runs(
    gold: Sequence[GoldStory], old: dict[str, StoryRecord], new: dict[str, StoryRecord]
) -> tuple[Score, Score]:
    """The scores of both runs on the gold stories."""
    before, after = (score_stories(gold, view_records(list(run.values()))) for run in (old, new))
    return before, after


def _compare_story(old: StoryRecord, new: StoryRecord) -> Iterator[Change | None]:
    """The changes in a story; None for every record that stayed."""
    left, right = list(old.events), list(new.events)
    for alike in (_is_same, _stands_with_type, _stands_alike):
        for was in list(left):
            now = next((one for one in right if alike(was, one)), None)
            if now is not None:
                left.remove(was)
                right.remove(now)
                yield _change(old.id, was, now)
    for was in left:
        yield Change(kind="lost", story=old.id, entry=_entry(was), was=was, note=_place(was, new.events))
    for now in right:
        yield Change(kind="gained", story=old.id, entry=_entry(now), now=now, note=_place(now, old.events))


def _change(story: str, was: Event, now: Event) -> Change | None:
    fields = {name: (tell(was), tell(now)) for name, tell in _FIELDS.items() if tell(was) != tell(now)}
    if not fields:
        return None
    return Change(kind="changed", story=story, entry=_entry(now), was=was, now=now, fields=fields)


def _is_same(was: Event, now: Event) -> bool:
    return was.id == now.id


def _stands_with_type(was: Event, now: Event) -> bool:
    return _stands_alike(was, now) and was.type == now.type


def _stands_alike(was: Event, now: Event) -> bool:
    return was.trigger.start == now.trigger.start


def _place(event: Event, others: Sequence[Event]) -> str | None:
    """That the record is a mention of another in the other run, None when it is not."""
    for other in others:
        if any(mention.trigger.start == event.trigger.start for mention in other.mentions):
            return f"a mention of {other.type} “{other.trigger.text}”"
    return None


def _entry(event: Event) -> str:
    return event.why.partition(PARTED)[0]


def _name(actor: Actor) -> str:
    return " ".join(part for part in (actor.country or actor.group or "?", actor.sector) if part)


def _names(actors: Sequence[Actor]) -> str:
    return ", ".join(_name(actor) for actor in actors) or "–"


_FIELDS: dict[str, Callable[[Event], str]] = {
    "type": lambda event: event.type,
    "mode": lambda event: ", ".join(event.mode) or "–",
    "actor": lambda event: _names(event.actor),
    "recipient": lambda event: _names(event.recipient),
    "factuality": lambda event: event.factuality,
    "said_by": lambda event: _name(event.said_by) if event.said_by else "–",
    "date": lambda event: event.date.edtf if event.date else "–",
    "place": lambda event: event.place.name if event.place else "–",
    "context": lambda event: ", ".join(event.context) or "–",
    "mentions": lambda event: str(len(event.mentions)),
    "entry": _entry,
}
