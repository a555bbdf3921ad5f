"""Whether the records of a variant stand to those of its original as they should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from dragoman.pipeline import Coder
from dragoman.records import Actor, Event, Story, StoryRecord
from evaluation.metamorphic.clauses import Variant

Key = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str, str]


class Judged(Struct, frozen=True):
    """A variant with the verdict: "right", "silent" (its original gives nothing), or what went wrong."""

    variant: Variant
    verdict: str
    before: str
    after: str


def judge_variants(variants: Sequence[Variant], coder: Coder) -> list[Judged]:
    """Codes originals and variants in one go and compares them."""
    texts = list(dict.fromkeys((v.language, text) for v in variants for text in (v.original, v.text)))
    stories = [
        Story(id=str(number), text=text, language=language, published="2023-05-02")
        for number, (language, text) in enumerate(texts)
    ]
    parses = coder.read(stories)
    records = {
        text: coder.code(story, parse) for text, story, parse in zip(texts, stories, parses, strict=True)
    }
    return [
        judge_variant(one, records[one.language, one.original], records[one.language, one.text])
        for one in variants
    ]


def judge_variant(variant: Variant, before: StoryRecord, after: StoryRecord) -> Judged:
    """The verdict on one variant from the records of its original and its own."""
    if variant.expects in ("same", "exchanged"):
        wanted = Counter(key_event(event, variant.exchanged) for event in before.events)
        verdict = _compare(wanted, Counter(key_event(event) for event in after.events))
        silent = not before.events
    else:
        actual = [event for event in before.events if event.factuality == "actual"]
        verdict = _follow(variant, actual[0], after) if actual else ""
        silent = not actual
    return Judged(variant, "silent" if silent else verdict, _describe(before), _describe(after))


def key_event(event: Event, exchanged: tuple[str, str] | None = None) -> Key:
    """What is compared of an event; `exchanged` codes change places."""
    a, b = exchanged or ("", "")

    def code(actor: Actor) -> str:
        country = {a: b, b: a}.get(actor.country or "", actor.country)
        return f"{country or actor.group or '?'} {actor.sector or ''}".strip()

    return (
        event.type,
        event.mode,
        tuple(sorted(map(code, event.actor))),
        tuple(sorted(map(code, event.recipient))),
        event.factuality,
        code(event.said_by) if event.said_by else "",
    )


def _compare(wanted: Counter[Key], given: Counter[Key]) -> str:
    """The first thing that differs: how many records, then which part of them."""
    if wanted == given:
        return "right"
    lost, extra = list((wanted - given).elements()), list((given - wanted).elements())
    if not lost or not extra:
        return "record lost" if lost else "record gained"
    names = ("type", "mode", "actor", "recipient", "factuality", "said_by")
    pairs = [[name for name, x, y in zip(names, a, b, strict=True) if x != y] for a in lost for b in extra]
    return min(pairs, key=len)[0] if len(lost) == len(extra) else "number of records"


def _follow(variant: Variant, event: Event, after: StoryRecord) -> str:
    """Whether the event moved as the change says: same type and participants, other factuality or speaker."""
    same = [one for one in after.events if key_event(one)[2:4] == key_event(event)[2:4]]
    kin = [one for one in same if one.type == event.type]
    asserted = [one for one in kin if one.factuality == "actual" and not _is_reported(one, after)]
    if asserted:
        return "still asserted"
    if variant.expects == "reported":
        ok = any(_is_reported(one, after) or one.factuality == "hypothetical" for one in kin)
    else:
        ok = any(one.factuality == variant.expects for one in kin)
    return "right" if ok else "factuality" if kin else "participants" if after.events else "record lost"


def _is_reported(event: Event, record: StoryRecord) -> bool:
    """Whether a speaker vouches for it, or a report without a speaker holds it."""
    return event.said_by is not None or any(
        event.id in statement.events and statement.speaker is None for statement in record.statements
    )


def _describe(record: StoryRecord) -> str:
    return " ; ".join(_write(key_event(event)) for event in record.events) or "nothing"


def _write(key: Key) -> str:
    type_, mode, actors, recipients, factuality, speaker = key
    text = (
        f"{'/'.join((type_, *mode))} {', '.join(actors) or '_'} > {', '.join(recipients) or '_'} {factuality}"
    )
    return f"{text} by {speaker}" if speaker else text
