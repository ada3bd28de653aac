"""Where replications run: any `concurrent.futures.Executor`; here, processes of this machine."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import msgspec

from ruleloop.errors import WorkerFailure
from ruleloop.evaluation import worker
from ruleloop.evaluation.stage import Place
from ruleloop.scenario import Scenario


@contextmanager
def local_workers(scenario: Scenario, place: Place, *, workers: int) -> Iterator[Executor]:
    """A pool of warm worker processes for one scenario, each pinned to a processor.

    Raises:
        WorkerFailure: a worker process died.
        DomainError: the domain cannot be loaded.
    """
    os.environ["OPENBLAS_NUM_THREADS"] = (
        "1"  # two give other last bits, and cost a second processor
    )
    context = multiprocessing.get_context("spawn")
    setup = (msgspec.msgpack.encode(scenario), place, context.Value("i", 0))
    pool = ProcessPoolExecutor(workers, context, initializer=worker.start, initargs=setup)
    try:
        _start_deaf(pool)
        yield pool
    except BrokenProcessPool as error:
        raise WorkerFailure(f"a worker process died: {error}") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _start_deaf(pool: ProcessPoolExecutor) -> None:
    """Start the processes deaf to Ctrl-C, which the terminal sends to them as well."""
    if threading.current_thread() is not threading.main_thread():
        pool.submit(int)
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pool.submit(int)
    finally:
        signal.signal(signal.SIGINT, before)
