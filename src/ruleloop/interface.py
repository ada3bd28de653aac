"""What rules see and answer, read from a simulator's `interface.py`.

The module `simulators/<domain>/interface.py` is the whole border between a trusted simulator and
untrusted rules. It defines msgspec structs and one protocol called `Rules`; each method of
`Rules` is a decision:

    def plan_wave(self, wave: Wave, day: Day, tools: Tools) -> WavePlan: ...

- the first parameter is the observation of this decision,
- a second struct, if any, is the *facts*: what does not change during a replication, sent once,
- a plain class, if any, is the *tools*: made inside the cell as `Tools(facts, ask)`. Its methods
  are pure functions of the facts and run beside the rules; what must be counted or seeded goes
  through `ask(request) -> answer` to the trusted worker. `Tools.ANSWERS` maps each request struct
  (tagged) to the type of its answer.

A rule module defines plain functions of the same names and parameters. A method of `Rules` that
has a body is *optional*: where rules do not define the decision, the body answers.
"""

import functools
import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Literal

import msgspec

from ruleloop.errors import DomainError

Extra = Literal["facts", "tools"]


@dataclass(frozen=True)
class Decision:
    """One decision: its name, the types that cross, and which extras the function also takes.

    usual: answers `(observation, *extras)` where rules do not define the decision; None: they must.
    """

    name: str
    observation: Any
    action: Any
    extras: tuple[Extra, ...] = ()
    usual: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Interface:
    """The border of one domain: its decisions, facts, tools and the requests tools may make."""

    decisions: Mapping[str, Decision]
    facts: type | None = None
    tools: type | None = None
    answers: Mapping[type, Any] = field(default_factory=dict)


def read_interface(module: ModuleType) -> Interface:
    """Read the `Rules` protocol of an interface module.

    Raises:
        DomainError: no `Rules`, no decision in it, or a parameter without a usable type.
    """
    rules = getattr(module, "Rules", None)
    if not inspect.isclass(rules):
        raise DomainError(
            f"{_place(module)}: expected a class `Rules(Protocol)` with one method per decision,"
            " found none"
        )
    methods = {n: f for n, f in vars(rules).items() if inspect.isfunction(f) and n[0] != "_"}
    if not methods:
        raise DomainError(
            f"{_place(module)}: `Rules` declares no decision; expected a method such as"
            " `def order(self, morning: Morning) -> float`"
        )
    decisions: dict[str, Decision] = {}
    extras: dict[str, type] = {}
    for name, function in methods.items():
        decisions[name], found = _read_decision(name, function, module)
        extras.update(found)
    tools = extras.get("tools")
    answers = getattr(tools, "ANSWERS", {}) if tools else {}
    return Interface(decisions, extras.get("facts"), tools, answers)


def _read_decision(
    name: str, function: Any, module: ModuleType
) -> tuple[Decision, dict[str, type]]:
    place = _place(module, function)
    try:
        hints = typing.get_type_hints(function, vars(module), include_extras=True)
    except (NameError, TypeError) as error:
        raise DomainError(f"{place}: `Rules.{name}` has a type that is none: {error}") from None
    parameters = [p for p in inspect.signature(function).parameters if p != "self"]
    missing = [p for p in (*parameters, "return") if p not in hints]
    if missing or not parameters:
        raise DomainError(
            f"{place}: `Rules.{name}` needs an observation and types on everything;"
            f" without a type: {', '.join(missing) or 'no parameter at all'}"
        )
    first, *rest = (hints[p] for p in parameters)
    extras: dict[str, type] = {}
    for hint in rest:
        if not inspect.isclass(hint):
            raise DomainError(
                f"{place}: `Rules.{name}`: after the observation expected a struct (the facts) and"
                f" a class (the tools), got {hint}"
            )
        kind = "facts" if issubclass(hint, msgspec.Struct) else "tools"
        extras[kind] = hint
    order = typing.cast("tuple[Extra, ...]", tuple(extras))
    usual = None if _is_stub(function) else functools.partial(function, None)
    return Decision(name, first, hints["return"], order, usual), extras


def _place(module: ModuleType, function: Any = None) -> str:
    """The file of an interface, with the line of a method; a module made in a cell has none."""
    file = getattr(module, "__file__", None) or module.__name__
    return f"{file}:{function.__code__.co_firstlineno}" if function else file


def _is_stub(function: Any) -> bool:
    """Whether a method has nothing but a docstring and `...`; source texts may be out of reach."""
    code = function.__code__
    return not code.co_names and set(code.co_consts) <= {None, function.__doc__}
