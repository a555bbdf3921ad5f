"""The pages of the desk, in the order of the navigation; the first is what opens. A page a module."""

from __future__ import annotations

from dragoman.web.page import Page
from dragoman.web.pages.briefing import BRIEFING
from dragoman.web.pages.events import EVENTS

PAGES: tuple[Page, ...] = (BRIEFING, EVENTS)
