"""The same replications in a fresh process with another hash seed and other settings."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from ruleloop.evaluation.executor import local_workers
from ruleloop.evaluation.explore import Forgetful, explore_block, explore_key
from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.evaluation.replication import Replication
from ruleloop.evaluation.stage import Place
from ruleloop.session import Session

_OTHER = {"OMP_NUM_THREADS": "2", "PYTHONHASHSEED": "4711", "TZ": "Pacific/Apia"}


def play_elsewhere(session: Session, source: str, count: int) -> list[Replication]:
    """The first explorations of a rule text, played by a worker of another kind."""
    place = Place(str(session.workspace.root), str(session.folder))
    with _environment(_OTHER), local_workers(session.scenario, place, workers=1) as executor:
        bench = PoolBench(
            executor, Forgetful(), explore_key(0), ahead=1, on_replication=lambda: None
        )
        return list(bench.play(source, explore_block(), range(count)))


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
