"""CoNLL-U, the exchange form of treebanks: reading its words, writing our analysis into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from dragoman.errors import SourceError
from dragoman.records import Sentence, Token

COLUMNS = 10
_REMEDY = "CoNLL-U has ten columns parted by tabs: ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC"


class Row(Struct, frozen=True):
    """One word, range or empty node of a block: `id` as written ("3", "3-4", "3.1")."""

    id: str
    form: str
    columns: tuple[str, ...]  # all ten, as read

    @property
    def is_range(self) -> bool:
        """Whether the row is a contraction over several words."""
        return "-" in self.id

    @property
    def is_empty(self) -> bool:
        """Whether the row is an empty node of the enhanced graph."""
        return "." in self.id

    @property
    def space_after(self) -> bool:
        """Whether white space follows."""
        return "SpaceAfter=No" not in self.columns[9].split("|")

    @property
    def range(self) -> tuple[int, int]:
        """First and last word, counted from 1."""
        first, _, last = self.id.partition("-")
        return int(first), int(last or first)


class Block(Struct, frozen=True):
    """One sentence of a file: its comment lines and its rows, as they stood."""

    comments: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def words(self) -> tuple[Row, ...]:
        """The syntactic words: no ranges, no empty nodes."""
        return tuple(row for row in self.rows if row.id.isdigit())


# ── reading ──────────────────────────────────────────────────────────────────


def read_conllu(source: Path | bytes | str) -> list[Block]:
    """The blocks of a file (`Path`) or of CoNLL-U itself (`bytes` in UTF-8 or `str`), in order.

    Raises SourceError with file and line on a row that is not CoNLL-U.
    """
    name = str(source) if isinstance(source, Path) else "CoNLL-U"
    try:
        data = source.read_bytes() if isinstance(source, Path) else source
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        raise SourceError("not UTF-8", where=name, remedy="CoNLL-U is UTF-8 text") from error
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=name) from error
    blocks: list[Block] = []
    comments: list[str] = []
    rows: list[Row] = []
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip("\r")
        if not line.strip():
            _close_block(blocks, comments, rows, f"{name}:{number}")
            comments, rows = [], []
        elif line.startswith("#") and not rows:
            comments.append(line)
        else:
            rows.append(_read_row(line, rows, f"{name}:{number}"))
    _close_block(blocks, comments, rows, f"{name}:{text.count(chr(10)) + 1}")
    return blocks


def _close_block(blocks: list[Block], comments: list[str], rows: list[Row], where: str) -> None:
    if not rows:
        if comments:
            blocks.append(Block(tuple(comments), ()))
        return
    count = sum(row.id.isdigit() for row in rows)
    for row in rows:
        if row.is_range and row.range[1] > count:
            raise SourceError(f"range {row.id} reaches past the last word {count}", where=where)
    blocks.append(Block(tuple(comments), tuple(rows)))


def _read_row(line: str, rows: list[Row], where: str) -> Row:
    columns = tuple(line.split("\t"))
    if len(columns) != COLUMNS:
        raise SourceError(f"{len(columns)} columns instead of {COLUMNS}", where=where, remedy=_REMEDY)
    word_id, form = columns[0], columns[1]
    if not form.strip():
        raise SourceError(f"word {word_id} has no form", where=where, remedy=_REMEDY)
    row = Row(word_id, form, columns)
    last = next((int(other.id) for other in reversed(rows) if other.id.isdigit()), 0)
    parts = word_id.replace("-", ".").split(".")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 2:
        raise SourceError(f"ID {word_id!r} is no number, range or empty node", where=where, remedy=_REMEDY)
    if row.is_range:
        if row.range[0] != last + 1 or row.range[1] < row.range[0]:
            raise SourceError(f"range {word_id} does not follow word {last}", where=where, remedy=_REMEDY)
    elif not row.is_empty and int(word_id) != last + 1:
        raise SourceError(f"ID {word_id} instead of {last + 1}", where=where, remedy=_REMEDY)
    return row


# ── writing ──────────────────────────────────────────────────────────────────


def write_conllu(sentences: Iterable[Sentence], text: str, prefix: str = "") -> str:
    """The analysed `sentences` of `text` as CoNLL-U, a blank line after each.

    `sent_id` counts from 1 after `prefix`. Words on one span are written with a range; a word that
    touches the next gets SpaceAfter=No. White space within a sentence is written as one space.
    """
    lines: list[str] = []
    paragraph = -1
    for number, sentence in enumerate(sentences, start=1):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            lines.append(f"# newpar id = {prefix}p{paragraph + 1}")
        lines.append(f"# sent_id = {prefix}{number}")
        lines.append(f"# text = {' '.join(text[sentence.start : sentence.end].split())}")
        lines.extend(_write_tokens(sentence.tokens, text))
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def annotate_blocks(blocks: Iterable[Block], sentences: Iterable[Sentence]) -> str:
    """The blocks as read, with the tags, lemmas, heads and relations of `sentences`.

    Comments, forms, ranges and MISC stay as given; empty nodes and the enhanced graph, which we do not
    make, are left out. `sentences` are those of the blocks that have words, in order.
    """
    lines: list[str] = []
    analysed = iter(sentences)
    for block in blocks:
        lines.extend(block.comments)
        tokens = iter(next(analysed).tokens) if block.words else iter(())
        for row in block.rows:
            if row.is_range:
                lines.append("\t".join(row.columns))
            elif not row.is_empty:
                lines.append(_write_row(row.id, row.form, next(tokens), row.columns[9]))
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def _write_tokens(tokens: Sequence[Token], text: str) -> list[str]:
    lines: list[str] = []
    shared_until = 0  # the last word of the contraction being written
    for position, token in enumerate(tokens, start=1):
        tight = token.end < len(text) and not text[token.end].isspace()
        space = "SpaceAfter=No" if tight else "_"
        if position > shared_until:
            last = position
            while last < len(tokens) and _share_span(token, tokens[last]):
                last += 1
            if last > position:
                form = text[token.start : token.end]
                lines.append("\t".join([f"{position}-{last}", form, *["_"] * 7, space]))
                shared_until = last
        inside = position <= shared_until
        lines.append(_write_row(str(position), token.form, token, "_" if inside else space))
    return lines


def _share_span(one: Token, other: Token) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _write_row(word_id: str, form: str, token: Token, misc: str) -> str:
    columns = (
        word_id,
        form,
        token.lemma or "_",
        token.upos or "_",
        "_",
        token.feats or "_",
        str(token.head),
        token.deprel or "_",
        "_",
        misc,
    )
    return "\t".join(columns)
