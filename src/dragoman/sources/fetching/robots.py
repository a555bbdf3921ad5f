"""robots.txt as RFC 9309 describes it: the longest rule that fits decides, and leave wins a tie."""

from __future__ import annotations

from urllib.parse import quote, unquote

from msgspec import Struct

_LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read; the RFC asks for at least 500 KiB."""
_PATIENCE = 60.0
"""The longest pause in seconds that a site may ask for between two requests and be given."""


class _Rule(Struct, frozen=True):
    """A path as a robots.txt writes it: its parts between stars, and whether it ends there."""

    parts: tuple[str, ...]
    ended: bool
    length: int
    allowed: bool

    def fits(self, path: str) -> bool:
        """Whether the rule speaks of a path. Each part is looked for once: the time is linear."""
        first, *rest = self.parts
        if not path.startswith(first):
            return False
        at = len(first)
        if not rest:
            return not self.ended or at == len(path)
        last = rest.pop() if self.ended else ""
        for part in rest:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return path.endswith(last) and len(path) - len(last) >= at


class Robots(Struct, frozen=True):
    """What one site allows this program, and the seconds it wants between two requests."""

    rules: tuple[_Rule, ...] = ()
    pause: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path (with its query) may be fetched."""
        normal = _normalise(path)
        fitting = [rule for rule in self.rules if rule.fits(normal)]
        if path == "/robots.txt" or not fitting:
            return True
        longest = max(rule.length for rule in fitting)
        return any(rule.allowed for rule in fitting if rule.length == longest)


EVERYTHING = Robots()
NOTHING = Robots((_Rule(("/",), False, 1, False),))
"""What a site allows whose robots.txt cannot be had just now."""


def read_robots(body: bytes, agent: str) -> Robots:
    """The rules of a robots.txt for `agent`, the bare name of a program; else those for all programs.

    Lines that make no sense are passed over, as the RFC asks.
    """
    own: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    named: list[str] = []
    in_rules = own_seen = False
    for line in body[:_LARGEST].decode("utf-8", errors="replace").lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            named = [] if in_rules else named
            in_rules = False
            named.append(value.lower())
            own_seen = own_seen or value.lower() == agent.lower()
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            if agent.lower() in named:
                own.append((key, value))
            elif "*" in named:
                others.append((key, value))
    lines = own if own_seen else others
    rules = tuple(_make_rule(value, key == "allow") for key, value in lines if key != "crawl-delay" and value)
    return Robots(rules, max((_read_pause(value) for key, value in lines if key == "crawl-delay"), default=0))


def _make_rule(value: str, allowed: bool) -> _Rule:
    ended = value.endswith("$")
    parts = _normalise(value.removesuffix("$")).split("*")
    return _Rule(tuple(parts), ended, len(value), allowed)


def _normalise(path: str) -> str:
    """A path with its letters beyond ASCII as octets, so that both ways of writing it are equal."""
    return quote(unquote(path, errors="replace"), safe="/?&=:;,+@!'()*$~%#[]|")


def _read_pause(value: str) -> float:
    try:
        return min(max(float(value), 0.0), _PATIENCE)
    except ValueError:
        return 0.0
