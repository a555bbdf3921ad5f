"""Dragoman reads news stories and keeps the record of who did what to whom, and who said it."""

__version__ = "0.1.0"
