"""Templates: everything is escaped, an unknown name is an error, and addresses are made by `addresses`."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from dragoman.web.addresses import Address, point, point_outside
from dragoman.web.naming import name_code
from dragoman.web.words import LANGUAGES, Words

HERE = Path(__file__).parent
STATIC = HERE / "static"


class Setting(Struct, frozen=True):
    """What every template gets besides its context, which it knows as `it`.

    `t` tells a text; `here` is the address; `proof` goes into forms, `user` is who last judged here,
    `problem` what was wrong with what a form said; `part` is true when a piece of a page is asked for, to be
    put into one that is open.
    """

    t: Words
    here: Address
    name: str
    pages: tuple[str, ...]
    scripts: tuple[str, ...]
    proof: str
    part: bool
    tables: bool
    typed: bool
    user: str
    problem: str


def render(template: str, setting: Setting, it: object) -> str:
    """The page as HTML."""
    words = setting.t
    shared: dict[str, Any] = {name: getattr(setting, name) for name in setting.__struct_fields__}
    tellers: dict[str, Any] = {
        "number": words.number,
        "day": words.day,
        "date": words.date,
        "moment": words.moment,
    }
    tellers["who"] = partial(name_code, language=words.language)
    return load_environment().get_template(template).render(**shared, **tellers, it=it)


@cache
def load_environment() -> Environment:
    """The environment of the templates."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(url=point, static=point_static, languages=LANGUAGES)
    environment.filters["outside"] = point_outside
    return environment


@cache
def point_static(name: str) -> str:
    """The address of a file of static/, which changes with the file, so that a browser may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"
