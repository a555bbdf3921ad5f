"""feeds.toml: what it may say, and how it is told what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.watching.feeds_file import Watched, read_feeds

DOCS = Path(__file__).parents[2] / "docs" / "watching.md"


def write(tmp_path: Path, text: str) -> Path:
    (tmp_path / "feeds.toml").write_text(text, encoding="utf-8")
    return tmp_path / "feeds.toml"


def test_a_source_takes_what_it_does_not_say_from_the_file(tmp_path: Path) -> None:
    feeds = read_feeds(
        write(
            tmp_path,
            'contact = "mailto:desk@bode.example"\nevery = "1h"\n'
            '[[source]]\nurl = "https://bode.example/rss"\n'
            '[[source]]\nurl = "https://b.example/map.xml"\nname = "B"\nevery = "2d"\n'
            "pages = false\nmost = 5\n",
        )
    )
    first, second = feeds.sources
    assert first == Watched(url="https://bode.example/rss", name="https://bode.example/rss", every=3600)
    assert (second.name, second.every, second.pages, second.most) == ("B", 172_800, False, 5)
    assert feeds.contact == "mailto:desk@bode.example"


@pytest.mark.parametrize(
    ("text", "where", "what", "remedy"),
    [
        ("", "feeds.toml", "missing required field `source`", "allowed keys"),
        ("source = []", "feeds.toml", "lists no source", "[[source]]"),
        ("[[source]]\nname = 'A'", "source 1 (A)", "missing required field `url`", "allowed keys: url, name"),
        ("[[source]]\nurl = 'https://a.example'\nevry = '1h'", "source 1", "unknown field `evry`", "every"),
        ("[[source]]\nurl = 'https://a.example'\nmost = 'x'", "source 1", "Expected `int`", "most"),
        ("[[source]]\nurl = 'https://a.example'\nevery = '5s'", "source 1", "no interval", "1m to 30d"),
        ("[[source]]\nurl = 'https://a.example'\nevery = 'hourly'", "source 1", "no interval", "1m to 30d"),
        ("[[source]]\nurl = 'ftp://a.example'", "source 1", "its url is no http", "public site"),
        ("[[source]]\nurl = 'http://10.0.0.1:22/'", "source 1", "its url names port 22", "public site"),
        ("[[source]]\nurl = 'https://a.example'\nlanguage = 'xx'", "source 1", "cannot be used", "give"),
        ("[[source]]\nurl = 'https://a.example'\nmost = 0", "source 1", "out of range", "1 to 1000"),
        (
            "[[source]]\nurl = 'https://a.example'\n[[source]]\nurl = 'https://a.example/'",
            "source 2",
            "listed twice",
            "its own url",
        ),
        ("[[source]\n", "feeds.toml", "is no TOML", "docs/watching.md"),
    ],
)
def test_what_is_amiss_is_told_with_its_place_and_what_is_allowed(
    tmp_path: Path, text: str, where: str, what: str, remedy: str
) -> None:
    with pytest.raises(DataError) as caught:
        read_feeds(write(tmp_path, text))
    assert where in str(caught.value.where)
    assert what in caught.value.what
    assert remedy in str(caught.value.remedy)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_feeds(tmp_path / "no.toml")


def test_the_example_in_the_documentation_is_sound(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(read_feeds(write(tmp_path, example)).sources) >= 2
