"""What runs inside a cell: it loads the rules and serves decisions until the worker hangs up."""

import inspect
import linecache
import os
import sys
import warnings
from collections.abc import Callable
from types import CodeType, ModuleType
from typing import Any, NoReturn

import msgspec
import numpy as np

from ruleloop.interface import Decision, Interface
from ruleloop.isolation.crossing import make_decoder, make_encoder
from ruleloop.isolation.frames import Frame, Kind, pack, receive_frame, send_frame
from ruleloop.isolation.gate import gate
from ruleloop.isolation.lockdown import READ_FD, WRITE_FD
from ruleloop.isolation.told import tell_exception

RULES_FILE = "<rules>"


class _Refused(Exception):
    """The rules cannot be used: (kind of fault, detail)."""


class Border:
    """Encoders and decoders of an interface; made once in the warm parent, used by every cell."""

    def __init__(self, interface: Interface) -> None:
        self.interface = interface
        self.decisions = tuple(interface.decisions.values())
        self.facts = make_decoder(interface.facts) if interface.facts else None
        self.observations = [make_decoder(d.observation) for d in self.decisions]
        self.batches = [make_decoder(list[d.observation]) for d in self.decisions]  # type: ignore[name-defined] # a type made at run time
        self.actions = [make_encoder(d.action) for d in self.decisions]
        self.requests = {request: make_encoder(request) for request in interface.answers}
        self.answers = {r: make_decoder(answer) for r, answer in interface.answers.items()}


def become_quiet() -> None:
    """No console, no warnings, and a known state for the generator that numpy seeded at import."""
    sys.stdin = sys.stdout = sys.stderr = sys.__stdin__ = sys.__stdout__ = sys.__stderr__ = None  # type: ignore[misc] # how Python says "no console"
    np.random.seed(0)  # noqa: NPY002 - the legacy global state is what must be tamed here
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")


def serve(border: Border) -> NoReturn:
    """Load the rules, then answer until end of file; a fault ends the cell.

    Rule code may do to this process whatever it can: nothing here is believed by the worker
    except what was sent before the rules were loaded.
    """
    try:
        cell = _Cell(border)
        while (frame := receive_frame(READ_FD)) is not None:
            send_frame(WRITE_FD, cell.answer(frame))
    except BaseException as error:  # noqa: BLE001 - whatever ends a cell is told to the worker
        _tell_fault(error)
    os._exit(0)


def _tell_fault(error: BaseException) -> None:
    if isinstance(error, _Refused):
        kind, detail = error.args
    else:
        kind, detail = tell_exception(error, RULES_FILE)
    send_frame(
        WRITE_FD, pack(Kind.FAULT, 0, msgspec.msgpack.encode({"kind": kind, "detail": detail}))
    )


class _Cell:
    """The state of one cell: the loaded rules and the extras that decisions take."""

    def __init__(self, border: Border) -> None:
        self._border = border
        self._functions: list[Callable[..., Any]] = []
        self._extras: list[tuple[Any, ...]] = []

    def answer(self, frame: Frame) -> bytes:
        """Do what a frame asks for; gives the frame to send back."""
        kind, decision, payload = frame
        if kind == Kind.DECIDE:
            observation = self._border.observations[decision].decode(payload)
            return self._act(
                decision, self._functions[decision](observation, *self._extras[decision])
            )
        if kind == Kind.DECIDE_MANY:
            function, extras = self._functions[decision], self._extras[decision]
            observations = self._border.batches[decision].decode(payload)
            return self._act(decision, [function(each, *extras) for each in observations])
        if kind == Kind.BEGIN:
            self._begin(payload)
        elif kind == Kind.GATE:
            if reasons := gate(payload.decode(), self._border.interface):
                raise _Refused("gate", "\n".join(reasons))
        elif kind == Kind.LOAD:
            module = load_rules(payload.decode())
            self._functions = [find_decision(module, d) for d in self._border.decisions]
        return pack(Kind.DONE, 0, b"")

    def _begin(self, payload: bytes) -> None:
        interface = self._border.interface
        facts = self._border.facts.decode(payload) if self._border.facts else None
        tools = interface.tools(facts, self._ask) if interface.tools else None
        have = {"facts": facts, "tools": tools}
        self._extras = [tuple(have[e] for e in d.extras) for d in self._border.decisions]

    def _act(self, decision: int, action: Any) -> bytes:
        try:
            payload = self._border.actions[decision].encode(action)
        except (TypeError, ValueError, OverflowError) as error:
            name = self._border.decisions[decision].name
            raise _Refused(
                "nonsense", f"`{name}` gave an answer that cannot cross: {error}"
            ) from None
        return pack(Kind.ACTION, decision, payload)

    def _ask(self, request: Any) -> Any:
        encoder = self._border.requests.get(type(request))
        if encoder is None:
            raise TypeError(f"`{type(request).__name__}` is no request of this domain")
        send_frame(WRITE_FD, pack(Kind.REQUEST, 0, encoder.encode(request)))
        frame = receive_frame(READ_FD)
        if frame is None:
            os._exit(0)
        if frame.kind == Kind.REFUSAL:
            raise ValueError(msgspec.msgpack.decode(frame.payload, type=str))
        return self._border.answers[type(request)].decode(frame.payload)


def load_rules(source: str) -> ModuleType:
    """Compile and execute a rule module; all of it inside the locked cell."""
    module = ModuleType("rules")
    sys.modules["rules"] = module
    linecache.cache[RULES_FILE] = (len(source), None, source.splitlines(), RULES_FILE)
    exec(_compile(source), module.__dict__)  # noqa: S102 - this is what the cell is for
    return module


def _compile(source: str) -> CodeType:
    try:
        return compile(source, RULES_FILE, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise _Refused("gate", f"line {error.lineno}: {error.msg}") from None
    except (ValueError, MemoryError, RecursionError) as error:
        raise _Refused("gate", f"the source cannot be compiled: {error}") from None


def find_decision(module: ModuleType, decision: Decision) -> Callable[..., Any]:
    """The function of a decision, checked for the number of its parameters."""
    function = getattr(module, decision.name, decision.usual)
    wanted = 1 + len(decision.extras)
    parameters = ", ".join(("observation", *decision.extras))
    if not callable(function):
        raise _Refused("gate", f"no function `{decision.name}({parameters})` is defined")
    try:
        inspect.signature(function).bind(*range(wanted))
    except (TypeError, ValueError):
        raise _Refused(
            "gate", f"`{decision.name}` takes {wanted} parameters: {parameters}"
        ) from None
    checked: Callable[..., Any] = function
    return checked
