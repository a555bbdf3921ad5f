"""Parts: the same input is always cut alike, and a part travels as bytes."""

from __future__ import annotations

import msgspec

from dragoman.cluster.parts import Part, cut_parts, pack_part, unpack_part
from dragoman.inputs import Given, Kept
from dragoman.records import Parse, Story
from dragoman.sources import Refusal


def make_stories(lengths: list[int]) -> list[Given]:
    return [Story(id=f"s{n}", text="x" * length, language="nl") for n, length in enumerate(lengths)]


def test_parts_are_cut_by_number_and_by_characters_and_numbered() -> None:
    taken = make_stories([10] * 5 + [900] + [10] * 2)
    parts = list(cut_parts(iter(taken), stories=3, characters=500))
    assert [len(part.given) for part in parts] == [3, 2, 1, 2]
    assert [part.number for part in parts] == [0, 1, 2, 3]
    assert [given for part in parts for given in part.given] == taken


def test_the_digest_is_that_of_all_a_part_holds() -> None:
    (one,), (same,) = (list(cut_parts(make_stories([3, 4]))) for _ in range(2))
    (other,) = cut_parts(make_stories([3, 5]))
    assert one.digest == same.digest != other.digest


def test_a_part_comes_back_from_its_bytes_as_it_was() -> None:
    story = Story(id="a", text="Een „tekst”", language="nl", published="2022-07")
    kept = Kept(story, msgspec.msgpack.encode(Parse("a", "nl", "by hand", ())))
    refused = Refusal("in.jsonl:3", "is in fr, which is not coded", "coded: nl", story)
    part = Part(7, (story, kept, refused), "0f")
    assert unpack_part(pack_part(part)) == part
