"""The engine of Spark: parts carried in waves through `mapInArrow`, to executors or to this machine's cores.

A wave holds a part for each core, and a few waves are under way, so that no core waits for the last part of
one. Memory is that of so many parts, however long the input. The parts of a wave that fails are tried again
one by one, and those that are there by then cost nothing.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import pandas  # noqa: F401  mapInArrow asks for it when it is called; a user should know before
import pyarrow
from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from dragoman import __version__
from dragoman.archive.manifests import Manifest
from dragoman.batch import count_cores
from dragoman.cluster.errands import TRIES, Errand, open_errand, read_answer, tell_failure
from dragoman.cluster.parts import Part
from dragoman.cluster.work import code_part_apart
from dragoman.coders import Load
from dragoman.errors import DragomanError

AHEAD = 3
"""Waves under way: one whose last parts are being coded, one that takes their cores, one that waits."""
PATIENCE = 600.0
"""Seconds without any executor after which a run is given up."""
_CONNECT, _LOOK = 10.0, 5.0
"""Seconds that a master has to answer, and seconds between two looks at what is done."""
_CRASHED = ("exited unexpectedly", "ExecutorLostFailure", "worker crashed")
"""By these words Spark says that a process ended, not that it failed."""
_LOCAL = {
    # The Java process carries bytes and nothing else: it is up in half the time when it compiles little.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}
"""Settings of a session that is on this machine only."""
_ALWAYS = {
    "spark.app.name": "dragoman",
    "spark.task.maxFailures": str(TRIES),
    "spark.executorEnv.OMP_NUM_THREADS": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def code_parts(
    parts: Iterable[Part],
    load: Load,
    root: str,
    *,
    processes: int | None = None,
    address: str | None = None,
) -> Iterator[Manifest]:
    """The manifests of all parts, as waves of them are written by the executors of the master at `address`.

    `address` is one that Spark knows: `spark://host:7077`, `yarn`, `k8s://…`, `local[2]`. None is the master
    of `spark-submit` when that started this process, else `processes` cores of this machine, all when that
    is None too. Raises DragomanError when Spark or its master cannot be reached, when no executor takes up
    work for ten minutes, when a worker is not fit, or when a part fails at every try.
    """
    errand = open_errand(load, root)
    coming = iter(parts)
    with _open_session(address, processes) as spark, ThreadPoolExecutor(AHEAD) as threads:
        stopping = Event()
        waves: deque[Future[list[Manifest]]] = deque()
        try:
            while True:
                wave = tuple(islice(coming, max(1, spark.sparkContext.defaultParallelism)))
                if wave:
                    waves.append(threads.submit(_code_wave, spark, errand, wave, stopping))
                if not waves:
                    return
                if not wave or len(waves) >= AHEAD:
                    yield from _await_wave(waves[0], spark)
                    waves.popleft()
        finally:
            stopping.set()
            for waiting in waves:
                waiting.cancel()
            spark.sparkContext.cancelAllJobs()


def _await_wave(wave: Future[list[Manifest]], spark: SparkSession) -> list[Manifest]:
    working = monotonic()
    while True:
        try:
            return wave.result(timeout=_LOOK)
        except TimeoutError:
            if wave.done():
                raise
        tracker = spark.sparkContext.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if not stages or any(stage is not None and stage.numActiveTasks for stage in stages):
            working = monotonic()
        elif monotonic() - working > PATIENCE:
            raise DragomanError(
                f"no executor has taken up work for {PATIENCE:.0f} seconds",
                where=spark.sparkContext.master,
                remedy="start some, or ask for less memory, then go on with --resume",
            )


def _code_wave(spark: SparkSession, errand: Errand, wave: Sequence[Part], stopping: Event) -> list[Manifest]:
    try:
        return [read_answer(answer) for answer in _run_job(spark, errand, wave)]
    except (PySparkException, Py4JError) as error:
        if stopping.is_set():
            return []
        if len(wave) > 1:
            return [found for part in wave for found in _code_wave(spark, errand, (part,), stopping)]
        told = str(error)
        if any(words in told for words in _CRASHED):
            return [code_part_apart(wave[0], errand.load, errand.root)]
        raise _tell(wave[0], told) from None


def _run_job(spark: SparkSession, errand: Errand, wave: Sequence[Part]) -> list[bytes]:
    version = __version__

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        # Looked up where it runs, so that a worker without Dragoman can say so.
        from dragoman.cluster.errands import run_errand

        for batch in batches:
            answers = [run_errand(packed.as_py(), version) for packed in batch.column(0)]
            yield pyarrow.RecordBatch.from_pydict({"answer": pyarrow.array(answers, pyarrow.binary())})

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas, which we do not use
        rows = [(errand.pack(part),) for part in wave]
        carried = spark.createDataFrame(rows, "packed binary")
        return [bytes(row.answer) for row in carried.mapInArrow(run, "answer binary").collect()]


def _tell(part: Part, told: str) -> DragomanError:
    # The last line of a Python traceback says what happened, of Java's the first that names an exception.
    lines = [line.strip() for line in told.splitlines() if line.strip() and not line.startswith("\tat ")]
    last = lines[-1] if "Traceback" in told else next((one for one in lines if "Exception" in one), told)
    if last.startswith("ModuleNotFoundError: "):
        return tell_failure(part.number, ModuleNotFoundError(last.partition(": ")[2]))
    return tell_failure(part.number, RuntimeError(last))


@contextmanager
def _open_session(address: str | None, processes: int | None) -> Iterator[SparkSession]:
    if address is not None and processes is not None:
        what = "the executors of a master are as many as were started"
        raise DragomanError(what, where=address, remedy="leave --processes out, or give local[N]")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else it would be whatever python3 is first
    with tempfile.TemporaryFile() as log:
        gateway = None
        try:
            conf = _settle(address, processes)
            # What Java prints goes into a file: it is told only when Spark cannot be started.
            gateway = launch_gateway(conf, popen_kwargs={"stdout": log, "stderr": log})
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)
                spark = SparkSession(SparkContext(conf=conf, gateway=gateway))
        except Exception as error:
            raise _tell_start(address, error, log) from error
        try:
            yield spark
        finally:
            spark.stop()
            _end_gateway(gateway)


def _settle(address: str | None, processes: int | None) -> SparkConf:
    conf = SparkConf().setAll(_ALWAYS.items())
    if address is None and "PYSPARK_GATEWAY_PORT" in os.environ:
        return conf  # spark-submit has said where
    master = address or f"local[{processes or count_cores()}]"
    if master.startswith("local"):
        conf.setAll(_LOCAL.items())
        if master.endswith("]") and "," not in master:
            master = f"{master[:-1]},{TRIES}]"  # without it, one failure would end a local job
    elif master.startswith("spark://"):
        _greet(master)
    return conf.setMaster(master)


def _greet(master: str) -> None:
    # Spark itself tries for a minute before it says that there is none.
    host = urlsplit(master.partition(",")[0])
    try:
        socket.create_connection((host.hostname or "", host.port or 7077), _CONNECT).close()
    except OSError as error:
        remedy = "start one with sbin/start-master.sh, and give its address, such as spark://host:7077"
        raise DragomanError(f"no Spark master answers ({error})", where=master, remedy=remedy) from error


def _tell_start(address: str | None, error: Exception, log: Any) -> DragomanError:
    if isinstance(error, DragomanError):
        return error
    log.seek(0)
    lines = [line.decode(errors="replace").strip() for line in log if b"WARN" not in line]
    told = next((line for line in lines if "JAVA_HOME" in line or "Exception" in line), str(error))
    return DragomanError(
        f"Spark cannot be started ({told})",
        where=address,
        remedy="it needs Java 17 or newer (JAVA_HOME says where), and an address that it knows",
    )


def _end_gateway(gateway: Any) -> None:
    """Ends the Java process, which else stays until this process ends."""
    process = getattr(gateway, "proc", None)
    if process is None:
        return
    gateway.shutdown()
    SparkContext._gateway = SparkContext._jvm = None
    process.stdin.close()
    process.wait()
