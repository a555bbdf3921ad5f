"""The engine of Dask: parts carried to the workers of a scheduler, or to workers started here.

A worker that dies costs its part a further try elsewhere. A part that ended a worker at every try is coded
here, story by story in a process of its own, so that only the story to blame is refused.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from queue import Empty, SimpleQueue
from time import monotonic
from uuid import uuid4

import cryptography  # noqa: F401  for the key of workers that are started here
from distributed import Client, Future, KilledWorker, LocalCluster

from dragoman import __version__
from dragoman.archive.manifests import Manifest
from dragoman.batch import count_cores
from dragoman.cluster.errands import TRIES, Errand, open_errand, read_answer, tell_failure
from dragoman.cluster.parts import Part
from dragoman.cluster.work import code_part_apart
from dragoman.coders import Load
from dragoman.errors import DragomanError

AHEAD = 2
"""Parts under way for each worker: one that it codes, one that waits there. Memory is that of so many."""
PATIENCE = 600.0
"""Seconds without any worker after which a run is given up."""
_CONNECT, _LOOK = 10.0, 5.0
"""Seconds that a scheduler has to answer, and seconds between two looks at whether it is still there."""


def code_parts(
    parts: Iterable[Part],
    load: Load,
    root: str,
    *,
    processes: int | None = None,
    address: str | None = None,
) -> Iterator[Manifest]:
    """The manifests of all parts, as they are written by the workers of the scheduler at `address`.

    `address` is one such as `tcp://host:8786`, or the file that a scheduler writes (`scheduler.json`). None
    starts `processes` workers on this machine, one a core when that is None too. Raises DragomanError when
    the scheduler cannot be reached or is lost, when there is no worker for ten minutes, when a worker is not
    fit, or when a part fails at every try.
    """
    errand = open_errand(load, root)

    def run(packed: bytes) -> bytes:
        # A function within a function travels whole and is looked up nowhere: a worker without Dragoman can
        # say so. It would end at a name it cannot find, and take what else it does with it.
        from dragoman.cluster.errands import run_errand

        return run_errand(packed, version)

    version = __version__
    under_way: dict[str, Part] = {}
    finished: SimpleQueue[Future] = SimpleQueue()
    with _connect(address, processes) as client:
        for part in parts:
            future = client.submit(run, errand.pack(part), key=_name(part), pure=False, retries=TRIES - 1)
            under_way[future.key] = part
            future.add_done_callback(finished.put)
            while len(under_way) >= AHEAD * max(1, _count_workers(client)):
                yield _finish(_await_next(finished, client), under_way, errand)
        while under_way:
            yield _finish(_await_next(finished, client), under_way, errand)


def _name(part: Part) -> str:
    # With something of the run's own: another client of the same scheduler may code the same stories.
    return f"dragoman-{part.number:06}-{uuid4().hex}"


def _finish(future: Future, under_way: dict[str, Part], errand: Errand) -> Manifest:
    part = under_way.pop(future.key)
    if future.cancelled():
        raise _tell_lost()
    try:
        return read_answer(future.result())
    except KilledWorker:
        return code_part_apart(part, errand.load, errand.root)
    except DragomanError:
        raise
    except Exception as error:
        raise tell_failure(part.number, error) from error


def _await_next(finished: SimpleQueue[Future], client: Client) -> Future:
    alone_since = monotonic()
    while True:
        try:
            return finished.get(timeout=_LOOK)
        except Empty:
            pass
        if _count_workers(client):
            alone_since = monotonic()
        elif monotonic() - alone_since > PATIENCE:
            raise DragomanError(
                f"no worker has come for {PATIENCE:.0f} seconds",
                where=client.scheduler.address,
                remedy="start some (dask worker ADDRESS --nthreads 1), then go on with --resume",
            )


def _count_workers(client: Client) -> int:
    try:
        if client.status == "running":
            return len(client.nthreads())
    except OSError:
        pass
    raise _tell_lost()


def _tell_lost() -> DragomanError:
    return DragomanError("the scheduler is gone", remedy="start it again, then go on with --resume")


@contextmanager
def _connect(address: str | None, processes: int | None) -> Iterator[Client]:
    """A client of the scheduler at `address`, or of one with workers on this machine that ends with it."""
    if address is not None and processes is not None:
        what = "the workers of a scheduler are as many as were started"
        raise DragomanError(what, where=address, remedy="leave --processes out")
    with _quiet(), ExitStack() as stack:
        if address is None:
            cluster = LocalCluster(
                n_workers=processes or count_cores(),
                threads_per_worker=1,
                processes=True,
                security=True,  # whoever reaches the port of a scheduler may run programs there
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
            client = stack.enter_context(Client(stack.enter_context(cluster)))
        else:
            client = stack.enter_context(_find_scheduler(address))
        _check_threads(client)
        yield client


def _find_scheduler(address: str) -> Client:
    try:
        if address.endswith(".json"):
            return Client(scheduler_file=address, timeout=_CONNECT)
        return Client(address, timeout=_CONNECT)
    except (OSError, ValueError) as error:
        remedy = "start one with `dask scheduler`, and give its address, such as tcp://host:8786"
        raise DragomanError(f"no Dask scheduler answers ({error})", where=address, remedy=remedy) from error


def _check_threads(client: Client) -> None:
    crowded = {name: threads for name, threads in client.nthreads().items() if threads > 1}
    if crowded:
        name, threads = next(iter(crowded.items()))
        raise DragomanError(
            f"the worker has {threads} threads, of which only one could code",
            where=name,
            remedy="start one process a core: dask worker ADDRESS --nthreads 1 --nworkers CORES",
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask's own lines are kept from the terminal: what fails is told by the errors raised here."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client", "tornado")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
