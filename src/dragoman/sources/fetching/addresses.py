"""Which addresses may be fetched from: http and https, on the usual ports, at public addresses only.

Rules for special addresses follow the registries of RFC 6890 as Python's `ipaddress` keeps them, and add
what those leave open: addresses that carry an IPv4 address inside, and one cloud's service address.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Collection
from typing import TypeAlias

import httpx

from dragoman.sources.fetching.errors import FetchError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve: TypeAlias = Callable[[str, int], list[str]]
"""From a host and a port to its numeric addresses; raises OSError."""

_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?", re.IGNORECASE)
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # Azure's service address: public by its number, local in fact
            "192.0.0.0/24",  # protocol assignments, a cloud's metadata among them
            "192.88.99.0/24",  # relays of 6to4
            "2002::/16",  # 6to4: any IPv4 address may hide in it
            "2001::/32",  # Teredo: likewise
            "64:ff9b:1::/48",  # NAT64 within a network
            "fec0::/10",  # site-local
        ),
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REMEDY = "give the http or https address of a public site"


def check_url(given: str, ports: Collection[int], trusted: Collection[tuple[str, int]] = ()) -> httpx.URL:
    """The address, normalised and without its fragment.

    Raises `FetchError` when it is no http or https address, names a user, an odd port, or a host written
    as a number in any form but the plain one. `trusted` pairs of host and port pass whatever the port.
    """
    try:
        url = httpx.URL(given.strip())
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError("is no web address", where=given[:200], remedy=_REMEDY, lasting=True) from error
    wrong = _find_fault(url, host, ports, trusted)
    if wrong:
        raise FetchError(wrong, where=given[:200], remedy=_REMEDY, lasting=True)
    return url.copy_with(fragment=None)


def _find_fault(
    url: httpx.URL, host: str, ports: Collection[int], trusted: Collection[tuple[str, int]]
) -> str | None:
    if url.scheme not in ("http", "https"):
        return "is no http or https address"
    if not host:
        return "names no host"
    if url.userinfo:
        return "names a user, which is how addresses are disguised"
    if (host, url_port(url)) not in trusted and url_port(url) not in ports:
        return f"names port {url_port(url)}, which is not among {', '.join(map(str, sorted(ports)))}"
    if ":" in host:
        return None  # an IPv6 address in brackets: httpx has checked its form
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        try:
            ipaddress.IPv4Address(host)
        except ValueError:
            return "names its host by an odd number, which is how addresses are disguised"
    elif not _HOST.fullmatch(host):
        return "names no host that can be"
    return None


def url_port(url: httpx.URL) -> int:
    """The port an address speaks to, stated or by its scheme."""
    return url.port or (443 if url.scheme == "https" else 80)


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet, also when it hides in another one."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return "%" not in address and _is_public(number)


def _is_public(number: Address) -> bool:
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped is not None:
            return _is_public(number.ipv4_mapped)
        if number in _NAT64:
            return _is_public(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF))
    barred = (
        number.is_private
        or number.is_loopback
        or number.is_link_local
        or number.is_multicast
        or number.is_reserved
        or number.is_unspecified
    )
    return number.is_global and not barred and not any(number in network for network in _NEVER)


def find_addresses(
    host: str, port: int, seconds: float, resolve: Resolve, trusted: Collection[tuple[str, int]] = ()
) -> list[str]:
    """The numeric addresses of a host, all public, at most `seconds` after asking.

    One private address among them bars the host, for that is how a name is turned inwards. Raises
    `FetchError` when there is none or one is barred, TimeoutError when the name takes too long.
    """
    where = f"{host}:{port}"
    try:
        found = _ask_in_time(host, port, seconds, resolve)
    except (OSError, UnicodeError) as error:
        if isinstance(error, TimeoutError):
            raise
        raise FetchError("is a host whose name is not known", where=where, remedy="check the name") from error
    if not found:
        raise FetchError("is a host without an address", where=where, remedy="check the name")
    for address in found:
        if (address, port) not in trusted and not is_public(address):
            what = f"leads to {address}, which is not a public address"
            raise FetchError(what, where=where, remedy=_REMEDY, lasting=True)
    return found


def resolve_host(host: str, port: int) -> list[str]:
    """The numeric addresses the system knows for a host, each once. Raises OSError."""
    told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[4][0]) for place in told))


def _ask_in_time(host: str, port: int, seconds: float, resolve: Resolve) -> list[str]:
    # The system's resolver knows no time limit, so it is asked in a thread that may be left behind.
    answers: list[list[str] | BaseException] = []

    def ask() -> None:
        try:
            answers.append(resolve(host, port))
        except BaseException as error:
            answers.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise TimeoutError
    if isinstance(answers[0], BaseException):
        raise answers[0]
    return answers[0]
