"""Archives filled by hand, so that what reads them is tested without reading a story."""

from __future__ import annotations

from collections.abc import Sequence

from store_by_hand import VERSIONS

from dragoman.archive.flat import CodedStory
from dragoman.archive.manifests import begin_archive
from dragoman.archive.parts import write_part
from dragoman.records import Parse, Sentence, Story, StoryRecord, Token
from dragoman.sources.refusals import Refusal


def tell_story(record: StoryRecord, **known: object) -> Story:
    """A story that such a record may be of; its text is its id, unless told otherwise."""
    given: dict[str, object] = {
        "id": record.id,
        "text": f"Text of {record.id}.",
        "language": record.language,
        "title": record.title,
        "published": record.published,
        "url": record.url,
        "publisher": record.publisher,
    }
    return Story(**{**given, **known})  # type: ignore[arg-type]


def parse_story(story: Story) -> Parse:
    """A parse of one sentence of one word."""
    word = story.text.split()[0]
    token = Token(word, 0, len(word), word.lower(), "NOUN", "", 0, "root")
    return Parse(story.id, story.language, "by hand", (Sentence(0, len(word), 0, (token,)),))


def code_by_hand(record: StoryRecord, **known: object) -> CodedStory:
    """The record with a story and parse that fit it."""
    story = tell_story(record, **known)
    return CodedStory(story, parse_story(story), record)


def fill_archive(root: str, parts: Sequence[Sequence[StoryRecord]], refused: Sequence[Refusal] = ()) -> str:
    """An archive with these parts; what was refused stands in the last. Gives `root` back."""
    begin_archive(root, VERSIONS)
    for number, records in enumerate(parts):
        last = number == len(parts) - 1
        coded = [code_by_hand(record) for record in records]
        write_part(root, number, coded, refused if last else (), f"digest {number}")
    return root
