"""Fetching from the web: politely, within limits, and never from an address that is not public."""

from dragoman.sources.fetching.errors import FetchError
from dragoman.sources.fetching.fetcher import Fetched, Fetcher
from dragoman.sources.fetching.limits import Limits

__all__ = ["FetchError", "Fetched", "Fetcher", "Limits"]
