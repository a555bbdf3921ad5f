"""Taking stories in: every format and every bad input of the list, each a story or a clear refusal."""

from __future__ import annotations

import io
import json
import logging
import os
import random
import threading
import time
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.records import Story
from dragoman.sources import Refusal, count_stories, take_in

DUTCH = "Rusland heeft de sancties van de Europese Unie tegen het land scherp veroordeeld."
ENGLISH = "Russia has sharply condemned the sanctions that the European Union imposed on it."
FINNISH = "Suomen ulkoministeri tapasi keskiviikkona Ruotsin kollegansa Tukholmassa."
LANGUAGES = ("en", "nl")
GOLD = Path(__file__).parents[3] / "shared" / "gold"


def take(
    *inputs: Path | str, language: str | None = None, published: str | None = None
) -> list[Story | Refusal]:
    return list(take_in(inputs, language, published=published, languages=LANGUAGES))


def take_one(given: Path | str, language: str | None = None) -> Story:
    (story,) = take(given, language=language)
    assert isinstance(story, Story), story
    return story


def refuse_one(given: Path | str) -> Refusal:
    (refusal,) = take(given)
    assert isinstance(refusal, Refusal), refusal
    return refusal


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def pipe(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))


# ── formats ──────────────────────────────────────────────────────────────────


def test_a_line_of_json_gives_its_text_byte_exact_and_its_metadata(tmp_path: Path) -> None:
    text = "\ufeff  Rusland\r\nveroordeelt\u00a0China  dé “sancties” \u0000 van het Westen\n"
    told = {"id": "a", "text": text, "title": "T", "published": "2022-07", "language": "nl", "extra": [1]}
    story = take_one(write(tmp_path / "x.jsonl", json.dumps(told)))
    assert story == Story(id="a", text=text, language="nl", title="T", published="2022-07")


def test_a_json_file_holds_one_story_or_a_list(tmp_path: Path) -> None:
    one = take_one(write(tmp_path / "one.json", json.dumps({"text": DUTCH, "publisher": "De Bode"})))
    assert (one.id, one.language, one.publisher) == ("one", "nl", "De Bode")
    several = take(write(tmp_path / "two.json", json.dumps([{"id": 1, "text": DUTCH}, {"text": ENGLISH}])))
    assert [(s.id, s.language) for s in several if isinstance(s, Story)] == [("1", "nl"), ("two-2", "en")]


def test_a_text_file_loses_its_byte_order_mark_and_carriage_returns(tmp_path: Path) -> None:
    story = take_one(write(tmp_path / "x.txt", b"\xef\xbb\xbf" + f"{DUTCH}\r\nTweede.\r\n".encode()))
    assert story.text == f"{DUTCH}\nTweede.\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_decoded_when_it_is_marked(tmp_path: Path, encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    assert take_one(write(tmp_path / "x.txt", (mark + DUTCH).encode(encoding))).text == DUTCH


def test_markdown_loses_its_marks_and_its_heading_becomes_the_title(tmp_path: Path) -> None:
    given = f"---\nlayout: post\n---\n# Sancties\n\n## Vandaag\n\n{DUTCH} *Zeer* [scherp](http://a.nl)."
    story = take_one(write(tmp_path / "x.md", given))
    assert (story.title, story.text) == ("Sancties", f"Vandaag\n\n{DUTCH} Zeer scherp.")


def test_a_page_gives_its_article_without_its_menu_and_linked_data_goes_first(tmp_path: Path) -> None:
    linked = {
        "@graph": [
            {"@type": "WebSite", "name": "Bode"},
            {
                "@type": ["NewsArticle"],
                "headline": "Rusland &amp; sancties",
                "datePublished": "2022-07-09T10:00:00+02:00",
                "publisher": {"@type": "Organization", "name": "De Bode"},
            },
        ]
    }
    page = (
        '<html lang="en"><head><meta charset="utf-8"><title>Bode</title>'
        f'<script type="application/ld+json">{json.dumps(linked)}</script></head><body><nav>Menu</nav>'
        f"<article><h1>Rusland</h1><p>{DUTCH} {DUTCH}</p><p>Dat zei het ministerie zaterdag in Moskou.</p>"
        "</article><footer>Colofon</footer></body></html>"
    )
    story = take_one(write(tmp_path / "x.html", page))
    assert (story.title, story.published, story.publisher) == ("Rusland & sancties", "2022-07-09", "De Bode")
    assert story.language == "nl"
    assert f"{DUTCH}\n\nDat zei" in story.text
    assert "Menu" not in story.text and "Colofon" not in story.text


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    refusal = refuse_one(write(tmp_path / "x.html", "<html><body></body></html>"))
    assert "no article text" in refusal.reason


