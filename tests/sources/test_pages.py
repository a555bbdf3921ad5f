"""Thirty-five invented pages of fifteen layouts: the story's own words, its day and moment."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.records import Story
from dragoman.sources import Refusal, take_in
from dragoman.sources.linked_data import find_article
from dragoman.sources.outlets import load_outlets
from dragoman.sources.page import draft_page

PAGES = Path(__file__).parent / "pages"
EXPECTED: list[dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))["page"]
TEXT = "Rusland heeft de sancties van de Europese Unie tegen het land scherp veroordeeld."


def take(name: str) -> Story | Refusal:
    (taken,) = take_in([PAGES / f"{name}.html"])
    return taken


def test_every_page_has_its_row() -> None:
    assert sorted(row["name"] for row in EXPECTED) == sorted(path.stem for path in PAGES.glob("*.html"))
    assert len({row["name"].split("-")[1] for row in EXPECTED}) == 15


@pytest.mark.parametrize("row", [row for row in EXPECTED if "body" in row], ids=lambda row: row["name"])
def test_a_page_gives_its_body_and_its_date_and_nothing_else(row: dict[str, Any]) -> None:
    story = take(row["name"])
    assert isinstance(story, Story), story
    assert story.text.split("\n\n") == row["body"]
    told = {key: getattr(story, key) for key in ("title", "language", "published", "published_at", "url")}
    assert told == {key: row.get(key) for key in told}
    assert (story.publisher, story.partial) == (row.get("publisher"), row.get("partial", False))


@pytest.mark.parametrize("row", [row for row in EXPECTED if "refused" in row], ids=lambda row: row["name"])
def test_a_page_without_a_story_is_refused_with_its_reason(row: dict[str, Any]) -> None:
    refusal = take(row["name"])
    assert isinstance(refusal, Refusal) and row["refused"] in refusal.reason


# ── what linked data may look like ───────────────────────────────────────────


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ('{"@type": "NewsArticle", "headline": "A &amp; B"}', "A & B"),
        ('[{"@type": "WebSite"}, {"@type": ["ReportageNewsArticle"], "headline": "A"}]', "A"),
        ('{"@graph": [{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "A"}}]}', "A"),
        ('<!-- {"@type": "NewsArticle", "headline": "A"} -->', "A"),
        ('//<![CDATA[\n{"@type": "NewsArticle", "headline": "A\nB"}\n//]]>', "A B"),
        ('{"@type": "NewsArticle", "headline": ["A"]}', "A"),
        ('{"@type": "Organization", "name": "A"}', None),
        ('{"@type": "NewsArticle", "headline": 3}', None),
        ('{"@type": "NewsArticle", ', None),
        ("[" * 5000, None),
    ],
)
def test_the_article_is_found_in_linked_data_of_any_dress(block: str, title: str | None) -> None:
    assert find_article(f'<script type="application/ld+json">{block}</script>').title == title


def test_openings_that_are_never_closed_cost_no_time() -> None:
    assert find_article('<script type="application/ld+json">' * 100_000).title is None


def test_of_several_articles_the_one_of_the_page_itself_is_taken() -> None:
    blocks = "".join(
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{name}", '
        f'"url": "https://a.example/{name}"}}</script>'
        for name in "ab"
    )
    assert find_article(blocks, "https://a.example/b?x=1#top").title == "b"


# ── what is the outlet's own ─────────────────────────────────────────────────


def test_the_rules_for_lines_are_proved_by_their_examples() -> None:
    assert load_outlets().rules  # raises when one fails


def test_a_block_that_holds_most_of_the_text_stays_whatever_its_name() -> None:
    page = (
        f'<html><body><div class="related"><p>{TEXT}</p><p>{TEXT} Einde.</p></div><p>Kort.</p></body></html>'
    )
    assert TEXT in draft_page(page, "x").text


def test_a_line_that_could_be_anyones_stays_inside_the_text() -> None:
    lines = [f"{TEXT} {number}" for number in range(12)]
    lines[6] = "Meer over Denemarken"
    assert load_outlets().clean(lines).paragraphs == tuple(lines)
    assert load_outlets().clean([*lines, "Meer over Denemarken", "Een kop"]).paragraphs == tuple(lines)


def test_a_bare_year_is_no_date() -> None:
    body = f"<article><p>{TEXT}</p><p>{TEXT}</p></article><footer>© 2026 De Bode</footer>"
    page = f"<html><body>{body}</body></html>"
    assert draft_page(page, "x").published is None


def test_the_language_a_page_states_is_only_believed_where_the_text_does_not_tell() -> None:
    page = f'<html lang="fi"><body><article><p>{TEXT}</p></article></body></html>'
    assert draft_page(page, "x").hint == "fi"
