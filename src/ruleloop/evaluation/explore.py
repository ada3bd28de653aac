"""Replications outside any run: for looking around, never for evidence on a candidate.

Their seeds come from a number that the user may choose, in a tier of their own, so that nothing
seen here tells anything of the seeds of a run.
"""

import hashlib
from collections.abc import Callable

from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.evaluation.replication import Block, Replication
from ruleloop.judge.bench import stop
from ruleloop.session import Session


class Forgetful:
    """A memory that remembers nothing."""

    def replication(self, _sha: str, _block: Block, _number: int) -> Replication | None:
        """Never there."""
        return None

    def store_replication(
        self, _sha: str, _block: Block, _number: int, _result: Replication
    ) -> None:
        """Forgotten at once."""


def explore_key(seed: int) -> bytes:
    """The key of explorations with this seed."""
    return hashlib.sha256(f"explore/{seed}".encode()).digest()


def explore_block() -> Block:
    """The block of explorations: worlds of the search, for a hold-out that is looked at is none."""
    return Block("explore", "1")


def explore_bench(
    session: Session, seed: int, *, on_replication: Callable[[], None] = lambda: None
) -> PoolBench:
    """A bench for explorations."""
    return PoolBench(
        session.executor,
        Forgetful(),
        explore_key(seed),
        ahead=session.workers + 1,
        on_replication=on_replication,
    )


def play_until_fault(bench: PoolBench, source: str, block: Block, count: int) -> list[Replication]:
    """Play `count` replications of a rule text, or those up to and including the first fault.

    The first one is played alone: rules that loop for ever would else hold every worker.
    """
    played: list[Replication] = []
    for indices in (range(1), range(1, count)):
        iterator = bench.play(source, block, indices)
        for replication in iterator:
            played.append(replication)
            if replication.fault:
                stop(iterator)
                return played
    return played
