"""Secure addresses: the name stays in the handshake while the checked address is connected to."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_server import WebServer, serve

from dragoman.sources.fetching import FetchError, Limits, wire

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


class Secure:
    """A secure server on this machine, and the names that were asked for in its handshakes."""

    def __init__(self, server: WebServer, certificate: Path) -> None:
        self.names: list[str | None] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.pages["/"] = b"<p>Rusland</p>"
        self.port = server.place[1]
        self.fetcher = server.make_fetcher(
            Limits(ports=frozenset({self.port}), seconds=5), resolve=lambda *_: ["127.0.0.1"]
        )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for `bode.example`, in one file."""
    path = tmp_path_factory.mktemp("secure") / "bode.pem"
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    name = ["-subj", "/CN=bode.example", "-addext", "subjectAltName=DNS:bode.example"]
    command = ["openssl", "req", "-x509", *curve, *name, "-keyout", str(path), "-out", "-"]
    made = subprocess.run(command, capture_output=True, check=True)
    with path.open("ab") as file:
        file.write(made.stdout)
    return path


@pytest.fixture
def secure(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> Iterator[Secure]:
    context = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(wire, "_load_context", lambda: context)
    with serve() as server:
        yield Secure(server, certificate)


def test_the_certificate_is_asked_for_and_checked_by_name(secure: Secure) -> None:
    answer = secure.fetcher.fetch(f"https://bode.example:{secure.port}/")
    assert answer.body == b"<p>Rusland</p>"
    assert set(secure.names) == {"bode.example"}


def test_a_certificate_of_another_name_is_refused(secure: Secure) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        secure.fetcher.fetch(f"https://courier.example:{secure.port}/")
