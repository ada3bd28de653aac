"""The bench of a real run: replications from an executor, remembered in the ledger."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from typing import Protocol

import msgspec

from ruleloop.evaluation import worker
from ruleloop.evaluation.replication import Block, Job, Replication, Task
from ruleloop.ledger import source_sha

_MACHINE_MAY_BE_BLAMED = ("timeout", "memory", "exit")
"""Faults that a busy machine can cause: such a replication is played once more, alone."""


class Memory(Protocol):
    """Where replications are remembered; the ledger is one."""

    def replication(self, sha: str, block: Block, number: int) -> Replication | None:
        """A replication played before, if any."""
        ...

    def store_replication(self, sha: str, block: Block, number: int, result: Replication) -> None:
        """Remember one replication."""
        ...


class PoolBench:
    """Plays replications on an executor, a few ahead, and hands them out in order.

    Only what is consumed is remembered: what was played ahead and then not wanted leaves no
    trace, so that the number of workers never changes the record.
    """

    def __init__(
        self,
        executor: Executor,
        memory: Memory,
        run_key: bytes,
        *,
        ahead: int,
        on_replication: Callable[[], None] = lambda: None,
    ) -> None:
        self._executor = executor
        self._memory = memory
        self._run_key = run_key
        self._ahead = ahead
        self._on_replication = on_replication

    def play(self, rules: str, block: Block, indices: range) -> Iterator[Replication]:
        """Yield the replications in the order of `indices`; closing the iterator stops the work."""
        return self.play_each([Job(rules, block, index) for index in indices])

    def play_each(self, jobs: Sequence[Job]) -> Iterator[Replication]:
        """Yield the replications in the order of `jobs`; closing the iterator stops the work."""
        shas = {rules: source_sha(rules) for rules in {job.rules for job in jobs}}
        known = [self._memory.replication(shas[j.rules], j.block, j.index) for j in jobs]
        missing = deque(place for place, result in enumerate(known) if result is None)
        flying: dict[int, Future[bytes]] = {}
        try:
            for place, job in enumerate(jobs):
                while missing and len(flying) < self._ahead:
                    ahead = missing.popleft()
                    flying[ahead] = self._submit(jobs[ahead])
                result = known[place]
                if result is None:
                    result = _decode(flying.pop(place).result())
                    if result.fault and result.fault.kind in _MACHINE_MAY_BE_BLAMED:
                        wait(flying.values())
                        result = _decode(self._submit(job).result())
                    self._memory.store_replication(shas[job.rules], job.block, job.index, result)
                    self._on_replication()
                yield result
        finally:
            for future in flying.values():
                future.cancel()

    def replay(self, rules: str, block: Block, index: int) -> Replication:
        """Play one replication anew, without memory."""
        return _decode(self._submit(Job(rules, block, index)).result())

    def _submit(self, job: Job) -> Future[bytes]:
        world_seed, seed = job.block.seeds(self._run_key, job.index)
        task = Task(job.rules, job.block.setting, world_seed, seed)
        return self._executor.submit(worker.replicate, msgspec.msgpack.encode(task))


def _decode(answer: bytes) -> Replication:
    return msgspec.msgpack.decode(answer, type=Replication)
