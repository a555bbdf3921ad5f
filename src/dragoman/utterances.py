"""Who said what about whom: the statements of a story, and the acts of speaking it tells without their words.

"Canada urged India to free the man" reports an act of speaking as an event; who asks what somebody demanded
wants it beside the statements. Both come out as utterances here, in text order, and can be filtered.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dragoman.codebook.codebook import Codebook
from dragoman.codebook.issues import list_issues
from dragoman.errors import DragomanError
from dragoman.records import Actor, Span, Stance, StoryRecord, Topic

TOLD = "act"  # the kind of an utterance that is told as an act, without its words


class Utterance(Struct, frozen=True, kw_only=True):
    """One statement, or one act of speaking: of `kind` "act", with the event's id and evidence."""

    story: str
    id: str
    speakers: tuple[Actor, ...]
    act: str
    kind: str
    addressee: tuple[Actor, ...]
    about: tuple[Actor, ...]
    issues: tuple[Topic, ...]
    context: tuple[str, ...]
    stance: tuple[Stance, ...]
    cue: Span | None
    content: Span
    within: str | None
    events: tuple[str, ...]


class Wanted(Struct, frozen=True, kw_only=True):
    """What utterances to keep; None keeps all.

    `speaker` and `about` are a code ("CHN"), code and sector ("CHN GOV"), or a part of a name; `issue` is a
    named issue or a context.
    """

    speaker: str | None = None
    about: str | None = None
    act: str | None = None
    issue: str | None = None


class UnknownName(DragomanError):
    """An act or issue that nobody defined."""


def list_acts(codebook: Codebook) -> tuple[str, ...]:
    """The acts of speaking that there are, sorted."""
    acts = {frame.act for frame in codebook.frames.values() if frame.act}
    told = (codebook.acts.plain, codebook.acts.hearsay, codebook.acts.media, codebook.acts.obliging)
    return tuple(sorted({*acts, *told, codebook.acts.regretting, *codebook.said_acts.values()}))


def check_wanted(wanted: Wanted, codebook: Codebook) -> Wanted:
    """The same, with the issue or context in its own spelling; raises UnknownName for what is not defined."""
    acts = list_acts(codebook)
    if wanted.act is not None and wanted.act not in acts:
        raise UnknownName(
            f"there is no act {wanted.act!r}", where="--act", remedy=f"one of {', '.join(acts)}"
        )
    if wanted.issue is None:
        return wanted
    issues = {issue.lower(): issue for issue in (*codebook.contexts, *list_issues())}
    if wanted.issue.lower() not in issues:
        known = ", ".join(issues.values())
        raise UnknownName(f"there is no issue {wanted.issue!r}", where="--issue", remedy=f"one of {known}")
    return Wanted(
        speaker=wanted.speaker, about=wanted.about, act=wanted.act, issue=issues[wanted.issue.lower()]
    )


def list_utterances(record: StoryRecord, codebook: Codebook, wanted: Wanted) -> Iterator[Utterance]:
    """The utterances of a story that are wanted, in text order."""
    found = [*_list_statements(record), *_list_acts_told(record, codebook)]
    for one in sorted(found, key=lambda u: (u.content.start, -u.content.end)):
        if _is_wanted(one, wanted):
            yield one


def _list_statements(record: StoryRecord) -> Iterator[Utterance]:
    for statement in record.statements:
        yield Utterance(
            story=record.id,
            id=statement.id,
            speakers=statement.speakers or ((statement.speaker,) if statement.speaker else ()),
            act=statement.act,
            kind=statement.kind,
            addressee=statement.addressee,
            about=statement.about,
            issues=statement.issues,
            context=statement.context,
            stance=statement.stance,
            cue=statement.cue,
            content=statement.content,
            within=statement.within,
            events=statement.events,
        )


def _list_acts_told(record: StoryRecord, codebook: Codebook) -> Iterator[Utterance]:
    """The events that are acts of speaking and whose words no statement gives."""
    cues = {statement.cue.start for statement in record.statements if statement.cue is not None}
    given = {event for statement in record.statements for event in statement.events}
    for event in record.events:
        act = codebook.said_acts.get(event.type)
        own = event.id in given and event.claimed_in is None  # done by a statement that is listed
        if act is None or event.factuality != "actual" or event.trigger.start in cues or own:
            continue
        yield Utterance(
            story=record.id,
            id=event.id,
            speakers=event.actor,
            act=act,
            kind=TOLD,
            addressee=event.recipient,
            about=event.recipient,
            issues=(),
            context=event.context,
            stance=(),
            cue=event.trigger,
            content=event.evidence,
            within=event.claimed_in,
            events=tuple(other.id for other in record.events if other.of == event.id),
        )


def _is_wanted(one: Utterance, wanted: Wanted) -> bool:
    if wanted.act is not None and one.act != wanted.act:
        return False
    if wanted.issue is not None and wanted.issue not in (
        *(topic.issue for topic in one.issues),
        *one.context,
    ):
        return False
    if wanted.speaker is not None and not any(_is_meant(a, wanted.speaker) for a in one.speakers):
        return False
    return wanted.about is None or any(_is_meant(a, wanted.about) for a in (*one.about, *one.addressee))


def _is_meant(actor: Actor, words: str) -> bool:
    """Whether the words are the actor's code, code and sector, or a part of the name or the text."""
    low = words.lower().strip()
    code = (actor.country or actor.group or "").lower()
    if low in (code, f"{code} {(actor.sector or '').lower()}"):
        return bool(code)
    return low in (actor.name or "").lower() or (len(low) > len(code) and low in actor.text.lower())
