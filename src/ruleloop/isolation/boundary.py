"""The boundary between trusted simulators and untrusted rules: one warm parent, many cells.

with CellBlock(interface) as block, block.open(source) as rules:
    rules.begin(facts, answer)
    action = rules.order_quantity(observation)
"""

import inspect
import os
import time
from types import ModuleType
from typing import Self

import msgspec

from ruleloop.errors import WorkerFailure
from ruleloop.evaluation.replication import Fault, RuleFaulted
from ruleloop.interface import read_interface
from ruleloop.isolation.cell import Cell
from ruleloop.isolation.codec import Codec
from ruleloop.isolation.control import Start
from ruleloop.isolation.limits import MOST_SOURCE_BYTES, Limits
from ruleloop.isolation.lockdown import Tier
from ruleloop.isolation.parent_process import ParentProcess, die_with_worker
from ruleloop.isolation.pipe import Pipe

__all__ = ["Cell", "CellBlock", "Limits", "Tier"]

_LOCK_S = 60.0


class CellBlock:
    """A warm parent that opens cells for the rules of one domain.

    Make one per worker process, in its main thread, after pinning the worker to a core: parent
    and cells inherit the core. `tier` says what was probed: `locked`, or `process` where the
    machine lacks a layer (or `most` asks for no more).

    Raises:
        DomainError: the interface cannot be used across a boundary.
        WorkerFailure: the warm parent could not be started.
    """

    tier: Tier

    def __init__(
        self,
        interface_module: ModuleType,
        *,
        limits: Limits = Limits(),
        most: Tier = "locked",
        gate: bool = True,
    ) -> None:
        self._limits, self._gate = limits, gate
        self._codec = Codec(read_interface(interface_module), limits.message_bytes)
        self._gated: set[str] = set()
        self._start = Start(
            module=interface_module.__name__,
            source=inspect.getsource(interface_module),
            most=most,
            memory_bytes=limits.memory_bytes,
            cpu_s=limits.cpu_s,
            die_with_worker=die_with_worker(),
        )
        self._parent = ParentProcess(self._start)
        self.tier = self._parent.started.tier

    def open(self, rules_source: str) -> Cell:
        """Fork a cell, lock it and load the rules in it.

        Raises:
            RuleFaulted: the gate refuses the rules, or loading them fails.
            WorkerFailure: the cell could not be started or locked.
        """
        payload = msgspec.msgpack.encode((rules_source, self._wants_gate(rules_source)))
        if len(rules_source.encode(errors="replace")) > MOST_SOURCE_BYTES:
            raise RuleFaulted(Fault("gate", f"more than {MOST_SOURCE_BYTES} bytes of source"))
        cell = self._fork()
        cell.load(payload)
        self._gated.add(rules_source)
        return cell

    def close(self) -> None:
        """End the warm parent; cells that are still open end with it."""
        self._parent.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wants_gate(self, source: str) -> bool:
        return self._gate and source not in self._gated

    def _fork(self) -> Cell:
        if not self._parent.alive:
            self._restart()
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        pipe = Pipe(ours_in, ours_out, self._limits.answer_bytes)
        try:
            pid = self._parent.fork(theirs_in, theirs_out)
        except WorkerFailure:
            pipe.close()
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        cell = Cell(
            pid=pid, pipe=pipe, codec=self._codec, limits=self._limits, reap=self._parent.reap
        )
        if problem := cell.await_lock(time.monotonic() + _LOCK_S):
            cell.close()
            raise WorkerFailure(f"a cell could not be locked: {problem}")
        return cell

    def _restart(self) -> None:
        self._parent.close()
        self._parent = ParentProcess(self._start)
        if self._parent.started.tier != self.tier:
            raise WorkerFailure(f"the isolation tier was `{self.tier}` and is no longer")
