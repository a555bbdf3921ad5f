"""What an engine carries: a worker that is not fit says so, and a part is coded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_in import CRASH, load_nothing, load_stand_in

from dragoman import __version__
from dragoman.archive.manifests import begin_archive
from dragoman.cluster import errands
from dragoman.cluster.errands import Errand, open_errand, read_answer, run_errand, tell_failure
from dragoman.cluster.parts import Part, cut_parts
from dragoman.coders import CoderLoad
from dragoman.errors import DragomanError, StoreError
from dragoman.overlay import Folder, Overlay
from dragoman.records import Story, Versions

STORIES = [
    Story(id=f"s{n}", text="China veroordeelt de sancties van het Westen.", language="nl") for n in range(3)
]


@pytest.fixture
def errand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Errand:
    monkeypatch.setattr(errands, "_PAUSE", 0.0)
    root = tmp_path / "archive"
    begin_archive(root, Versions("0", "1", "2", "stand-in 1"))
    return open_errand(load_stand_in, str(root))


def make_part(number: int = 0) -> Part:
    (part,) = cut_parts(STORIES)
    return Part(number, part.given, part.digest)


def run(errand: Errand, version: str = __version__) -> str:
    """What the answer says when it is a trouble."""
    with pytest.raises(DragomanError) as caught:
        read_answer(run_errand(errand.pack(make_part()), version))
    return str(caught.value)


def test_the_answer_is_the_manifest(errand: Errand) -> None:
    manifest = read_answer(run_errand(errand.pack(make_part(7)), __version__))
    assert (manifest.number, manifest.counts.coded) == (7, 3)


def test_a_part_that_is_there_is_not_coded_again(errand: Errand) -> None:
    packed = errand.pack(make_part())
    first = run_errand(packed, __version__)
    table = next((Path(errand.root) / "events").iterdir())
    table.write_bytes(b"")
    assert run_errand(packed, __version__) == first
    assert table.read_bytes() == b""


def test_a_worker_with_another_version_codes_nothing(errand: Errand) -> None:
    assert f"has Dragoman {__version__}, and this run has 9" in run(errand, "9")


def test_a_worker_that_sees_another_archive_codes_nothing(errand: Errand) -> None:
    begin = Path(errand.root) / "archive.json"
    begin.write_bytes(begin.read_bytes().replace(b'"stand-in 1"', b'"stand-in 2"'))
    assert "does not see the archive" in run(errand)


def test_a_worker_with_other_words_codes_nothing(errand: Errand, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "off.toml").write_text("", encoding="utf-8")
    load = CoderLoad(overlay=Overlay((Folder(str(words), "0" * 64),)))
    assert "has other words there" in run(Errand(load, errand.root, errand.about))


def test_a_coder_that_cannot_be_loaded_is_told_with_its_remedy(errand: Errand) -> None:
    assert "the model is not there — put it back" in run(Errand(load_nothing, errand.root, errand.about))


def test_a_folder_that_cannot_be_written_to_is_tried_again(
    errand: Errand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise StoreError("cannot be written to (no space left)", where=errand.root)

    monkeypatch.setattr(errands, "code_part", fail)
    with pytest.raises(RuntimeError, match="no space left"):
        run_errand(errand.pack(make_part()), __version__)


def test_relative_paths_are_made_whole(errand: Errand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(errand.root).parent)
    found = open_errand(CoderLoad(kept=Path("kept.parquet")), "archive")
    assert found.root == errand.root
    assert found.load == CoderLoad(kept=Path(errand.root).parent / "kept.parquet")


def test_an_archive_must_have_been_begun(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no archive\.json"):
        open_errand(load_stand_in, str(tmp_path))


def test_a_worker_without_dragoman_is_told_as_that() -> None:
    error = tell_failure(3, ModuleNotFoundError("No module named 'dragoman'"))
    assert str(error).startswith("a worker lacks a library (No module named 'dragoman') — install Dragoman")


def test_a_part_that_fails_is_told_with_its_number() -> None:
    assert str(tell_failure(3, ValueError(CRASH))) == (
        f"part 3 failed 4 times (ValueError: {CRASH}) — mend it, then go on with --resume"
    )
