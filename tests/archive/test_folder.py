"""Folders: on this machine and behind addresses, a file appears whole."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import uuid4

import pytest

from dragoman.archive.folder import Folder, is_folder, open_folder, tell_address
from dragoman.archive.local_folder import LocalFolder
from dragoman.errors import StoreError


@pytest.fixture(params=["path", "file", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    if request.param == "memory":
        pytest.importorskip("fsspec")
        return open_folder(f"memory://{uuid4().hex}/archive")
    return open_folder(tmp_path / "archive" if request.param == "path" else f"file://{tmp_path}/archive")


def test_what_was_written_is_read(folder: Folder) -> None:
    folder.write("events/one", b"1")
    folder.write("events/one", b"2")
    assert folder.read("events/one") == b"2" and folder.read("events/two") is None


def test_a_file_of_this_machine_is_put_in_place(folder: Folder) -> None:
    with folder.work() as work:
        (work / "x").write_bytes(b"x")
        folder.put("stories/x", work / "x")
    assert folder.read("stories/x") == b"x" and folder.list_all() == ["stories/x"]


def test_names_are_listed_in_order(folder: Folder) -> None:
    assert folder.list_names("parts") == [] and folder.list_all() == []
    for name in ("b", "a", ".hidden"):
        folder.write(f"parts/{name}", b"")
    assert folder.list_names("parts") == ["a", "b"]
    assert folder.list_all() == ["parts/a", "parts/b"]


def test_what_is_removed_is_gone_and_may_be_removed_again(folder: Folder) -> None:
    folder.write("a", b"")
    folder.remove("a")
    folder.remove("a")
    assert folder.read("a") is None


def test_nothing_is_left_of_work(tmp_path: Path) -> None:
    folder = LocalFolder(tmp_path)
    folder.write("a", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be written to"):
        LocalFolder(tmp_path / "file").write("a", b"")


def test_an_address_without_fsspec_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(StoreError, match=r"dragoman\[fsspec\]"):
        open_folder("s3://bucket/archive")


def test_an_address_of_no_kind_is_told() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(StoreError, match="is no address of a folder"):
        open_folder("nowhere://bucket/archive")


def test_what_a_user_means_by_a_folder(tmp_path: Path) -> None:
    assert is_folder(tmp_path) and is_folder("new/") and is_folder("s3://bucket/archive")
    assert not is_folder(tmp_path / "out.jsonl") and not is_folder("https://example.org/feed/")


def test_an_address_survives_being_a_path(tmp_path: Path) -> None:
    assert tell_address(Path("s3://bucket/a")) == tell_address("s3://bucket/a") == "s3://bucket/a"
    assert open_folder(f"file://{tmp_path}").address == open_folder(Path(f"file://{tmp_path}")).address
    assert open_folder(f"file://{tmp_path}").address == str(tmp_path)
