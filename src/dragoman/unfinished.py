"""A run into a file that is not finished: the folder beside the file, from which it can be taken up again.

    records.jsonl.unfinished/
      begun      # what the run was begun with, as JSON: versions, data, options
      records    # the records so far, one JSON object a line
      refused    # what was refused so far, likewise
      journal    # a line for each batch that is done: its digest, the totals and sizes after it

Their names have no ending, so that nobody takes them for stories where the folder lies among these.
A line of the journal is written after what it speaks of; whatever stands behind the last good line is cut off
when the run is taken up.
"""

from __future__ import annotations

import os
import shutil
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from dragoman.errors import SourceError
from dragoman.inputs import Given, digest_given
from dragoman.records import Versions
from dragoman.sources import Refusal

_ENDING = ".unfinished"
_DIGITS = 16  # of a batch's digest
_LOOKED_BACK = 100  # batches whose records are read again when a run is taken up, the last first


class Begun(Struct, frozen=True, kw_only=True):
    """What a run was begun with. Two runs that differ here would not give the same records."""

    versions: Versions
    data: str
    options: dict[str, str | None]


class Done(Struct, frozen=True, array_like=True):
    """A line of the journal: the digest of a batch, and totals with it; sizes are in bytes, `check` is the
    CRC-32 of the batch's own records."""

    digest: str = ""
    coded: int = 0
    events: int = 0
    refused: int = 0
    records_size: int = 0
    refused_size: int = 0
    check: int = 0


class _Told(Struct, frozen=True):
    where: str
    reason: str
    remedy: str
    story: str | None = None


