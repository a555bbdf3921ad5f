"""A store filled by hand, for tests of what shows it: two quiet stories and one that wants to do harm."""

from __future__ import annotations

from pathlib import Path

from dragoman.records import (
    Actor,
    Doubt,
    Event,
    Relation,
    Span,
    Stance,
    Statement,
    Step,
    Story,
    StoryRecord,
    Topic,
    Versions,
    When,
    Where,
)
from dragoman.store.writer import Entry, Refused, Writer

HARM = '<script>alert("x")</script><img src=x onerror=alert(1)>'
TEXT = (
    "Ruritania said on Monday that Graustark had shelled the port of Strelsau.\n\n"
    "Graustark denied the shelling. Ruritania threatened to expel the envoy."
)
LANDS = {"Ruritania": "RUR", "Graustark": "GRA"}


def find_span(text: str, words: str, after: int = 0) -> Span:
    """Where the words stand in the text."""
    start = text.index(words, after)
    return Span(start, start + len(words), words)


def name_actor(text: str, words: str, after: int = 0) -> Actor:
    """The land of that name, where the text names it."""
    span = find_span(text, words, after)
    return Actor(text=words, start=span.start, end=span.end, name=words, country=LANDS[words], via="atlas")


def make_record(story: Story) -> StoryRecord:
    """Records for `TEXT`: a claimed attack, its denial, a threat with its content, statements and a doubt."""
    text = story.text
    ruritania, graustark = name_actor(text, "Ruritania"), name_actor(text, "Graustark")
    second = text.index("Graustark denied")
    third = text.index("Ruritania threatened")
    shelled = Event(
        id="e1", type="ASSAULT", mode=("heavy-weapons",), context=("military",),
        actor=(graustark,), recipient=(ruritania,), factuality="actual", said_by=ruritania,
        date=When("2024-02-05", "text", "Monday", *_ends(find_span(text, "Monday"))),
        place=Where("Strelsau", "RUR", 50.1, 14.4, "1", *_ends(find_span(text, "Strelsau")), "point"),
        trigger=find_span(text, "shelled"),
        evidence=find_span(text, "Graustark had shelled the port of Strelsau"),
        quad="material conflict", score=-9.0, confidence=0.9, why="en/shell attack",
        claimed_in="s1", path=(Step(*_ends(find_span(text, "said")), "said", "source: claim"),),
        disputed=("s2",),
    )  # fmt: skip
    threat = Event(
        id="e2", type="THREATEN", mode=("expel",), context=("diplomatic",),
        actor=(name_actor(text, "Ruritania", third),), recipient=(), factuality="actual", said_by=None,
        date=When("2024-02-06", "story"), place=None,
        trigger=find_span(text, "threatened"),
        evidence=find_span(text, "Ruritania threatened to expel the envoy"),
        quad="verbal conflict", score=-3.5, confidence=0.8, why="en/threaten threaten",
    )  # fmt: skip
    expelled = Event(
        id="e3", type="SANCTION", mode=("expel",), context=("diplomatic",),
        actor=(name_actor(text, "Ruritania", third),), recipient=(), factuality="hypothetical",
        said_by=None, date=None, place=None,
        trigger=find_span(text, "expel"), evidence=find_span(text, "expel the envoy"),
        quad="material conflict", score=-5.0, confidence=0.7, why="en/expel expel", of="e2",
        path=(Step(*_ends(find_span(text, "threatened")), "threatened", "threaten: hypothetical"),),
    )  # fmt: skip
    statements = (
        Statement(
            id="s1", speaker=ruritania, cue=find_span(text, "said"), kind="indirect", act="claim",
            content=find_span(text, "Graustark had shelled the port of Strelsau"), addressee=(),
            events=("e1",), speakers=(ruritania,), about=(graustark,),
            issues=(Topic("borders", *_ends(find_span(text, "port")), "port"),),
            stance=(Stance("GRA", "against", find_span(text, "shelled")),),
        ),
        Statement(
            id="s2", speaker=name_actor(text, "Graustark", second), cue=find_span(text, "denied"),
            kind="indirect", act="deny", content=find_span(text, "the shelling"), addressee=(), events=(),
        ),
    )  # fmt: skip
    relation = Relation(
        actors=("GRA", "RUR"), change="worse", issues=("borders",), id="r1",
        evidence=find_span(text, "Graustark had shelled"),
    )  # fmt: skip
    return StoryRecord(
        id=story.id, language=story.language, published=story.published, title=story.title, url=story.url,
        publisher=story.publisher, events=(shelled, threat, expelled), statements=statements,
        relations=(relation,), doubts=(Doubt(third, third + 9, "Ruritania", "two readings"),),
        versions=Versions("0.1", "plover-2.0+d1", "a1", "by hand"),
        times=(When("2024-02-05", "text", "Monday", *_ends(find_span(text, "Monday"))),),
    )  # fmt: skip


def list_entries() -> list[Entry]:
    """The three stories with their records, and one in a language that is not coded."""
    quiet = Story(
        id="quiet", text=TEXT, language="en", title="Envoy may be expelled", published="2024-02-06",
        url="https://paper.example/1", publisher="The Strelsau Post",
    )  # fmt: skip
    other = Story(
        id="nog een/bericht?a=b#c", text=TEXT, language="nl", title="Gezant mag weg", published="2024-02",
        publisher="De Courant",
    )  # fmt: skip
    harmful = Story(
        id=f"x{HARM}", text=TEXT + "\n\n" + HARM, language="en", title=f"Title {HARM}",
        published="2024-02-07", url="javascript:alert(1)", publisher=f'P" onmouseover="alert(1) {HARM}',
    )  # fmt: skip
    coded = [
        Entry(story=one, source=f"by hand {HARM}", record=make_record(one)) for one in (quiet, other, harmful)
    ]
    foreign = Story(id="fi", text="Uutinen.", language="fi", title="Uutinen", published="2024-02-07")
    return [*coded, Entry(story=foreign, source="by hand", reason="Finnish is not coded")]


def fill_store(path: Path) -> Path:
    """A store at `path` with `list_entries` in it and one refused input."""
    with Writer(path) as writer:
        run = writer.begin_run("add", ["by hand"])
        writer.add(run, list_entries(), [Refused(f"feed {HARM}", f"is no story {HARM}", "give another")])
        writer.end_run(run)
    return path


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
