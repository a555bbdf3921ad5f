"""The kept parse: a Parquet file from which stories are coded again without being read again.

One row is one sentence, its words in lists of equal length, so that the file can be asked with any
engine that reads Parquet. A story without a sentence keeps one row without words, so a round trip is
exact. The first row of a story holds the story itself as JSON, with its text, so that the file is all
it takes to code again, and the digest of that text: a parse fits that text only.

Offsets are kept as `gaps` (from the end of the word before, or the start of the sentence) and `surplus`
(by how much the span is longer than the form, as in contractions), which are nearly always 0 or 1.
Lists travel between Python and the engine as one string a sentence, parted by line breaks: measured on
200,000 words, nested lists write 110,000 words a second and read 490,000.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import duckdb
import msgspec

from dragoman.errors import SourceError
from dragoman.records import Parse, Sentence, Story, Token

FORMAT = "dragoman-parses"
VERSION = 2  # 2: the story stands beside its parse
BATCH = 2_000  # sentences written or read at once
_BREAK = "\n"  # no word holds one

_TABLE = """
CREATE TABLE parses (
    story_id VARCHAR, language VARCHAR, model VARCHAR, text_sha256 VARCHAR, story VARCHAR, sentence INTEGER,
    paragraph INTEGER, "start" INTEGER, "end" INTEGER, forms VARCHAR[], gaps INTEGER[], surplus INTEGER[],
    lemmas VARCHAR[], upos VARCHAR[], feats VARCHAR[], heads INTEGER[], deprels VARCHAR[]
)
"""
_STRINGS = ("forms", "lemmas", "upos", "feats", "deprels")
_PLAIN = (
    "story_id", "language", "model", "text_sha256", "story", "sentence", "paragraph", '"start"', '"end"'
)  # fmt: skip
_LISTS = ("forms", "gaps", "surplus", "lemmas", "upos", "feats", "heads", "deprels")
_INTEGERS = frozenset({"sentence", "paragraph", '"start"', '"end"'})


def digest_text(text: str) -> str:
    """The SHA-256 of `text` in UTF-8, in hexadecimal: what a kept parse says about its text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def write_parses(
    path: Path, read: Iterable[tuple[Story, Parse]], about: Mapping[str, str] | None = None
) -> int:
    """Write stories with their parses to the Parquet file `path`; returns their number.

    The file appears whole or not at all; memory does not grow with their number. `about` is told in the
    file's metadata, beside its format and version. Raises SourceError when the folder cannot be written to.
    """
    told = {"format": FORMAT, "version": str(VERSION), **(about or {})}
    metadata = ", ".join("'{}': '{}'".format(key, value.replace("'", "''")) for key, value in told.items())
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    rows = path.with_name(f".{path.name}.{os.getpid()}.rows")
    try:
        with _connect(str(rows)) as connection:
            connection.execute(_TABLE)
            lines = _list_rows(read)
            while batch := list(islice(lines, BATCH)):
                _insert_rows(connection, batch)
            count = connection.execute("SELECT count(*) FROM parses WHERE sentence <= 0").fetchall()[0][0]
            connection.execute(
                f"COPY parses TO '{_quote(partial)}' (FORMAT parquet, COMPRESSION zstd, "
                f"KV_METADATA {{{metadata}}})"
            )
        os.replace(partial, path)
    except (duckdb.IOException, OSError) as error:
        raise SourceError(f"parses cannot be written: {error}", where=str(path)) from error
    finally:
        for leftover in (partial, rows, rows.with_name(rows.name + ".wal")):
            leftover.unlink(missing_ok=True)
    return int(count)


def read_parses(path: Path) -> Iterator[Parse]:
    """The parses of the file `path`, in the order they were written, with memory for a few at a time.

    Raises SourceError when the file is missing, is no file of parses, or of another version.
    """
    for _, parse in _select_parses(path, "true", []):
        yield parse


def read_kept(path: Path) -> Iterator[tuple[Story, Parse]]:
    """The stories of the file `path` with their parses, as `read_parses` gives them; raises as it does."""
    decoder = msgspec.json.Decoder(Story)
    for story, parse in _select_parses(path, "true", []):
        yield decoder.decode(story), parse


def find_parses(path: Path, wanted: Mapping[str, str]) -> dict[str, Parse]:
    """By story id, the parses of the file `path` that fit the texts of `wanted` (digest by story id).

    A parse made from another text is left out. Raises as `read_parses` does.
    """
    if not wanted:
        return {}
    marks = ", ".join("(?, ?)" for _ in wanted)
    pairs = [value for pair in wanted.items() for value in pair]
    found = _select_parses(path, f"(story_id, text_sha256) IN ({marks})", pairs)
    return {parse.story_id: parse for _, parse in found}


def _select_parses(path: Path, condition: str, values: Sequence[str]) -> Iterator[tuple[str, Parse]]:
    """Each story as JSON, with its parse."""
    check_parses(path)
    columns = [*_PLAIN, *(f"array_to_string({name}, chr(10))" for name in _LISTS), "forms IS NULL"]
    query = f"SELECT {', '.join(columns)} FROM read_parquet(?) WHERE {condition}"
    with _connect() as connection:
        answer = connection.execute(query, [str(path), *values])
        open_key: tuple[str, str, str] | None = None
        story = ""
        sentences: list[Sentence] = []
        while batch := answer.fetchmany(BATCH):
            for row in batch:
                number = row[5]
                if number <= 0:
                    if open_key is not None:
                        yield story, Parse(*open_key, tuple(sentences))
                    sentences = []
                    open_key, story = row[:3], row[4]
                if number >= 0:
                    sentences.append(_make_sentence(row))
        if open_key is not None:
            yield story, Parse(*open_key, tuple(sentences))


