"""The desk as a web application: each page with its JSON twin and downloads, behind the guard."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dragoman.errors import DragomanError, StoreError
from dragoman.store.judgements import KINDS
from dragoman.web.addresses import Address, point
from dragoman.web.downloads import FORMATS, PARQUET, write_table
from dragoman.web.judging import write_judgement
from dragoman.web.page import Page
from dragoman.web.pages import PAGES
from dragoman.web.questions import Question, WrongQuestion
from dragoman.web.rendering import STATIC, Setting, render
from dragoman.web.safety import Door, Guard, is_proved
from dragoman.web.shelf import Shelf
from dragoman.web.words import LANGUAGES, Words, choose_language, load_words

LANGUAGE_COOKIE = "dragoman_language"
USER_COOKIE = "dragoman_user"
_LONGEST_FORM = 64 * 1024  # bytes
_YEAR = 365 * 24 * 3600

Answer = Callable[[Request], Awaitable[Response]]


class Desktop:
    """Answers requests with the pages it was given, over one store or archive."""

    def __init__(self, store: Path, pages: Sequence[Page]) -> None:
        self.store = store
        self.shelf = Shelf(store)
        self.pages = tuple(pages)
        self.listed = tuple(page.name for page in pages if page.listed)

    def warm(self) -> None:
        """Find what the first page shows before anybody asks: with a million events it takes seconds."""
        with suppress(DragomanError), self.shelf.take() as desk:
            self.pages[0].ask(Question(desk, self.shelf, Address("/"), load_words(LANGUAGES[0])))

    def list_routes(self) -> list[BaseRoute]:
        """The addresses of all pages and files."""
        routes: list[BaseRoute] = [Mount("/static", _Kept(directory=STATIC), name="static")]
        for number, page in enumerate(self.pages):
            if number == 0:
                routes.append(Route("/", self._answer(page, self._show)))
            routes.append(Route(f"/{page.name}", self._answer(page, self._show)))
            routes.append(Route(f"/{page.name}.json", self._answer(page, self._give)))
            if page.parts:
                path = "/".join(f"{{{part}}}" for part in page.parts)
                routes.append(Route(f"/{page.name}/{path}", _redirect(page)))
            if page.table is not None:
                routes += [
                    Route(f"/{page.name}.{ending}", self._answer(page, self._download))
                    for ending in FORMATS
                    if page.typed or ending != PARQUET
                ]
        return [*routes, Route("/judge", self._judge, methods=["POST"])]

    def _answer(self, page: Page, make: Callable[[Page, Request], Response]) -> Answer:
        async def answer(request: Request) -> Response:
            return await run_in_threadpool(make, page, request)

        return answer

    def _show(self, page: Page, request: Request) -> Response:
        words = read_language(request)
        address = read_address(request)
        with self.shelf.take() as desk:
            context = page.ask(Question(desk, self.shelf, address.leave("lang"), words))
        body = self.fill(request, f"{page.name}.html", context, page)
        answer = HTMLResponse(body, headers={"vary": "HX-Request, Accept-Language, Cookie"})
        if address.one("lang") == words.language:
            answer.set_cookie(LANGUAGE_COOKIE, words.language, max_age=_YEAR, path="/", samesite="lax")
        return answer

    async def _judge(self, request: Request) -> Response:
        """Write down a judgement; the answer is the record again, with what is said of it now."""
        if not 0 <= int(request.headers.get("content-length") or -1) <= _LONGEST_FORM:
            raise HTTPException(413)
        form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        if not is_proved(request.scope, form.get("proof", "")):
            raise HTTPException(403, "the form is not one of this visit: load the page again")
        judged = [page for page in self.pages if page.name in KINDS]
        page = next((page for page in judged if page.name == form.get("kind")), None)
        if page is None:
            raise HTTPException(400, "only events, statements and relations are judged here")
        problem = ""
        try:
            await run_in_threadpool(write_judgement, self.store, form)
        except StoreError as error:
            problem = str(error)
        place = point(page.name, story=form.get("story", ""), id=form.get("id", ""))
        if "hx-request" in request.headers:
            answer = await run_in_threadpool(self._show_again, page, request, place, form, problem)
        elif problem:
            raise WrongQuestion(problem)
        else:
            answer = RedirectResponse(str(place), 303)
        answer.set_cookie(
            USER_COOKIE,
            quote(form.get("user", "")),
            max_age=_YEAR,
            path="/",
            httponly=True,
            samesite="strict",
        )
        return answer

    def _show_again(
        self, page: Page, request: Request, place: Address, form: dict[str, str], problem: str
    ) -> Response:
        with self.shelf.take() as desk:
            context = page.ask(Question(desk, self.shelf, place, read_language(request)))
        told = self.fill(request, f"{page.name}.html", context, page, form.get("user", ""), problem)
        return HTMLResponse(told)

    def _give(self, page: Page, request: Request) -> Response:
        with self.shelf.take() as desk:
            question = Question(desk, self.shelf, read_address(request), read_language(request))
            body = msgspec.json.encode(page.ask(question))
        return Response(body, media_type="application/json")

    def _download(self, page: Page, request: Request) -> Response:
        ending = request.url.path.rpartition(".")[2]
        assert page.table is not None
        with self.shelf.take() as desk:
            question = Question(desk, self.shelf, read_address(request), read_language(request))
            body = write_table(page.table(question), ending)
        name = f'attachment; filename="dragoman-{page.name}.{ending}"'
        return Response(body, media_type=FORMATS[ending], headers={"content-disposition": name})

    def fill(
        self,
        request: Request,
        template: str,
        context: object,
        page: Page | None = None,
        user: str | None = None,
        problem: str = "",
    ) -> str:
        """A template of the desk with its context, as the reader's language and browser want it."""
        setting = Setting(
            t=read_language(request),
            here=read_address(request).leave("lang"),
            name=page.name if page else "",
            pages=self.listed,
            scripts=page.scripts if page else (),
            proof=request.scope["dragoman.proof"],
            part="hx-request" in request.headers,
            tables=page is not None and page.table is not None,
            typed=page is not None and page.typed,
            user=unquote(request.cookies.get(USER_COOKIE, "")) if user is None else user,
            problem=problem,
        )
        return render(template, setting, context)

    def tell_error(self, request: Request, error: Exception) -> Response:
        """A page, or JSON, that says what is wrong and what to do."""
        if isinstance(error, HTTPException):
            status, told = error.status_code, DragomanError(error.detail)
        elif isinstance(error, DragomanError):
            status, told = 400, error
        else:
            status, told = 500, DragomanError("this went wrong; the log of the desk tells more")
        if request.url.path.endswith(".json"):
            body = msgspec.json.encode({"error": told.what, "where": told.where, "remedy": told.remedy})
            return Response(body, status, media_type="application/json")
        return HTMLResponse(self.fill(request, "error.html", {"status": status, "error": told}), status)


