"""A run into an archive: the same bytes however it is carried, taken up again, and through deaths."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from stand_in import CRASH, DEADLY, load_nothing, load_stand_in

from dragoman.archive.manifests import list_parts
from dragoman.archive.refusals import list_refused
from dragoman.cluster import run
from dragoman.cluster.engines import find_engine
from dragoman.cluster.parts import cut_parts
from dragoman.cluster.run import Archived, code_archive
from dragoman.cluster.work import code_part
from dragoman.coders import Load
from dragoman.errors import DragomanError, StoreError
from dragoman.inputs import Given
from dragoman.records import Story, Versions
from dragoman.sources import Refusal

VERSIONS = Versions("0", "1", "2", "stand-in 1")
TEXT = "China veroordeelt de sancties van het Westen tegen Rusland."


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "cut_parts", lambda taken: cut_parts(taken, stories=4))


def make_given(many: int = 14) -> list[Given]:
    stories: list[Given] = [Story(id=f"s{n}", text=f"{TEXT} {n}", language="nl") for n in range(many)]
    stories[5] = Story(id="s5", text=f"{TEXT} {CRASH}", language="nl")
    stories[9] = Refusal("in.jsonl:10", "is empty", "give a story with text in it")
    return stories


def code(root: Path, given: list[Given], *, resume: bool = False, load: Load = load_stand_in) -> Archived:
    return code_archive(iter(given), str(root), load, VERSIONS, processes=2, resume=resume)


def read_all(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file() and path.name != "archive.json")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_an_archive_has_every_story_and_every_refusal(tmp_path: Path) -> None:
    done = code(tmp_path, make_given())
    assert (done.parts, done.counts.coded, done.counts.refused, done.counts.events) == (4, 12, 2, 24)
    assert [refusal.where for refusal in list_refused(tmp_path)] == ["story s5", "in.jsonl:10"]


def test_a_run_cut_off_is_taken_up_and_ends_with_the_same_bytes(tmp_path: Path) -> None:
    code(tmp_path / "whole", make_given())

    def break_off() -> Iterator[Given]:
        yield from make_given()[:11]
        raise KeyboardInterrupt

    broken = str(tmp_path / "broken")
    with pytest.raises(KeyboardInterrupt):
        code_archive(break_off(), broken, load_stand_in, VERSIONS, processes=1)
    for part in list(cut_parts(make_given(), stories=4))[1:3]:
        code_part(part, load_stand_in, broken)
    done = code(tmp_path / "broken", make_given(), resume=True)
    assert done.before.stories >= 7
    assert read_all(tmp_path / "broken") == read_all(tmp_path / "whole")


def test_what_a_killed_process_left_on_its_way_is_cleared(tmp_path: Path) -> None:
    code(tmp_path, make_given())
    gone = subprocess.Popen(["true"])
    gone.wait()
    left = tmp_path / ".work" / f"{platform.node().replace('.', '-')}.{gone.pid}.0f"
    own = left.with_name(f"{platform.node().replace('.', '-')}.{os.getpid()}.0f")
    for path in (left, own):
        path.mkdir(parents=True)
    code(tmp_path, make_given(), resume=True)
    assert not left.exists() and own.exists()


def test_a_story_that_ends_its_process_is_refused_and_the_part_is_there(tmp_path: Path) -> None:
    given = make_given()
    given[2] = Story(id="s2", text=DEADLY, language="nl")
    done = code(tmp_path, given)
    assert (done.counts.coded, done.counts.refused) == (11, 3)
    (killer, *_) = list_refused(tmp_path)
    assert killer.reason == "ended the process that coded it (ended with status 9)"
    again = code(tmp_path, given, resume=True, load=load_nothing)
    assert again.counts == done.counts == again.before


def test_an_archive_is_not_written_over_nor_mixed(tmp_path: Path) -> None:
    code(tmp_path, make_given())
    with pytest.raises(StoreError, match="holds parts of an earlier run — go on with that run by --resume"):
        code(tmp_path, make_given())
    with pytest.raises(StoreError, match="part 0 was made from other stories"):
        code(tmp_path, make_given()[::-1], resume=True)
    with pytest.raises(StoreError, match="has 1 parts more than this input"):
        code(tmp_path, make_given()[:12], resume=True)
    assert len(list_parts(tmp_path)) == 4


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(StoreError, match="with other things in it"):
        code(tmp_path, make_given())


def test_an_engine_that_is_not_there_is_told() -> None:
    with pytest.raises(DragomanError, match="there is no engine hadoop — engines are local, dask, spark"):
        find_engine("hadoop")
    with pytest.raises(DragomanError, match="the local engine has no address"):
        find_engine("local", "tcp://head:8786")
