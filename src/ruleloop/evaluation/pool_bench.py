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

_NO_FLOOR = ("race", "scout")
"""Tiers without the proven bound: it can cost as much as a replication, every pair of a race would
pay it anew, and who wins a race is held against it on fresh seeds by the confirmation. A scout
compares decisions only."""


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
    trace, so that the number of workers never changes the record. The proven bound of a world and
    seed does not depend on the rules, and is asked for once.
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
        self._floors: dict[bytes, float] = {}

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
                    result = self._with_floor(job, result)
                    self._memory.store_replication(shas[job.rules], job.block, job.index, result)
                    self._on_replication()
                yield result
        finally:
            for future in flying.values():
                future.cancel()

    def replay(self, rules: str, block: Block, index: int) -> Replication:
        """Play one replication anew, without memory."""
        job = Job(rules, block, index)
        return self._with_floor(job, _decode(self._submit(job).result()))

    def _submit(self, job: Job) -> Future[bytes]:
        task = self._task(job)
        wants_floor = job.block.tier not in _NO_FLOOR and _world_of(task) not in self._floors
        asked = msgspec.structs.replace(task, wants_floor=wants_floor)
        return self._executor.submit(worker.replicate, msgspec.msgpack.encode(asked))

    def _task(self, job: Job) -> Task:
        return Task(job.rules, job.block.setting, *job.block.seeds(self._run_key, job.index))

    def _with_floor(self, job: Job, result: Replication) -> Replication:
        """Remember a bound, or add the one that is known; the record is the same either way."""
        if result.fault or job.block.tier in _NO_FLOOR:
            return result
        world = _world_of(self._task(job))
        if result.floor is not None:
            self._floors[world] = result.floor
            return result
        return msgspec.structs.replace(result, floor=self._floors.get(world))


def _world_of(task: Task) -> bytes:
    """What a bound depends on: all of a task but its rules."""
    return msgspec.msgpack.encode((task.setting, task.world_seed, task.seed))


def _decode(answer: bytes) -> Replication:
    return msgspec.msgpack.decode(answer, type=Replication)