def _redirect(page: Page) -> Callable[[Request], RedirectResponse]:
    """Leads `/dyad/USA/CHN` to `/dyad?one=USA&other=CHN`."""

    def redirect(request: Request) -> RedirectResponse:
        asked = {part: request.path_params[part] for part in page.parts}
        return RedirectResponse(str(point(page.name, **asked)))

    return redirect


class _Kept(StaticFiles):
    """Files that a browser may keep: their addresses change when they do."""

    def file_response(self, *arguments: object, **named: object) -> Response:
        answer = super().file_response(*arguments, **named)  # type: ignore[arg-type]
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        return answer


def build_app(store: Path, door: Door, pages: Sequence[Page] = PAGES) -> ASGIApp:
    """The application over the store or archive at `store`, behind `door`.

    Raises StoreError when there is neither.
    """
    desktop = Desktop(store, pages)

    @asynccontextmanager
    async def live(_: Starlette) -> AsyncIterator[None]:
        warming = threading.Thread(target=desktop.warm, daemon=True)
        warming.start()
        yield
        await run_in_threadpool(warming.join)
        desktop.shelf.close()

    async def tell(request: Request, error: Exception) -> Response:
        return desktop.tell_error(request, error)

    app = Starlette(
        routes=desktop.list_routes(),
        lifespan=live,
        exception_handlers={DragomanError: tell, HTTPException: tell, Exception: tell},
        middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
    )
    return Guard(app, door)


def read_address(request: Request) -> Address:
    """What the request asks, under the page's own path."""
    path = request.url.path
    for ending in ("json", *FORMATS):
        path = path.removesuffix(f".{ending}")
    pairs = tuple((name, value) for name, value in request.query_params.multi_items() if value)
    return Address(path, pairs)


def read_language(request: Request) -> Words:
    """The words of the reader's language."""
    asked = request.query_params.get("lang")
    kept = request.cookies.get(LANGUAGE_COOKIE)
    return load_words(choose_language(asked, kept, request.headers.get("accept-language", "")))
