"""The pages of the desk, in the order of the navigation; the first is what opens. A page a module."""

from __future__ import annotations

from dragoman.web.page import Page
from dragoman.web.pages.actor import ACTOR
from dragoman.web.pages.blocs import BLOCS
from dragoman.web.pages.brief import BRIEF
from dragoman.web.pages.briefing import BRIEFING
from dragoman.web.pages.dyad import DYAD
from dragoman.web.pages.event import EVENT
from dragoman.web.pages.events import EVENTS
from dragoman.web.pages.health import HEALTH
from dragoman.web.pages.isolation import ISOLATION
from dragoman.web.pages.map import MAP, PLACE
from dragoman.web.pages.network import NETWORK
from dragoman.web.pages.pledges import PLEDGES
from dragoman.web.pages.relation import RELATION
from dragoman.web.pages.search import SEARCH
from dragoman.web.pages.sql import SQL
from dragoman.web.pages.statement import STATEMENT
from dragoman.web.pages.statements import STATEMENTS
from dragoman.web.pages.story import STORY

PAGES: tuple[Page, ...] = (
    BRIEFING,
    BRIEF,
    EVENTS,
    STATEMENTS,
    NETWORK,
    BLOCS,
    ISOLATION,
    PLEDGES,
    MAP,
    SEARCH,
    HEALTH,
    SQL,
    EVENT,
    STATEMENT,
    RELATION,
    STORY,
    DYAD,
    ACTOR,
    PLACE,
)
