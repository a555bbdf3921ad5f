"""Feeds and sitemaps: their entries, broken ones, and XML that plays tricks."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.records import Story
from dragoman.sources import Refusal, take_in
from dragoman.sources.dates import Moment
from dragoman.sources.feeds import parse_feed
from dragoman.sources.sitemaps import parse_sitemap
from dragoman.sources.xml import tell_kind

DUTCH = "Rusland heeft de sancties van de Europese Unie tegen het land scherp veroordeeld."
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>De Bode</title><link>https://bode.example/</link><language>nl-NL</language>
<item><title>Sancties &amp;amp; wraak</title><link>https://bode.example/a</link>
<pubDate>Sat, 09 Jul 2022 23:30:00 +0200</pubDate>
<description>&lt;p&gt;{DUTCH}&lt;/p&gt;</description></item>
<item><title>Heel</title><link>https://bode.example/b</link><description>Kort.</description>
<content:encoded><![CDATA[<h2>Kop</h2><p>{DUTCH}</p><p>{DUTCH * 5}</p><script>x()</script>]]>
</content:encoded></item>
<item><title>Leeg</title><link>https://bode.example/c</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://courier.example/">
<title>The Courier</title>
<entry><title type="html">Talks &lt;b&gt;fail&lt;/b&gt;</title><link href="/a"/>
<id>tag:a</id><published>2022-07-09T10:00:00Z</published><summary>Norway left.</summary></entry></feed>"""


def test_an_entry_of_rss_has_its_moment_in_its_own_zone() -> None:
    first, second, third = parse_feed(RSS.encode())
    assert (first.url, first.title, first.text) == ("https://bode.example/a", "Sancties & wraak", DUTCH)
    assert first.moment == Moment("2022-07-09", "2022-07-09T23:30:00+02:00")
    assert (first.publisher, first.language, first.whole) == ("De Bode", "nl-NL", False)
    assert second.text == f"Kop\n\n{DUTCH}\n\n{DUTCH * 5}" and second.whole
    assert (third.text, third.moment) == ("", None)


def test_an_entry_of_atom_has_its_address_made_whole() -> None:
    (entry,) = parse_feed(ATOM.encode())
    assert (entry.url, entry.title) == ("https://courier.example/a", "Talks fail")
    assert entry.moment == Moment("2022-07-09", "2022-07-09T10:00:00+00:00")


def test_a_saved_feed_gives_what_it_holds_and_marks_what_is_partial(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(RSS, encoding="utf-8")
    first, second, third = take_in([tmp_path / "x.xml"])
    assert isinstance(first, Story) and isinstance(second, Story) and isinstance(third, Refusal)
    assert (first.id, first.partial, second.partial) == ("https://bode.example/a", True, False)
    assert "no text in the feed" in third.reason


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "utf-16"])
def test_a_feed_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    feed = RSS.replace("UTF-8", encoding).replace("Heel", "Oekraïne")
    assert parse_feed(feed.encode(encoding))[1].title == "Oekraïne"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body>no feed</body></html>", "is no RSS or Atom feed"),
        (b"", "is no RSS or Atom feed"),
        (b'<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss><channel><title>&a;</title></channel></rss>', "entities"),
    ],
)
def test_what_is_no_feed_or_plays_tricks_is_an_error(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        parse_feed(data)


def test_a_feed_that_breaks_off_gives_what_was_whole() -> None:
    assert parse_feed(RSS[: RSS.index("Leeg")].encode())[0].url == "https://bode.example/a"


def test_a_feed_may_be_empty() -> None:
    assert parse_feed(b'<rss version="2.0"><channel><title>x</title></channel></rss>') == []


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://bode.example/old</loc><lastmod>2022-07-08</lastmod></url>
<url><image:image><image:loc>https://bode.example/x.jpg</image:loc>
<image:title>Foto</image:title></image:image>
<loc> https://bode.example/new </loc><news:news><news:publication><news:name>De Bode</news:name>
<news:language>nl</news:language></news:publication>
<news:publication_date>2022-07-09T10:00:00+02:00</news:publication_date>
<news:title>Sancties</news:title></news:news></url><url><lastmod>2022</lastmod></url></urlset>"""


def test_a_news_sitemap_says_what_its_pages_are_and_the_newest_come_first() -> None:
    first, second = parse_sitemap(SITEMAP.encode()).pages
    assert (first.url, first.title, first.publisher) == ("https://bode.example/new", "Sancties", "De Bode")
    assert first.moment == Moment("2022-07-09", "2022-07-09T10:00:00+02:00")
    assert (second.url, second.title) == ("https://bode.example/old", None)


def test_a_prefix_that_is_not_declared_costs_nothing() -> None:
    data = b"<urlset><url><loc>https://a.example/1</loc><news:title>T</news:title><!-- x --></url></urlset>"
    assert [(one.url, one.title) for one in parse_sitemap(data).pages] == [("https://a.example/1", "T")]


def test_an_index_lists_further_sitemaps() -> None:
    data = b"<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>"
    found = parse_sitemap(data)
    assert [one.url for one in found.sitemaps] == ["https://a.example/1.xml"] and not found.pages


def test_a_broken_sitemap_is_an_error() -> None:
    with pytest.raises(SourceError, match="no sound sitemap"):
        parse_sitemap(b"<urlset><url>")


def test_a_saved_sitemap_is_refused_for_it_holds_no_stories(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(SITEMAP, encoding="utf-8")
    (refusal,) = take_in([tmp_path / "x.xml"])
    assert isinstance(refusal, Refusal) and "web address" in refusal.remedy


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><html>", "page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><rss>', "feed"),
        (b"<rdf:RDF>", "feed"),
        (b"<atom:feed>", "feed"),
        (b"<urlset>", "sitemap"),
        (b"<sitemapindex>", "index"),
        ("<feed>".encode("utf-16"), "feed"),
        (b"<nitf>", "other"),
        (b"plain", "other"),
        (b"", "other"),
    ],
)
def test_the_kind_of_a_document_is_told_by_its_first_element(data: bytes, kind: str) -> None:
    assert tell_kind(data) == kind
