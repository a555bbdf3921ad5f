"""CoNLL-U: what is read comes back as it stood; what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.records import Sentence, Token, Word
from dragoman.syntax.conllu import annotate_blocks, read_conllu, write_conllu
from dragoman.syntax.given import rebuild_segments


def row(word_id: str, form: str, head: str = "0", misc: str = "_") -> str:
    return "\t".join([word_id, form, "_", "_", "_", "_", head, "_", "_", misc])


TREEBANK = "\n".join(
    [
        "# sent_id = a",
        "# note without value",
        row("1", "Il"),
        row("2", "parle", "1"),
        row("3-4", "du", "_"),
        row("3", "de", "2"),
        row("4", "le", "2"),
        row("5", "Mali", "2", "SpaceAfter=No|Gloss=x"),
        row("5.1", "vide", "_"),
        row("6", ".", "2"),
        "",
        "# sent_id = b",
        row("1", "Don't".replace("'", "’")),
        "",
        "",
    ]
)


def test_comments_ranges_and_spaces_are_kept() -> None:
    first, second = read_conllu(TREEBANK)
    assert first.comments == ("# sent_id = a", "# note without value")
    assert [given.id for given in first.rows] == ["1", "2", "3-4", "3", "4", "5", "5.1", "6"]
    assert [word.form for word in first.words] == ["Il", "parle", "de", "le", "Mali", "."]
    assert not first.words[4].space_after
    assert len(second.words) == 1


def test_given_words_stand_in_a_rebuilt_text() -> None:
    text, segments = rebuild_segments(read_conllu(TREEBANK))
    assert text == "Il parle du Mali.\nDon’t"
    assert segments[0].words[2:5] == (Word("de", 9, 11), Word("le", 9, 11), Word("Mali", 12, 16))
    assert [(segment.start, segment.end, segment.paragraph) for segment in segments] == [
        (0, 17, 0),
        (18, 23, 1),
    ]


def test_annotation_keeps_what_was_given() -> None:
    blocks = read_conllu(TREEBANK)
    _, segments = rebuild_segments(blocks)
    sentences = [
        Sentence(
            segment.start,
            segment.end,
            segment.paragraph,
            tuple(
                Token(w.form, w.start, w.end, w.form.lower(), "X", "A=B", 0, "root") for w in segment.words
            ),
        )
        for segment in segments
    ]
    lines = annotate_blocks(blocks, sentences).split("\n")
    assert lines[:3] == ["# sent_id = a", "# note without value", "1\tIl\til\tX\t_\tA=B\t0\troot\t_\t_"]
    assert lines[4] == row("3-4", "du", "_")
    assert lines[7] == "5\tMali\tmali\tX\t_\tA=B\t0\troot\t_\tSpaceAfter=No|Gloss=x"
    assert lines[8].startswith("6\t.")
    assert len(read_conllu("\n".join(lines))) == len(blocks)


def test_our_sentences_are_written_with_text_and_ranges() -> None:
    text = "Kop\n\nAu\nrevoir!"
    sentences = [
        Sentence(0, 3, 0, (Token("Kop", 0, 3, "kop", "NOUN", "", 0, "root"),)),
        Sentence(
            5,
            15,
            1,
            (
                Token("A", 5, 7, "à", "ADP", "", 3, "case"),
                Token("le", 5, 7, "le", "DET", "", 3, "det"),
                Token("revoir", 8, 14, "revoir", "NOUN", "", 0, "root"),
                Token("!", 14, 15, "!", "PUNCT", "", 3, "punct"),
            ),
        ),
    ]
    assert write_conllu(sentences, text, "s-").split("\n") == [
        "# newpar id = s-p1",
        "# sent_id = s-1",
        "# text = Kop",
        "1\tKop\tkop\tNOUN\t_\t_\t0\troot\t_\t_",
        "",
        "# newpar id = s-p2",
        "# sent_id = s-2",
        "# text = Au revoir!",
        "1-2\tAu\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tA\tà\tADP\t_\t_\t3\tcase\t_\t_",
        "2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_",
        "3\trevoir\trevoir\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No",
        "4\t!\t!\tPUNCT\t_\t_\t3\tpunct\t_\t_",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("1\tIl", "2 columns instead of 10"),
        (row("2", "Il"), "ID 2 instead of 1"),
        (row("x", "Il"), "no number"),
        (row("1", ""), "has no form"),
        (row("2-3", "du"), "does not follow"),
        (row("1-2", "du") + "\n" + row("1", "de"), "reaches past"),
    ],
)
def test_a_malformed_line_is_told_with_file_and_line(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text(f"# sent_id = a\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"bad\.conllu:\d+: .*{what}"):
        read_conllu(path)


def test_bytes_that_are_no_utf8_are_told() -> None:
    with pytest.raises(SourceError, match="not UTF-8"):
        read_conllu(b"1\t\xff")
