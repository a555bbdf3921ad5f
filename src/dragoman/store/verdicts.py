"""What people say of two events, that they are one or are not: it takes the place of what was judged."""

from __future__ import annotations

from typing import Literal

from dragoman.errors import StoreError
from dragoman.store.comparing import Name, order_names
from dragoman.store.database import transaction
from dragoman.store.days import tell_now
from dragoman.store.merging import Merger
from dragoman.store.writer import Writer

Verdict = Literal["same", "apart", "withdrawn"]


def judge_same(
    writer: Writer, one: Name, other: Name, verdict: Verdict, *, user: str, note: str | None = None
) -> None:
    """Keep a person's verdict on two events, each by the ids of its story and its own, and join or part them.

    The latest verdict on a pair counts; `withdrawn` gives the program its say back. Raises StoreError when
    there is no such event, or both are the same one.
    """
    if one == other:
        raise StoreError(f"“{'/'.join(one)}” is one event", remedy="name two events")
    with transaction(writer.connection):
        (story, event), (other_story, other_event) = order_names(one, other)
        writer.connection.execute(
            "INSERT INTO pair_judgements VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (story, event, other_story, other_event, verdict, note, user, tell_now()),
        )
        merger = Merger(writer)
        keys = []
        for name in (one, other):
            key = merger.comparer.find_event(*name)
            if key is None:
                raise StoreError(
                    f"there is no event “{'/'.join(name)}”", remedy="name it as STORY/EVENT, by its ids"
                )
            keys.append(key)
        merger.derive_anew(keys)
