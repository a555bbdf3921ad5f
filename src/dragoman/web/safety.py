"""Who may see the desk and what its pages may do: host names, token, forms, headers.

A page made of other people's stories must never run what stands in them, send anything elsewhere, or be
driven by another site. All that holds this stands here.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_NAMES = frozenset({"localhost"})
TOKEN = "token"  # the name in the address
TOKEN_COOKIE = "dragoman_token"
VISIT_COOKIE = "dragoman_visit"
MARK = "dragoman.visit"  # where a request's scope holds the visit
_MONTH = 30 * 24 * 3600  # seconds a browser keeps the token

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Door(Struct, frozen=True):
    """Under which host names the desk answers, and the token it asks for (None on loopback).

    A name that somebody else's DNS points here is refused. An address in digits cannot be pointed elsewhere,
    so those are answered where a token is asked for.
    """

    names: frozenset[str]
    token: str | None = None

    def knows(self, host: str) -> bool:
        """Whether a request for this host (`name`, `name:port`, `[::1]:port`) is meant for the desk."""
        name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
        name = name.lower().rstrip(".")
        if name in LOCAL_NAMES or name in self.names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or self.token is not None


def make_door(host: str, names: frozenset[str] = frozenset()) -> Door:
    """The door for a desk bound to `host`: open on loopback, with a new token elsewhere."""
    known = frozenset({host.lower(), *(name.lower() for name in names)})
    return Door(known, None if is_loopback(host) else secrets.token_urlsafe(24))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what is bound to `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() in LOCAL_NAMES


class Guard:
    """Stands before the application: refuses strangers and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door
        self._secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = read_cookies(headers.get("cookie", ""))
        visit = cookies.get(VISIT_COOKIE) or secrets.token_urlsafe(18)
        scope[MARK] = visit
        scope["dragoman.proof"] = self.prove(visit)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    sent[name] = value
                if "cache-control" not in sent:
                    sent["cache-control"] = "no-store" if self.door.token else "no-cache"
                if VISIT_COOKIE not in cookies:
                    sent.append("set-cookie", f"{VISIT_COOKIE}={visit}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        refusal = self._refuse(scope, headers, cookies)
        await (refusal or self.app)(scope, receive, answer)

    def prove(self, visit: str) -> str:
        """What a form of that visit carries; another site can neither read nor make it."""
        return hmac.new(self._secret, visit.encode(), hashlib.sha256).hexdigest()

    def _refuse(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        """The answer to who may not come in; None lets in."""
        if not self.door.knows(headers.get("host", "")):
            return PlainTextResponse("This desk does not answer under that host name.\n", 421)
        if self.door.token is not None:
            asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            given = dict(asked).get(TOKEN)
            if given is not None and _same(given, self.door.token):
                rest = urlencode([pair for pair in asked if pair[0] != TOKEN])
                entered = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), 303)
                entered.set_cookie(
                    TOKEN_COOKIE, self.door.token, max_age=_MONTH, path="/", httponly=True, samesite="lax"
                )
                return entered
            if not _same(cookies.get(TOKEN_COOKIE, ""), self.door.token):
                return PlainTextResponse(
                    "This desk asks for a token: open the address that it printed when it started.\n",
                    401,
                )
        changes = scope["method"] not in ("GET", "HEAD")
        embedded = (
            headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"
        )
        if embedded or (changes and not is_own_site(headers)):
            return PlainTextResponse("This request comes from another site.\n", 403)
        return None


def is_own_site(headers: Headers) -> bool:
    """Whether the browser says that the request comes from one of our own pages."""
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def is_proved(scope: Scope, given: str) -> bool:
    """Whether `given` is what the forms of this visit carry."""
    return _same(given, scope["dragoman.proof"])


def read_cookies(header: str) -> dict[str, str]:
    """The cookies of a request; what is no cookie is left out."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