class Unfinished:
    """The run into `output` that is under way, begun or taken up again. A context: leaving it closes its
    files, and the folder stays for as long as the run is not finished, if anything is done."""

    def __init__(self, output: Path, begun: Begun, *, resume: bool = False) -> None:
        """Raises SourceError when an unfinished run is there and `resume` is not set, when it was begun with
        something else, when another process is at it, or when the folder cannot be written to."""
        self.folder = find_unfinished(output)
        self._output = output
        self.done = Done()
        self._passed: deque[str] = deque()
        earlier = self._tell_begun()
        if earlier is not None and not resume:
            raise SourceError(
                f"an unfinished run lies there, {self._tell_progress()}",
                where=str(self.folder),
                remedy="go on with it by --resume, or begin anew by --restart",
            )
        if earlier is not None:
            self._check_same(earlier, begun)
        try:
            self.folder.mkdir(exist_ok=True)
            self._journal = self._open("journal")
            _lock(self._journal, self.folder)
            if earlier is None:
                self._write_begun(begun)
            self._records, self._refused = self._open("records"), self._open("refused")
            self._go_back()
        except OSError as error:
            raise _tell(error, output) from error

    def __enter__(self) -> Unfinished:
        return self

    def __exit__(self, *told: object) -> None:
        for file in (self._records, self._refused, self._journal):
            file.close()
        if self.folder.exists() and not self.done.digest:
            shutil.rmtree(self.folder, ignore_errors=True)

    def leave_done(self, batches: Iterator[list[Given]]) -> Iterator[list[Given]]:
        """The batches that are not done yet. Raises SourceError when one that is was of another input."""
        with (self.folder / "journal").open("rb") as journal:
            end = self._journal.tell()
            for number, batch in enumerate(batches):
                digest = digest_given(batch)[:_DIGITS]
                if journal.tell() >= end:
                    self._passed.append(digest)
                    yield batch
                elif msgspec.json.decode(journal.readline(), type=Done).digest != digest:
                    raise SourceError(
                        f"the unfinished run had other stories in its batch {number + 1}",
                        where=str(self.folder),
                        remedy="give the same input with the same options, or begin anew by --restart",
                    )
            if journal.tell() < end:
                raise SourceError(
                    "the unfinished run had more stories than this input",
                    where=str(self.folder),
                    remedy="give the whole input again, or begin anew by --restart",
                )

    def put(self, records: Sequence[bytes], events: int, refused: Sequence[Refusal]) -> None:
        """Keep what came of the next batch: whole lines, then the journal's line that vouches for them."""
        content = b"".join(line + b"\n" for line in records)
        told = b"".join(encode_refusal(one) for one in refused)
        self.done = Done(
            self._passed.popleft(),
            self.done.coded + len(records),
            self.done.events + events,
            self.done.refused + len(refused),
            self.done.records_size + len(content),
            self.done.refused_size + len(told),
            zlib.crc32(content),
        )
        try:
            for file, lines in (
                (self._records, content),
                (self._refused, told),
                (self._journal, msgspec.json.encode(self.done) + b"\n"),
            ):
                file.write(lines)
                file.flush()
        except OSError as error:
            raise _tell(error, self._output) from error

    def finish(self, refused: Path | None) -> None:
        """Put the records in place, and all refusals at `refused` unless it is None; the folder goes."""
        try:
            os.fsync(self._records.fileno())
            if refused is not None:
                # It may be on another disk than the output.
                partial = refused.with_name(f".{refused.name}.{os.getpid()}.partial")
                shutil.copyfile(self.folder / "refused", partial)
                partial.replace(refused)
            (self.folder / "records").replace(self._output)
            shutil.rmtree(self.folder)
        except OSError as error:
            raise _tell(error, self._output) from error

    def list_refused(self, most: int) -> tuple[Refusal, ...]:
        """The first refusals of the run, at most so many."""
        found: list[Refusal] = []
        with (self.folder / "refused").open("rb") as file:
            for line, _ in zip(file, range(most), strict=False):
                told = msgspec.json.decode(line, type=_Told)
                found.append(Refusal(told.where, told.reason, told.remedy))
        return tuple(found)

    def _open(self, name: str) -> BinaryIO:
        path = self.folder / name
        path.touch()
        return path.open("r+b")

    def _write_begun(self, begun: Begun) -> None:
        partial = self.folder / "begun.partial"
        partial.write_bytes(msgspec.json.format(msgspec.json.encode(begun)) + b"\n")
        partial.replace(self.folder / "begun")

    def _tell_begun(self) -> Begun | None:
        """What the run in the folder was begun with; None when it did not get so far."""
        path = self.folder / "begun"
        try:
            return msgspec.json.decode(path.read_bytes(), type=Begun)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            remedy = "begin anew by --restart"
            raise SourceError(f"cannot be understood ({error})", where=str(path), remedy=remedy) from error

    def _tell_progress(self) -> str:
        ((last, _),) = deque(chain([(Done(), 0)], _list_done(self.folder / "journal")), maxlen=1)
        return f"with {last.coded:,} stories coded and {last.refused:,} refused"

    def _check_same(self, earlier: Begun, begun: Begun) -> None:
        told = [_flatten(one) for one in (earlier, begun)]
        for name in told[1]:
            had, has = (one.get(name) for one in told)
            if had != has:
                was, is_ = had or "none", has or "none"
                raise SourceError(
                    f"the unfinished run was begun with {name} {was}, and this one has {is_}",
                    where=str(self.folder),
                    remedy="go on with what it was begun with, or begin anew by --restart",
                )

    def _go_back(self) -> None:
        """To the end of the last batch that is whole."""
        sizes = [os.fstat(file.fileno()).st_size for file in (self._records, self._refused)]
        last: deque[tuple[Done, int, int]] = deque(maxlen=_LOOKED_BACK)
        before = 0
        for done, after in _list_done(self.folder / "journal"):
            if done.records_size > sizes[0] or done.refused_size > sizes[1]:
                break
            last.append((done, after, before))
            before = done.records_size
        # After a power cut a file may have its size and not yet what was written.
        while last and not self._is_sound(last[-1][0], last[-1][2]):
            last.pop()
        self.done, end = last[-1][:2] if last else (Done(), 0)
        for file, size in (
            (self._records, self.done.records_size),
            (self._refused, self.done.refused_size),
            (self._journal, end),
        ):
            file.truncate(size)
            file.seek(size)

    def _is_sound(self, done: Done, start: int) -> bool:
        self._records.seek(start)
        return zlib.crc32(self._records.read(done.records_size - start)) == done.check


def find_unfinished(output: Path) -> Path:
    """The folder in which an unfinished run into `output` lies."""
    return output.with_name(output.name + _ENDING)


def is_finished(output: Path) -> bool:
    """Whether the output is there and no unfinished run into it."""
    return output.is_file() and not find_unfinished(output).exists()


def encode_refusal(refusal: Refusal) -> bytes:
    """The refusal as a line of JSON, with the id of its story where it has one."""
    identity = refusal.story.id if refusal.story else None
    return msgspec.json.encode(_Told(refusal.where, refusal.reason, refusal.remedy, identity)) + b"\n"


def _list_done(journal: Path) -> Iterator[tuple[Done, int]]:
    """The whole lines of a journal, each with the position of its end."""
    if not journal.exists():
        return
    with journal.open("rb") as file:
        for line in file:
            try:
                done = msgspec.json.decode(line, type=Done)
            except msgspec.DecodeError:
                return
            if not line.endswith(b"\n"):
                return
            yield done, file.tell()


def _flatten(begun: Begun) -> dict[str, str | None]:
    return {**begun.options, **msgspec.structs.asdict(begun.versions), "data files": begun.data}


def _lock(file: BinaryIO, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # not on this system; two runs at once are then not noticed
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        remedy = "wait for it, or name another output"
        raise SourceError("another run is writing there", where=str(folder), remedy=remedy) from error


def _tell(error: OSError, output: Path) -> SourceError:
    what = f"cannot be written ({error.strerror})"
    return SourceError(what, where=str(output), remedy="check the folder and its permissions")
