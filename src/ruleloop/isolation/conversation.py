"""The worker's conversation with one cell: what is sent, what may come back, how it ends."""

import contextlib
import hashlib
import time
from collections.abc import Callable
from typing import Any, NoReturn, Protocol

import msgspec

from ruleloop.errors import WorkerFailure
from ruleloop.evaluation.replication import Fault, FaultKind, RuleFaulted
from ruleloop.isolation.codec import Codec
from ruleloop.isolation.death import tell_death
from ruleloop.isolation.frames import HEADER, Frame, Kind, pack
from ruleloop.isolation.limits import Limits
from ruleloop.isolation.pipe import HungUp, Pipe, TimedOut, TooLong
from ruleloop.isolation.told import clip

Answer = Callable[[Any], Any]


class Reaper(Protocol):
    """Ends a cell and tells its wait status and processor seconds."""

    def __call__(self, pid: int) -> tuple[int, float]:
        """Kill the process if it has not ended, and wait for it."""
        ...


class Conversation:
    """One cell, from its lock-down to its end. Nothing that it says is believed unchecked."""

    def __init__(self, *, pid: int, pipe: Pipe, codec: Codec, limits: Limits, reap: Reaper) -> None:
        self._pid, self._pipe, self._codec, self._limits = pid, pipe, codec, limits
        self._reap = reap
        self._answer: Answer | None = None
        self._end_s = time.monotonic() + limits.replication_s
        self._hash = hashlib.blake2b(digest_size=16)
        self._fault: Fault | None = None
        self._open = True
        self._begun = False
        self.decisions = 0
        self.cpu_s = 0.0

    @property
    def digest(self) -> str:
        """Running hash of all answers, as hexadecimal text."""
        return self._hash.hexdigest()

    def begin(self, facts: Any = None, answer: Answer | None = None) -> None:
        """Send the facts across and say who answers requests; once, before the first decision.

        Raises:
            RuleFaulted: the cell failed.
            TypeError: the facts are not of their declared type.
        """
        if self._begun:
            raise RuntimeError("begin was called twice")
        self._begun, self._answer = True, answer
        self._expect(self._exchange(Kind.BEGIN, 0, self._codec.encode_facts(facts)), Kind.DONE)

    def decide(self, place: int, payload: bytes, kind: Kind, count: int) -> bytes:
        """Send observations and get the encoded answer; counted and hashed."""
        if not self._begun:
            raise RuntimeError("call `rules.begin()` or `rules.begin(facts)` before any decision")
        reply = self._expect(self._exchange(kind, place, payload, count), Kind.ACTION)
        self.decisions += count
        self._hash.update(HEADER.pack(len(reply), kind, place))
        self._hash.update(reply)
        return reply

    def fail(self, kind: FaultKind, detail: str) -> NoReturn:
        """End the cell for good.

        Raises:
            RuleFaulted: always; also at every later use of this cell.
        """
        self._fault = Fault(kind, clip(detail))
        self.close()
        raise RuleFaulted(self._fault)

    def close(self) -> None:
        """End the cell and wait until it is gone."""
        if self._open:
            with contextlib.suppress(WorkerFailure):  # a parent that has ended took it along
                self._die()

    def pass_gate(self, source: bytes) -> None:
        """Have the gate look at a source text, behind the wall because parsing may go wrong."""
        self._expect(self._exchange(Kind.GATE, 0, source), Kind.DONE)

    def load(self, source: bytes) -> None:
        """Have the locked cell load the rules."""
        self._expect(self._exchange(Kind.LOAD, 0, source), Kind.DONE)

    def await_lock(self, deadline: float) -> str:
        """Wait for the lock-down; empty, or why it failed. No rule code has run before this."""
        try:
            frame = self._pipe.receive(deadline)
        except (TimedOut, HungUp, TooLong) as error:
            return f"the cell ended before it was locked ({type(error).__name__})"
        return "" if frame.kind == Kind.LOCKED else frame.payload.decode(errors="replace")

    def _die(self) -> int:
        self._open = False
        self._pipe.close()
        status, self.cpu_s = self._reap(self._pid)
        return status

    def _exchange(self, kind: Kind, place: int, payload: bytes, decisions: int = 1) -> Frame:
        if self._fault:
            raise RuleFaulted(self._fault)
        if not self._open:
            raise RuntimeError("this cell is closed")
        try:
            return self._converse(pack(kind, place, payload), self._limits.requests * decisions)
        except TimedOut:
            self.fail("timeout", "rule code did not answer in time")
        except TooLong as error:
            self.fail("nonsense", str(error))
        except HungUp:
            death = tell_death(self._die())
            self.fail(death.kind, death.detail)

    def _converse(self, frame: bytes, most_requests: int) -> Frame:
        deadline = min(time.monotonic() + self._limits.decision_s, self._end_s)
        self._pipe.send(frame, deadline)
        requests = 0
        while (reply := self._pipe.receive(deadline)).kind == Kind.REQUEST:
            requests += 1
            if requests > most_requests:
                self.fail("flood", f"more than {most_requests} requests in one message")
            asked_s = time.monotonic()
            answer = self._answer_request(reply.payload)
            spent_s = time.monotonic() - asked_s  # the worker's own work is nobody's delay
            deadline, self._end_s = deadline + spent_s, self._end_s + spent_s
            self._pipe.send(answer, deadline)
        self._pipe.expect_silence()
        return reply

    def _answer_request(self, payload: bytes) -> bytes:
        if self._answer is None:
            self.fail("nonsense", "a request before the replication began, or that nobody answers")
        try:
            request = self._codec.decode_request(payload)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            self.fail("nonsense", f"a request that cannot be read: {error}")
        try:
            try:
                answer = self._answer(request)
            except ValueError as error:  # the rule's own mistake, so the rule gets it
                return pack(Kind.REFUSAL, 0, msgspec.msgpack.encode(str(error)))
            return pack(Kind.ANSWER, 0, self._codec.encode_answer(request, answer))
        except BaseException:
            self.close()
            raise

    def _expect(self, frame: Frame, kind: Kind) -> bytes:
        if frame.kind == Kind.FAULT:
            self._pass_on(frame.payload)
        if frame.kind != kind:
            self.fail("nonsense", "a frame that nobody asked for")
        return frame.payload

    def _pass_on(self, payload: bytes) -> NoReturn:
        """Raise the fault that the cell tells of; its kind is the cell's word, no more."""
        try:
            fault = msgspec.msgpack.decode(payload, type=Fault)
        except msgspec.DecodeError:
            self.fail("nonsense", "a fault that cannot be read")
        self.fail(fault.kind, fault.detail)
