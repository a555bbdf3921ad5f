"""The desk over a store filled by hand: no network, no model."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from hand_filled import fill_store
from starlette.types import ASGIApp

from dragoman.web.app import build_app
from dragoman.web.safety import Door, make_door

Ask = Callable[..., httpx.Response]


def send(app: ASGIApp, method: str, address: str, **more: object) -> httpx.Response:
    """The application's answer to one request."""

    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        base = str(more.pop("base", "http://localhost:8642"))
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            return await client.request(method, address, **more)  # type: ignore[arg-type]

    return asyncio.run(go())


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_store(tmp_path_factory.mktemp("web") / "news.db")


@pytest.fixture(scope="session")
def desk(store: Path) -> ASGIApp:
    return build_app(store, make_door("127.0.0.1"))


@pytest.fixture(scope="session")
def ask(desk: ASGIApp) -> Ask:
    """Asks the desk for an address."""
    return lambda address, method="GET", **more: send(desk, method, address, **more)


@pytest.fixture
def guarded(store: Path) -> ASGIApp:
    return build_app(store, Door(frozenset({"newsroom.example"}), "right-token"))
