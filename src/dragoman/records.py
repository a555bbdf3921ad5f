"""The nouns: every record that crosses a border between modules.

All records are frozen. Every offset is a character offset (a Python string index) into
`Story.text`, and a span's text is always `story.text[start:end]`. The JSON form of
`StoryRecord` is the output contract of `dragoman code`: keys may be added, never renamed.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Factuality = Literal["actual", "negated", "future", "hypothetical", "historical"]
StatementKind = Literal["direct", "indirect", "mixed"]
Side = Literal["for", "against", "neutral"]


# ── what comes in ────────────────────────────────────────────────────────────


class Story(Struct, frozen=True, kw_only=True):
    """One news story as it was taken in. `published` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, `published_at` a
    time stamp in ISO 8601 with its zone; `partial` says that only the beginning could be had."""

    id: str
    text: str
    language: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    partial: bool = False


# ── what the read half makes ─────────────────────────────────────────────────


class Word(Struct, frozen=True):
    """A syntactic word before analysis.

    The two words of a contraction (French "du" = "de" + "le") carry the same span and their
    own `form`; everywhere else `form` equals the text of the span.
    """

    form: str
    start: int
    end: int


class Segment(Struct, frozen=True):
    """A sentence cut into words, not yet analysed. `paragraph` counts from 0 within the story."""

    start: int
    end: int
    paragraph: int
    words: tuple[Word, ...]


class Token(Struct, frozen=True):
    """A syntactic word with its analysis in Universal Dependencies terms.

    `head` is the 1-based position of the head within the sentence, 0 for the root, as in
    CoNLL-U. `feats` is the CoNLL-U feature string ("Number=Sing|Tense=Past"), "" when none.
    """

    form: str
    start: int
    end: int
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str


class Sentence(Struct, frozen=True):
    """An analysed sentence; exactly one token has head 0."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]


class Parse(Struct, frozen=True):
    """The whole syntax of a story, and the model that made it ("name version")."""

    story_id: str
    language: str
    model: str
    sentences: tuple[Sentence, ...]


# ── what the code half makes ─────────────────────────────────────────────────


class Span(Struct, frozen=True):
    """A piece of the story's text."""

    start: int
    end: int
    text: str


class Actor(Struct, frozen=True, kw_only=True):
    """Who: the words, and what they resolve to.

    `country` is ISO 3166 alpha-3 (historic states: SUN, DDR, YUG, CSK …); `group` is set when
    the actor is not one country. `via` names the evidence ("atlas", "adjective", "metonym",
    "story", "coreference", …).
    """

    text: str
    start: int
    end: int
    name: str | None = None
    country: str | None = None
    group: str | None = None
    sector: str | None = None
    office: str | None = None
    id: str | None = None
    via: str | None = None


class When(Struct, frozen=True):
    """A date as EDTF, where it comes from, and the words it rests on."""

    edtf: str
    basis: Literal["text", "story"]
    text: str | None = None
    start: int | None = None
    end: int | None = None


class Where(Struct, frozen=True):
    """A place named in the event's own clause or sentence; degrees north and east.

    `precision`: "point" for a town, "region" for a larger area with a point near its middle, "country" when
    only the country is known (then without a point).
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    id: str | None
    start: int
    end: int
    precision: str = "country"


class EventMention(Struct, frozen=True):
    """Another place of the story that tells the same event, and who says so there."""

    trigger: Span
    evidence: Span
    said_by: Actor | None
    why: str


class Step(Struct, frozen=True):
    """One word that bears on whether an event happened, and what it makes of it ("negated", "ask")."""

    start: int
    end: int
    text: str
    effect: str


class Event(Struct, frozen=True, kw_only=True):
    """One political event in PLOVER terms.

    `claimed_in` is the statement that alone vouches for it, also when its speaker could not be linked and
    `said_by` is null; both are null when the writer asserts the event. `decided_by` is the word that made
    the factuality what it is, `path` all that was weighed, and `disputed` the ids of the statements and
    events of the story that say otherwise. `mentions` are further tellings of it, in text order.
    `place` is the first of `places`, all that its clause names.
    """

    id: str
    type: str
    mode: tuple[str, ...]
    context: tuple[str, ...]
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    factuality: Factuality
    said_by: Actor | None
    date: When | None
    place: Where | None
    trigger: Span
    evidence: Span
    quad: str
    score: float
    confidence: float
    why: str
    of: str | None = None  # the id of the request, refusal, promise or threat this is the content of
    mentions: tuple[EventMention, ...] = ()
    claimed_in: str | None = None
    decided_by: Span | None = None
    path: tuple[Step, ...] = ()
    disputed: tuple[str, ...] = ()
    places: tuple[Where, ...] = ()


class Topic(Struct, frozen=True):
    """An issue that is spoken of, under one name in all languages, and the words that name it."""

    issue: str
    start: int
    end: int
    text: str


class Stance(Struct, frozen=True):
    """Which side a speaker takes toward an actor (by code) or an issue (by name), and on what words."""

    toward: str
    side: Side
    evidence: Span


class Statement(Struct, frozen=True, kw_only=True):
    """Reported speech or a held position.

    `speaker` is the first of `speakers`; one whose country and group are null is not linked, and its words
    tell who it is. `about` are the actors inside the content, `within` is the statement that reports this
    one ("X says that Y denies …").
    """

    id: str
    speaker: Actor | None
    cue: Span | None
    content: Span
    kind: StatementKind
    act: str
    addressee: tuple[Actor, ...]
    events: tuple[str, ...]
    speakers: tuple[Actor, ...] = ()
    about: tuple[Actor, ...] = ()
    issues: tuple[Topic, ...] = ()
    stance: tuple[Stance, ...] = ()
    within: str | None = None
    context: tuple[str, ...] = ()


class Relation(Struct, frozen=True, kw_only=True):
    """How a relation stands or changed, as the story tells it.

    `actors` are codes; `change` is worse, better, strained, close, or isolated (one actor). `since` is the
    time the clause gives, `said_by` the speaker when only a source says so.
    """

    actors: tuple[str, ...]
    change: str
    issues: tuple[str, ...]
    evidence: Span
    id: str = ""
    factuality: Factuality = "actual"
    said_by: Actor | None = None
    since: When | None = None
    trigger: Span | None = None
    why: str = ""


class Doubt(Struct, frozen=True):
    """Something left out, and why: a doubt costs only itself and is written down."""

    start: int
    end: int
    text: str
    reason: str


class Versions(Struct, frozen=True):
    """What a record was made with."""

    dragoman: str
    codebook: str
    atlas: str
    model: str
    overlay: str | None = None  # the user's own folders of words, each with the beginning of its digest


class StoryRecord(Struct, frozen=True, kw_only=True):
    """Everything Dragoman holds on one story: one line of `dragoman code`."""

    id: str
    language: str
    published: str | None
    title: str | None
    url: str | None
    publisher: str | None
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]
    doubts: tuple[Doubt, ...]
    versions: Versions
    times: tuple[When, ...] = ()  # the story's time expressions, as far as they tell a date
