"""A brief as Markdown, which a terminal shows as well."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from dragoman.analysis.brief_lines import Brief, Line, Source
from dragoman.analysis.telling import Teller

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})


def write_markdown(brief: Brief) -> str:
    """The brief as Markdown: a line a sentence, the words it stands on quoted under it."""
    tell = Teller(brief.language)
    parts = [f"# {brief.title}", f"*{brief.made}*"]
    for section in brief.sections:
        parts.append(f"## {section.title}")
        for group in section.groups:
            if group.title:
                parts.append(f"### {group.title}")
            if group.note:
                parts.append(f"*{group.note}*")
            if group.lines:
                parts.append("\n".join(part for line in group.lines for part in _write_line(line, tell)))
    return "\n\n".join(parts) + "\n"


def escape_markdown(text: str) -> str:
    """Words of a story as they are, no mark in them taken for one of Markdown's."""
    return " ".join(text.split()).translate(_MARKS)


def _write_line(line: Line, tell: Teller) -> Iterator[str]:
    days = f"**{line.days}** · " if line.days else ""
    yield f"- {days}{escape_markdown(line.sentence)}"
    for source in line.sources:
        yield f"  > “{escape_markdown(source.text)}” — {_write_source(source, tell)}"
        yield "  >" if source is not line.sources[-1] else ""


def _write_source(source: Source, tell: Teller) -> str:
    publisher = escape_markdown(source.publisher or _find_host(source.url) or tell("source_unknown"))
    told = tell("source", publisher=publisher, day=tell.tell_day(source.published) or "–")
    if source.language != tell.language:
        language = tell.words.languages.get(source.language, source.language)
        told += ", " + tell("in_language", language=language)
    place = f"{source.story} {source.start}–{source.end}"
    if source.url and source.url.startswith(("http://", "https://")):
        address = source.url.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace(">", "%3E")
        return f"{told} · [{escape_markdown(place)}]({address})"
    return f"{told} · {escape_markdown(place)}"


def _find_host(url: str | None) -> str | None:
    """The host of an address, which stands for a publisher that no story names."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
