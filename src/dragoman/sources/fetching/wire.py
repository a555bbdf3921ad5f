"""The adapter to httpcore: connections to checked addresses only, with one clock over every step.

The check stands at the socket itself: whatever name, redirect or second answer of a name server led here,
the address that is connected to is the one that was checked, while the name stays in the request and in
the certificate that is asked for.
"""

from __future__ import annotations

import ssl
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import httpcore
import httpx

from dragoman.sources.fetching.addresses import Resolve, find_addresses
from dragoman.sources.fetching.limits import Deadline

_TRIES = 3
"""Addresses of one host that are tried before it counts as out of reach."""


@contextmanager
def open_answer(
    url: httpx.URL,
    headers: Mapping[str, str],
    *,
    deadline: Deadline,
    resolve: Resolve,
    trusted: Collection[tuple[str, int]],
) -> Iterator[httpcore.Response]:
    """The answer to one GET, its body not yet read; redirects are not followed.

    Raises `FetchError` for an address that is not public, TimeoutError and OSError for what goes wrong
    on the way.
    """
    backend = _CheckedBackend(deadline, resolve, trusted)
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=_load_context() if url.scheme == "https" else None,
                network_backend=backend,
                max_connections=1,
            ) as pool,
            pool.stream("GET", str(url), headers=list(headers.items())) as answer,
        ):
            yield answer
    except httpcore.TimeoutException as error:
        raise TimeoutError from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise OSError(str(error) or type(error).__name__) from error


@cache
def _load_context() -> ssl.SSLContext:
    # The certificates of a thousand authorities: read once, and only where a secure address is asked.
    return httpcore.default_ssl_context()


class _CheckedBackend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, resolve: Resolve, trusted: Collection[tuple[str, int]]) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._trusted = trusted
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = find_addresses(host, port, self._deadline.left(), self._resolve, self._trusted)
        failed: Exception | None = None
        for address in addresses[:_TRIES]:
            try:
                stream = self._sockets.connect_tcp(address, port, timeout=self._deadline.left(timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            return _TimedStream(stream, self._deadline)
        raise failed or httpcore.ConnectError("no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("no sockets of this machine")


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no step outlives the deadline, however slowly the bytes trickle."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
