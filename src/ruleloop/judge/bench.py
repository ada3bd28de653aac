"""Where the judge gets replications from; it does not know how or where they are played."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from ruleloop.evaluation.replication import Block, Job, Replication


class Bench(Protocol):
    """Plays rule sets. The same (rules, block, index) always gives the same replication."""

    def play(self, rules: str, block: Block, indices: range) -> Iterator[Replication]:
        """Yield the replications in the order of `indices`; closing the iterator stops the work.

        `rules` is source text. What was played before is answered from memory.
        """
        ...

    def play_each(self, jobs: Sequence[Job]) -> Iterator[Replication]:
        """As `play`, for replications of several rules and blocks, in the order of `jobs`."""
        ...

    def replay(self, rules: str, block: Block, index: int) -> Replication:
        """Play one replication anew, never from memory: shows whether rules are deterministic."""
        ...


def stop(replications: Iterator[Replication]) -> None:
    """Stop the work behind an iterator that is left early; a plain iterator has none."""
    close = getattr(replications, "close", None)
    if close is not None:
        close()