def test_a_page_in_the_encoding_it_declares_is_read(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><article><p>{DUTCH} Oekraïne.</p>'
    assert "Oekraïne" in take_one(write(tmp_path / "x.html", page.encode("latin-1"))).text


def test_a_folder_is_read_whole_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path / "b" / "x.txt", DUTCH)
    write(tmp_path / "a.txt", ENGLISH)
    write(tmp_path / "x.txt", DUTCH)
    write(tmp_path / ".hidden.txt", DUTCH)
    write(tmp_path / "picture.png", b"\x89PNG\0")
    assert [story.id for story in take(tmp_path) if isinstance(story, Story)] == ["a", "x", "b/x"]


def test_a_folder_without_stories_is_refused(tmp_path: Path) -> None:
    assert "no story file" in refuse_one(tmp_path).reason


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (DUTCH.encode(), ["stdin"]),
        (b'{"id":"a","text":"Rusland"}\n{"id":"b","text":"China"}', ["a", "b"]),
        (b'{\n "id": "a",\n "text": "Rusland"\n}\n', ["a"]),
        (b'[{"id":"a","text":"Rusland"}]', ["a"]),
    ],
)
def test_standard_input_is_text_or_json(
    monkeypatch: pytest.MonkeyPatch, content: bytes, ids: list[str]
) -> None:
    pipe(monkeypatch, content)
    assert [story.id for story in take("-", language="nl") if isinstance(story, Story)] == ids


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold files are not here")
def test_gold_files_are_valid_input() -> None:
    story = take_one(GOLD / "nl" / "blinken-wang-2022-07.json")
    assert (story.id, story.published) == ("nl-2022-07-blinken-wang", "2022-07")
    assert all(isinstance(taken, Story) for taken in take(GOLD / "en" / "gsr-dev.jsonl"))


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    pipe_path = tmp_path / "pipe"
    os.mkfifo(pipe_path)
    writer = threading.Thread(target=pipe_path.write_bytes, args=(DUTCH.encode(),))
    writer.start()
    assert take_one(pipe_path).text == DUTCH
    writer.join()