def read_digests(path: Path) -> dict[str, str]:
    """By story id, the digest of the text each parse of the file `path` was made from.

    Raises SourceError as `read_parses` does.
    """
    check_parses(path)
    query = "SELECT story_id, text_sha256 FROM read_parquet(?) WHERE sentence <= 0"
    with _connect() as connection:
        return dict(connection.execute(query, [str(path)]).fetchall())


def count_parses(path: Path) -> int:
    """How many stories the file `path` holds. Raises SourceError as `read_parses` does."""
    check_parses(path)
    query = "SELECT count(*) FROM read_parquet(?) WHERE sentence <= 0"
    with _connect() as connection:
        return int(connection.execute(query, [str(path)]).fetchall()[0][0])


def check_parses(path: Path) -> None:
    """Raises SourceError when `path` is missing, is no file of parses, or of another version."""
    if not path.is_file():
        raise SourceError("there is no such file of parses", where=str(path))
    query = "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)"
    try:
        with _connect() as connection:
            metadata = dict(connection.execute(query, [str(path)]).fetchall())
    except duckdb.Error as error:
        raise SourceError("is no Parquet file", where=str(path)) from error
    if metadata.get("format") != FORMAT:
        raise SourceError(
            "is no file of parses", where=str(path), remedy="dragoman parse --output writes one"
        )
    if metadata.get("version") != str(VERSION):
        raise SourceError(
            f"is a file of parses of version {metadata.get('version')}, and this program reads {VERSION}",
            where=str(path),
            remedy="read the stories again with dragoman parse --output",
        )


def _connect(database: str = ":memory:") -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(database, config={"threads": 1})
    connection.execute("SET enable_progress_bar = false")  # the terminal is the command's, not the engine's
    return connection


def _list_rows(read: Iterable[tuple[Story, Parse]]) -> Iterator[tuple[object, ...]]:
    for story, parse in read:
        key = (parse.story_id, parse.language, parse.model, digest_text(story.text))
        kept: str | None = msgspec.json.encode(story).decode()
        if not parse.sentences:
            yield (*key, kept, -1, 0, 0, 0, *([None] * len(_LISTS)))
        for number, sentence in enumerate(parse.sentences):
            place = (number, sentence.paragraph, sentence.start, sentence.end)
            yield (*key, kept, *place, *_join_words(sentence))
            kept = None


def _join_words(sentence: Sentence) -> list[str | None]:
    tokens = sentence.tokens
    if not tokens:
        return [None] * len(_LISTS)
    ends = [sentence.start, *(token.end for token in tokens)]
    columns = [
        [token.form for token in tokens],
        [str(token.start - last) for token, last in zip(tokens, ends, strict=False)],
        [str(token.end - token.start - len(token.form)) for token in tokens],
        [token.lemma for token in tokens],
        [token.upos for token in tokens],
        [token.feats for token in tokens],
        [str(token.head) for token in tokens],
        [token.deprel for token in tokens],
    ]
    joined: list[str | None] = [_BREAK.join(column) for column in columns]
    for text in joined:
        if text is not None and text.count(_BREAK) != len(tokens) - 1:
            raise SourceError("a word holds a line break", where=f"the sentence at {sentence.start}")
    return joined


def _insert_rows(connection: duckdb.DuckDBPyConnection, rows: list[tuple[object, ...]]) -> None:
    names = [*_PLAIN, *_LISTS]
    chosen = [
        f"unnest(${position}::{'INTEGER' if name in _INTEGERS else 'VARCHAR'}[]) AS c{position}"
        for position, name in enumerate(names, start=1)
    ]
    taken = [
        f"string_split(c{position}, chr(10))" + ("" if name in _STRINGS else "::INTEGER[]")
        if name in _LISTS
        else f"c{position}"
        for position, name in enumerate(names, start=1)
    ]
    connection.execute(
        f"INSERT INTO parses SELECT {', '.join(taken)} FROM (SELECT {', '.join(chosen)})",
        [list(column) for column in zip(*rows, strict=True)],
    )


def _make_sentence(row: tuple[object, ...]) -> Sentence:
    paragraph, start, end = row[6:9]
    tokens: tuple[Token, ...] = ()
    if not row[17]:
        forms, gaps, surplus, lemmas, upos, feats, heads, deprels = (
            str(joined).split(_BREAK) for joined in row[9:17]
        )
        starts, ends = _place_words(int(str(start)), forms, gaps, surplus)
        tokens = tuple(map(Token, forms, starts, ends, lemmas, upos, feats, map(int, heads), deprels))
    return Sentence(int(str(start)), int(str(end)), int(str(paragraph)), tokens)


def _place_words(
    at: int, forms: list[str], gaps: list[str], surplus: list[str]
) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    for form, gap, more in zip(forms, gaps, surplus, strict=True):
        starts.append(at + int(gap))
        at = starts[-1] + len(form) + int(more)
        ends.append(at)
    return starts, ends


def _quote(path: Path) -> str:
    return str(path).replace("'", "''")
