"""Gold: stories as a careful reader annotated them."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.records import Factuality, Story

PARTICIPANT = re.compile(r"(?P<code>[A-Za-z0-9-]+)(?: (?P<sector>[A-Z]{3}))?(?: \((?P<name>.*)\))?")


class Participant(Struct, frozen=True):
    """An actor as gold writes it: "USA GOV (Joe Biden)"."""

    code: str
    sector: str | None
    name: str | None


class GoldEvent(Struct, frozen=True, kw_only=True):
    """An annotated event; `type` may offer a choice ("AID|SUPPORT"), `core` says that it must be found."""

    type: str
    evidence: str
    factuality: Factuality
    core: bool
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    said_by: str | None = None

    @property
    def types(self) -> frozenset[str]:
        """The types that are right."""
        return frozenset(self.type.split("|"))


class GoldStatement(Struct, frozen=True, kw_only=True):
    """An annotated piece of reported speech; joint speakers are divided by semicolons."""

    speaker: str | None
    content: str
    cue: str | None = None
    kind: str | None = None


class GoldRelation(Struct, frozen=True, kw_only=True):
    """How a relation stands, as annotated; `actors` are codes, `since` is EDTF, `core` as in events."""

    actors: tuple[str, ...]
    change: str
    evidence: str
    issues: tuple[str, ...] = ()
    since: str | None = None
    factuality: Factuality = "actual"
    said_by: str | None = None
    core: bool = True


class GoldStory(Struct, frozen=True, kw_only=True):
    """A story with its records; `statements` and `relations` are None where nobody annotated them."""

    id: str
    text: str
    language: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    events: tuple[GoldEvent, ...] = ()
    statements: tuple[GoldStatement, ...] | None = None
    relations: tuple[GoldRelation, ...] | None = None

    @property
    def story(self) -> Story:
        """The story without its annotation, to be coded."""
        return Story(
            id=self.id,
            text=self.text,
            language=self.language,
            title=self.title,
            published=self.published,
            url=self.url,
            publisher=self.publisher,
        )


def read_gold(path: Path, without: frozenset[str] = frozenset()) -> tuple[GoldStory, ...]:
    """The stories of a gold file (.jsonl: one a line; .json: one or a list) or of all in a folder.

    Files of a folder whose lines annotate stories that stand elsewhere, or mark words alone, are passed over,
    and so is what lies in folders beneath it that are named in `without`.
    Raises DataError naming file, story and record when one is not as it should be: a participant that is no
    code, evidence that does not stand in its text.
    """
    if path.is_dir():
        files = sorted(one for one in path.rglob("*.json*") if one.suffix in (".json", ".jsonl"))
        files = [one for one in files if without.isdisjoint(one.relative_to(path).parts[:-1])]
        files = [one for one in files if _holds_records(one)]
        return tuple(story for file in files for story in read_gold(file))
    try:
        data = path.read_bytes()
        if path.suffix == ".jsonl":
            stories = tuple(
                msgspec.json.decode(line, type=GoldStory) for line in data.splitlines() if line.strip()
            )
        else:
            both = msgspec.json.decode(data, type=GoldStory | tuple[GoldStory, ...])
            stories = both if isinstance(both, tuple) else (both,)
    except OSError as error:
        raise DataError(f"gold cannot be read: {error.strerror}", where=str(path)) from None
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see scoring/gold.py") from None
    for story in stories:
        _check(story, path)
    return stories


def parse_participant(text: str) -> Participant:
    """Code, sector and name of an actor as gold writes it; raises ValueError when it is not of that form."""
    match = PARTICIPANT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not of the form 'CODE SECTOR (Name)'")
    return Participant(match["code"].upper(), match["sector"], match["name"])


def locate_parts(text: str, parts: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where each part stands in the text: a part given twice means its first two occurrences, and so on.

    When a part is given more often than it occurs, the last occurrence serves again. Raises ValueError
    when it does not occur.
    """
    last: dict[str, int] = {}
    spans = []
    for part in parts:
        start = text.find(part, last[part] + 1 if part in last else 0)
        if start < 0:
            if part not in last:
                raise ValueError(f"{part!r} does not stand in the text")
            start = last[part]
        last[part] = start
        spans.append((start, start + len(part)))
    return spans


def _holds_records(path: Path) -> bool:
    """Whether a file of a folder is gold of this form, as its first line tells; one that tells nothing is."""
    if path.suffix != ".jsonl":
        return True
    with path.open("rb") as lines:
        first = next((line for line in lines if line.strip()), b"{}")
    try:
        record = msgspec.json.decode(first, type=dict[str, msgspec.Raw])
    except (msgspec.ValidationError, msgspec.DecodeError):
        return True
    return "text" in record and ("events" in record or "statements" in record)


def _check(story: GoldStory, path: Path) -> None:
    try:
        for event in story.events:
            for participant in (*event.actor, *event.recipient, *filter(None, [event.said_by])):
                parse_participant(participant)
        for statement in story.statements or ():
            for participant in (statement.speaker or "").split(";") if statement.speaker else ():
                parse_participant(participant)
        for relation in story.relations or ():
            for participant in (*relation.actors, *filter(None, [relation.said_by])):
                parse_participant(participant)
        locate_parts(story.text, tuple(relation.evidence for relation in story.relations or ()))
        locate_parts(story.text, tuple(event.evidence for event in story.events))
        locate_parts(story.text, tuple(statement.content for statement in story.statements or ()))
    except ValueError as error:
        raise DataError(
            str(error), where=f"{path}: {story.id}", remedy="see evaluation/gold/README.md"
        ) from None
