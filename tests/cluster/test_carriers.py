"""The engines of several machines, with real workers here: one dies, and the archive is the same."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from stand_in import DEADLY, LoadOnceDeadly, load_stand_in

from dragoman.archive.manifests import begin_archive
from dragoman.cluster import run
from dragoman.cluster.engines import find_engine
from dragoman.cluster.parts import cut_parts
from dragoman.cluster.run import code_archive
from dragoman.cluster.work import code_part
from dragoman.errors import DragomanError
from dragoman.inputs import Given
from dragoman.records import Story, Versions
from dragoman.sources import Refusal

VERSIONS = Versions("0", "1", "2", "stand-in 1")
TEXT = "China veroordeelt de sancties van het Westen tegen Rusland."
NEEDS_DASK = pytest.mark.skipif(
    not (find_spec("distributed") and find_spec("cryptography")), reason="needs the extra dask"
)
NEEDS_SPARK = pytest.mark.skipif(
    not find_spec("pyspark") or not (shutil.which("java") or os.environ.get("JAVA_HOME")),
    reason="needs the extra spark, and Java",
)


def make_given(word: str = "") -> list[Given]:
    stories: list[Given] = [Story(id=f"s{n}", text=f"{TEXT} {n}", language="nl") for n in range(14)]
    stories[3] = Refusal("in.jsonl:4", "is empty", "give a story with text in it")
    stories[6] = Story(id="s6", text=f"{TEXT} {word}", language="nl")
    return stories


def read_all(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file() and path.name != "archive.json")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize(
    "engine", [pytest.param("dask", marks=NEEDS_DASK), pytest.param("spark", marks=NEEDS_SPARK)]
)
def test_a_worker_dies_and_the_archive_is_the_same(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    places = Path(__file__).parents[1], Path(__file__).parents[2] / "src"  # for Spark's workers
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, places)))
    monkeypatch.setattr(run, "cut_parts", lambda taken: cut_parts(taken, stories=4))
    given = make_given(DEADLY)
    begin_archive(tmp_path / "plain", VERSIONS)
    coding_none_to_death = LoadOnceDeadly(str(tmp_path / "no marker"))
    for part in cut_parts(given, stories=4):
        code_part(part, coding_none_to_death, str(tmp_path / "plain"))

    marker = tmp_path / "marker"
    marker.touch()
    root = str(tmp_path / engine)
    load = LoadOnceDeadly(str(marker))
    done = code_archive(iter(given), root, load, VERSIONS, engine=engine, processes=2)
    assert not marker.exists()
    assert (done.parts, done.counts.coded, done.counts.refused) == (4, 13, 1)
    assert read_all(tmp_path / engine) == read_all(tmp_path / "plain")
    assert capfd.readouterr() == ("", "")


@NEEDS_DASK
def test_no_scheduler_at_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.cluster import dask

    monkeypatch.setattr(dask, "_CONNECT", 0.2)
    begin_archive(tmp_path, VERSIONS)
    code_parts = find_engine("dask", "tcp://127.0.0.1:1")
    with pytest.raises(DragomanError, match=r"tcp://127.0.0.1:1: no Dask scheduler answers"):
        list(code_parts([], load_stand_in, str(tmp_path), address="tcp://127.0.0.1:1"))


@NEEDS_SPARK
def test_no_master_at_the_address(tmp_path: Path) -> None:
    begin_archive(tmp_path, VERSIONS)
    code_parts = find_engine("spark", "spark://127.0.0.1:1")
    with pytest.raises(DragomanError, match=r"spark://127.0.0.1:1: no Spark master answers"):
        list(code_parts([], load_stand_in, str(tmp_path), address="spark://127.0.0.1:1"))


@pytest.mark.parametrize(
    ("engine", "address"),
    [
        pytest.param("dask", "tcp://127.0.0.1:1", marks=NEEDS_DASK),
        pytest.param("spark", "local[2]", marks=NEEDS_SPARK),
    ],
)
def test_the_workers_at_an_address_are_as_many_as_they_are(engine: str, address: str, tmp_path: Path) -> None:
    begin_archive(tmp_path, VERSIONS)
    code_parts = find_engine(engine, address)
    with pytest.raises(DragomanError, match="leave --processes out"):
        list(code_parts([], load_stand_in, str(tmp_path), processes=2, address=address))
