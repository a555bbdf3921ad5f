"""Which addresses may be fetched from: every way of pointing inwards is refused."""

from __future__ import annotations

import time

import pytest

from dragoman.sources.fetching.addresses import check_url, find_addresses, is_public
from dragoman.sources.fetching.errors import FetchError

PORTS = {80, 443}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:db8::1",
        "not an address",
        "",
    ],
)
def test_an_address_that_is_not_public_is_barred(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "193.0.6.139", "2a00:1450:400e:80d::200e", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_public_address_passes(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "no http or https"),
        ("file:///etc/passwd", "no http or https"),
        ("gopher://example.org/", "no http or https"),
        ("//example.org/", "no http or https"),
        ("http://", "no host"),
        ("http:///etc", "no host"),
        ("http://user@example.org/", "names a user"),
        ("http://example.org:443@127.0.0.1/", "names a user"),
        ("http://example.org:22/", "port 22"),
        ("https://example.org:6379/", "port 6379"),
        ("http://2130706433/", "odd number"),
        ("http://0177.0.0.1/", "no web address"),
        ("http://0x7f.1/", "odd number"),
        ("http://127.1/", "odd number"),
        ("http://0x7f000001/", "odd number"),
        ("http://1.2.3.4.5/", "odd number"),
        ("http://exa mple.org/", "names|no web address"),
        ("http://[::1", "names|no web address"),
        ("http://example.org:99999/", "names|no web address"),
        ("http://a\nb/", "names|no web address"),
    ],
)
def test_an_address_that_is_disguised_or_of_another_kind_is_refused(url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        check_url(url, PORTS)
    assert caught.value.lasting


def test_an_address_loses_its_fragment_and_keeps_its_query() -> None:
    assert str(check_url(" HTTP://Example.ORG/a?b=c#d ", PORTS)) == "http://example.org/a?b=c"


def test_an_international_name_is_written_in_ascii() -> None:
    assert check_url("https://münchen.example/", PORTS).raw_host == b"xn--mnchen-3ya.example"


def test_one_private_address_bars_the_host() -> None:
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.1"):
        find_addresses("two.example", 80, 1, lambda *_: ["8.8.8.8", "10.0.0.1"])


def test_a_name_that_is_not_known_or_has_no_address_is_an_error() -> None:
    def fail(*_: object) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchError, match="not known"):
        find_addresses("no.example", 80, 1, fail)
    with pytest.raises(FetchError, match="without an address"):
        find_addresses("no.example", 80, 1, lambda *_: [])


def test_a_name_server_that_does_not_answer_is_left_behind() -> None:
    with pytest.raises(TimeoutError):
        find_addresses("slow.example", 80, 0.01, lambda *_: time.sleep(1) or [])