def test_a_file_name_that_is_no_text_gives_an_id_that_is(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt"))
    assert take_one(write(path, DUTCH)).id == "b?"


# ── bad input ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html", "x.json", "x.jsonl"])
def test_an_empty_file_is_refused_in_every_format(tmp_path: Path, name: str) -> None:
    for content in ("", " \n\n "):
        assert refuse_one(write(tmp_path / name, content)).reason == "is empty"


@pytest.mark.parametrize("name", ["x.txt", "x.html", "x.json", "x.jsonl", "x.bin"])
def test_twenty_megabytes_of_random_bytes_are_refused_at_once(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, random.Random(1).randbytes(20_000_000))
    started = time.monotonic()
    assert "binary" in refuse_one(tmp_path / name).reason
    assert time.monotonic() - started < 1


def test_an_unmarked_encoding_is_refused_not_guessed(tmp_path: Path) -> None:
    refusal = refuse_one(write(tmp_path / "x.txt", "Oekraïne".encode("latin-1")))
    assert (refusal.reason, refusal.remedy) == ("is not valid UTF-8 (byte 5)", "save it as UTF-8")


def test_a_megabyte_without_a_full_stop_is_a_story(tmp_path: Path) -> None:
    assert len(take_one(write(tmp_path / "x.txt", "Rusland veroordeelt China en " * 36_000)).text) > 1_000_000


def test_a_line_that_breaks_off_costs_only_itself(tmp_path: Path) -> None:
    lines = [json.dumps({"id": name, "text": DUTCH}) for name in "abc"]
    lines[1] = lines[1][:30]
    taken = take(write(tmp_path / "x.jsonl", "\n".join(lines)))
    assert [type(given) for given in taken] == [Story, Refusal, Story]
    assert str(taken[1]).startswith(f"{tmp_path}/x.jsonl:2: is not whole JSON")


def test_a_file_that_is_no_json_lines_is_given_up_with_one_reason_at_the_end(tmp_path: Path) -> None:
    taken = take(write(tmp_path / "x.jsonl", "no JSON\n" * 5000))
    assert len(taken) < 200
    assert "is not JSON Lines" in str(taken[-1])


def test_a_story_in_another_language_is_refused_by_name(tmp_path: Path) -> None:
    refusal = refuse_one(write(tmp_path / "x.txt", FINNISH))
    assert refusal.reason == "looks Finnish (fi)"
    assert "English (en) or Dutch (nl)" in refusal.remedy and "--language" in refusal.remedy
    stated = refuse_one(write(tmp_path / "y.json", json.dumps({"text": FINNISH, "language": "fi"})))
    assert stated.reason == "the language Finnish (fi) cannot be used here"


def test_a_story_of_one_word_is_taken(tmp_path: Path) -> None:
    write(tmp_path / "x.txt", "Rusland")
    assert take_one(tmp_path / "x.txt").language in LANGUAGES
    assert take_one(tmp_path / "x.txt", language="nl").language == "nl"


def test_an_id_given_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": DUTCH})
    taken = take(write(tmp_path / "x.jsonl", f"{line}\n{line}\n"))
    assert [type(given) for given in taken] == [Story, Refusal]
    assert "the id a a second time" in str(taken[1])


def test_a_file_given_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    write(tmp_path / "x.txt", DUTCH)
    assert [type(given) for given in take(tmp_path / "x.txt", tmp_path)] == [Story, Refusal]


def test_files_of_one_name_in_two_folders_get_two_ids(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "x.txt", DUTCH)
    assert [story.id for story in take(tmp_path) if isinstance(story, Story)] == ["x", "b/x"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1]", "is not a story"),
        ('{"id": "a"}', "has no text"),
        ('{"id": "a", "text": 3}', "has a text that is not a string"),
        ('{"id": "a", "text": "   "}', "is empty"),
        ('{"id": "a", "text": "Rusland \\ud800."}', "is not whole JSON"),
        ("[" * 200_000, "is not whole JSON"),
    ],
)
def test_a_line_that_is_no_story_says_why(tmp_path: Path, line: str, reason: str) -> None:
    assert reason in refuse_one(write(tmp_path / "x.jsonl", line)).reason


def test_a_wrong_date_is_dropped_with_a_warning_and_the_story_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path / "x.json", json.dumps({"text": DUTCH, "published": "9 juli"}))
    with caplog.at_level(logging.WARNING):
        assert take_one(tmp_path / "x.json").published is None
    assert "published dropped" in caplog.text


def test_a_path_that_is_not_there_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    write(tmp_path / "x.txt", DUTCH)
    taken = take(tmp_path / "no.txt", tmp_path / "x.txt")
    assert [type(given) for given in taken] == [Refusal, Story]
    assert "does not exist" in str(taken[0])


def test_an_empty_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b"")
    assert str(refuse_one("-")).startswith("standard input: is empty")


# ── options ──────────────────────────────────────────────────────────────────


def test_language_and_date_hold_only_where_the_story_states_none(tmp_path: Path) -> None:
    own = {"id": "a", "text": ENGLISH, "language": "en-GB", "published": "2020"}
    write(tmp_path / "x.jsonl", json.dumps(own) + "\n" + json.dumps({"id": "b", "text": "Rusland"}))
    taken = take(tmp_path / "x.jsonl", language="nl", published="2022-07")
    assert [(s.language, s.published) for s in taken if isinstance(s, Story)] == [
        ("en", "2020"),
        ("nl", "2022-07"),
    ]


def test_an_unusable_option_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be used"):
        take_in([tmp_path], "xx", languages=LANGUAGES)
    with pytest.raises(SourceError, match="not a day"):
        take_in([tmp_path], published="2022-02-30", languages=LANGUAGES)


def test_stories_are_counted_for_a_progress_bar(tmp_path: Path) -> None:
    write(tmp_path / "x.jsonl", "{}\n{}\n{}\n")
    write(tmp_path / "y.txt", DUTCH)
    assert count_stories([tmp_path]) == 4
    assert count_stories([tmp_path, "-"]) is None
