"""The boundary between trusted simulators and untrusted rules: one warm parent, many cells.

>>> with CellBlock(interface) as block, block.open(source) as rules:  # doctest: +SKIP
...     rules.begin(facts, answer)
...     action = rules.order_quantity(observation)
"""

import contextlib
import hashlib
import os
import time
from types import ModuleType
from typing import Self

from ruleloop.errors import WorkerFailure
from ruleloop.evaluation.replication import Fault, RuleFaulted
from ruleloop.interface import read_interface
from ruleloop.isolation.cell import Cell
from ruleloop.isolation.codec import Codec
from ruleloop.isolation.control import Start
from ruleloop.isolation.conversation import Conversation
from ruleloop.isolation.interface_source import interface_sources
from ruleloop.isolation.layers import Layer
from ruleloop.isolation.limits import MOST_SOURCE_BYTES, Limits
from ruleloop.isolation.lockdown import Tier
from ruleloop.isolation.parent_process import ParentProcess, die_with_worker
from ruleloop.isolation.pipe import Pipe

__all__ = ["Cell", "CellBlock", "Layer", "Limits", "Tier"]

_LOCK_S = 60.0


class CellBlock:
    """A warm parent that opens cells for the rules of one domain.

    Make one per worker process, in its main thread, after pinning the worker to a core: parent
    and cells inherit the core. `tier` says what was proved: `locked`, or `process` where the
    machine lacks a needed layer (or `most` asks for no more); `layers` holds the proofs.

    Raises:
        DomainError: the interface cannot be used across a boundary.
        WorkerFailure: the warm parent could not be started.
    """

    tier: Tier
    layers: tuple[Layer, ...]

    def __init__(
        self,
        interface_module: ModuleType,
        *,
        limits: Limits | None = None,
        most: Tier = "locked",
        gate: bool = True,
    ) -> None:
        self._limits = limits = limits or Limits()
        self._gate = gate
        self._codec = Codec(read_interface(interface_module), limits.message_bytes)
        self._passed: set[bytes] = set()  # rules that the gate need not see again
        self._start = Start(
            sources=interface_sources(interface_module),
            most=most,
            memory_bytes=limits.memory_bytes,
            cpu_s=limits.cpu_s,
            die_with_worker=die_with_worker(),
        )
        self._parent = ParentProcess(self._start)
        self.layers = self._parent.started.layers
        self.tier = self._parent.started.tier
        self._settle()

    def open(self, rules_source: str) -> Cell:
        """Fork a cell, lock it and load the rules in it.

        Raises:
            RuleFaulted: the gate refuses the rules, or loading them fails.
            WorkerFailure: the cell could not be started or locked.
        """
        source = _as_bytes(rules_source)
        if not self._parent.alive:
            self._restart()
        if self._gate:
            self._pass_gate(source)
        conversation = self._fork()
        conversation.load(source)
        return Cell(conversation, self._codec)

    def _pass_gate(self, source: bytes) -> None:
        """Ask the gate, once per source, in a cell of its own: then all cells load alike."""
        identity = hashlib.blake2b(source, digest_size=16).digest()
        if identity not in self._passed:
            with contextlib.closing(self._fork()) as conversation:
                conversation.pass_gate(source)
            self._passed.add(identity)

    def close(self) -> None:
        """End the warm parent; cells that are still open end with it."""
        self._parent.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _fork(self) -> Conversation:
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
        conversation = Conversation(
            pid=pid, pipe=pipe, codec=self._codec, limits=self._limits, reap=self._parent.reap
        )
        if problem := conversation.await_lock(time.monotonic() + _LOCK_S):
            conversation.close()
            raise WorkerFailure(f"a cell could not be locked: {problem}")
        return conversation

    def _restart(self) -> None:
        self._parent.close()
        self._parent = ParentProcess(self._start)
        if self._parent.started.tier != self.tier:
            raise WorkerFailure(f"the isolation tier was `{self.tier}` and is no longer")
        self._settle()

    def _settle(self) -> None:
        """Open and close an empty cell: the first one finds other memory free than all later."""
        try:
            self._fork().close()
        except WorkerFailure:
            self._parent.close()
            raise


def _as_bytes(source: str) -> bytes:
    try:
        text = source.encode()
    except UnicodeEncodeError as error:
        raise RuleFaulted(Fault("gate", f"the source is no text: {error}")) from None
    if len(text) > MOST_SOURCE_BYTES:
        told = f"the source has {len(text)} bytes; at most {MOST_SOURCE_BYTES} are read"
        raise RuleFaulted(Fault("gate", told))
    return text
