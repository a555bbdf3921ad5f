"""`dragoman desk` as a process: it prints its address and answers there; its token where one is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from hand_filled import fill_store

from dragoman.errors import StoreError
from dragoman.web.app import build_app
from dragoman.web.safety import make_door

RUN = "import sys; from dragoman.cli.main import main; main(sys.argv[1:])"


@contextmanager
def run_desk(*options: str) -> Iterator[str]:
    """The address that the desk prints."""
    command = [sys.executable, "-c", RUN, "desk", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield line.split()[-1] if line else ""
        finally:
            process.terminate()


def test_the_desk_answers_where_it_says(tmp_path: Path) -> None:
    store = fill_store(tmp_path / "news.db")
    with run_desk("--store", str(store)) as address:
        assert address.startswith("http://127.0.0.1:")
        assert "Briefing" in httpx.get(address).text


def test_elsewhere_the_address_holds_a_token(tmp_path: Path) -> None:
    store = fill_store(tmp_path / "news.db")
    with run_desk("--store", str(store), "--host", "0.0.0.0") as address:
        place, _, token = address.replace("0.0.0.0", "127.0.0.1").partition("?token=")
        assert len(token) > 20
        assert httpx.get(place).status_code == 401
        with httpx.Client(follow_redirects=True) as visitor:
            assert "Briefing" in visitor.get(f"{place}?token={token}").text
            assert visitor.get(f"{place}events").status_code == 200


def test_without_a_store_there_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        build_app(tmp_path / "nothing.db", make_door("127.0.0.1"))
