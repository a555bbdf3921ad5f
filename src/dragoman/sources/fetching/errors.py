"""Why an address gave nothing, told so that a schedule can act on it."""

from __future__ import annotations

from dragoman.errors import SourceError


class FetchError(SourceError):
    """An address that gave nothing. `where` is the address.

    `status` is the HTTP status, where there was an answer; `retry_after` the seconds the server asked to
    wait; `lasting` says that asking again soon is of no use (not allowed, not found, too large).
    """

    def __init__(
        self,
        what: str,
        *,
        where: str,
        remedy: str,
        status: int | None = None,
        retry_after: float | None = None,
        lasting: bool = False,
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.status = status
        self.retry_after = retry_after
        self.lasting = lasting
