"""What a domain provides: what is measured, what is forbidden, and what agents may play with.

A file `domains/<name>.py` defines one `DOMAIN = Domain(...)`. It is loaded in worker processes
only; the host process sees the plain data of `DomainCard`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Protocol

import msgspec

from ruleloop.calibration import Calibrate
from ruleloop.draws import Draws


class Minimise(msgspec.Struct, frozen=True, tag=True):
    """The objective is a cost: smaller is better. `parts` are measures that sum to it."""

    measure: str
    unit: str
    parts: tuple[str, ...] = ()


class Maximise(msgspec.Struct, frozen=True, tag=True):
    """The objective is a yield: larger is better. `parts` are measures that sum to it."""

    measure: str
    unit: str
    parts: tuple[str, ...] = ()


Objective = Minimise | Maximise


class AtLeast(msgspec.Struct, frozen=True, tag=True):
    """Guard-rail: the mean of a measure stays at or above `limit`."""

    measure: str
    limit: float


class AtMost(msgspec.Struct, frozen=True, tag=True):
    """Guard-rail: the mean of a measure stays at or below `limit`."""

    measure: str
    limit: float


class Never(msgspec.Struct, frozen=True, tag=True):
    """Guard-rail with zero tolerance: the measure is zero in every replication."""

    measure: str


class NotWorse(msgspec.Struct, frozen=True, tag=True):
    """Guard-rail relative to the baseline, with a fixed margin.

    The mean may exceed the baseline's by at most `by` (in the measure's unit, or as a share of
    the baseline's mean when `relative`); for a measure where more is better, fall below by it.
    """

    measure: str
    by: float
    relative: bool = False
    more_is_better: bool = False


Guardrail = AtLeast | AtMost | Never | NotWorse


class Stress(msgspec.Struct, frozen=True):
    """One rare situation that rules must survive: pass or fail, never part of the objective.

    `world` overrides parameters of the scenario's world; `limits` apply to each replication.
    """

    name: str
    world: dict[str, Any]
    limits: tuple[AtLeast | AtMost | Never, ...]
    why: str


class Signal(msgspec.Struct, frozen=True):
    """Something that rules can observe, with its unit, for agents that edit by unit.

    `expression` is Python as a rule author writes it, e.g. `order.slack_min`; the names before
    the first dot say in which functions it is meaningful (a parameter or variable of that name).
    """

    expression: str
    unit: str
    meaning: str = ""


class Idiom(msgspec.Struct, frozen=True):
    """A whole sub-expression that practitioners use; `{c}` marks constants to be tuned.

    `unit` is the unit of its value (`bool` for a condition); `constants` gives (low, high) for
    each `{c}` in order; the names used must be in scope where it is inserted.
    """

    code: str
    unit: str
    constants: tuple[tuple[float, float], ...] = ()
    meaning: str = ""


class Knob(msgspec.Struct, frozen=True):
    """A module-level constant (upper case) that agents may tune between `low` and `high`."""

    name: str
    unit: str
    low: float
    high: float
    whole: bool = False


class DecisionProxy(Protocol):
    """One decision as a simulator asks for it; a `RuleFaulted` passes through simulator code."""

    def __call__(self, observation: Any) -> Any:
        """The action for one observation, decoded and checked against the declared type."""
        ...

    def map(self, observations: Sequence[Any]) -> list[Any]:
        """The actions for many observations, in order, in one message."""
        ...


class RulesProxy(Protocol):
    """The rules as a simulator holds them: `rules.<decision>(observation)`.

    `begin` is called once, before the first decision, with the facts that do not change during
    the replication and a function that answers the requests of the domain's tools.
    """

    def begin(self, facts: Any = None, answer: Callable[[Any], Any] | None = None) -> None:
        """Send the facts across and say who answers requests."""
        ...

    def __getattr__(self, decision: str) -> DecisionProxy: ...


MOST_REASONS, MOST_REASON = 5, 400
"""Sentences about one measure of one replication, and characters of each."""


class Trace:
    """Where a simulator writes the events behind its figures; off unless somebody looks.

    Guard costly arguments with `if trace.on:`. Reasons are kept in any case.
    """

    __slots__ = ("events", "on", "reasons")

    def __init__(self, *, on: bool = False) -> None:
        self.on = on
        self.events: list[dict[str, Any]] = []
        self.reasons: dict[str, list[str]] = {}

    def event(self, kind: str, **fields: Any) -> None:
        """Record one event; the fields must be plain data (numbers, strings, lists)."""
        if self.on:
            self.events.append({"kind": kind, **fields})

    def reason(self, measure: str, sentence: str) -> None:
        """Say why a measure is bad, and what would help; the most important reason first.

        When a guard-rail or a limit on this measure refuses a candidate, whoever proposed it is
        told: a few sentences of a replication, so no simulator need count them.
        """
        told = self.reasons.setdefault(measure, [])
        if sentence not in told and len(told) < MOST_REASONS:
            told.append(sentence[:MOST_REASON])


Measures = Mapping[str, float]
Simulate = Callable[[Any, Draws, RulesProxy, Trace], Measures]


class Plan(msgspec.Struct, frozen=True):
    """The best plan known to someone who sees the future: its objective and how to rebuild it."""

    objective: float
    plan: bytes = b""


@dataclass(frozen=True)
class Domain:
    """A domain: everything that the engine needs to know about one kind of decision problem.

    world: a frozen msgspec struct of scalars; each field is a parameter with unit in its name,
        bounds, description and either `extra={"source": ...}` or `extra={"assumed": [low, high]}`
        in its `msgspec.Meta`. One that is found out where it is left open defaults to None and
        says in `extra={"unset": ...}` what it is then.
        A sourced figure that others find higher or lower has a plausible range, `"range": [low,
        high]`. The sensitivity moves a parameter with either; those of one `"moved_with": "name of
        the group"` together, all low or all high.
    interface: the module `simulators/<name>/interface.py`.
    simulate: plays `(world, draws, rules, trace)` and returns the measures: the objective, its
        parts and whatever guard-rails name; all finite.
    problems: says what is wrong with a world before it is played (one sentence each).
    in_use: names the parameters that can matter in a world like this one, where a domain has
        several kinds of world; the others are neither reported nor moved by the sensitivity.
        None: all matter.
    fit_stress: `(stress, worlds)` -> the same rare situations, sized for a scenario whose worlds
        these are; by default they are the same beside every scenario.
    edges: parameters of the emptiest worlds (no orders, no claims), which `check` plays.
    sample: parameters that make a world small, where a replication is dear: every candidate plays
        such a world once before all else, and a fault or a broken `Never` ends it there.
    floor: a proven bound on the objective of one replication; beating it is a bug or a cheat.
    foresight: `(world, draws, events, best_known)` -> the best plan known in hindsight; it gets
        the trace of an executed replication and the best plan stored so far, and never returns
        a worse one.
    figures: `(world, events)` -> altair charts by title, from one traced replication.
    calibrate: `(data file, progress)` -> what a user's history tells about the world; a ValueError
        with `faults`, one sentence each, says what is wrong with the file.
    trade_off: a second measure that people weigh against the objective; the report then shows every
        tried rule set in terms of both.
    papers: `(world, events, before)` -> documents for people by file name, written beside the
        report: `events` and `before` are one replication as the champion and as the baseline
        played it.
    """

    world: type[msgspec.Struct]
    interface: ModuleType
    simulate: Simulate
    objective: Objective
    guardrails: tuple[Guardrail, ...]
    title: str = ""
    stress: tuple[Stress, ...] = ()
    signals: tuple[Signal, ...] = ()
    idioms: tuple[Idiom, ...] = ()
    knobs: tuple[Knob, ...] = ()
    edges: tuple[dict[str, Any], ...] = ()
    sample: Mapping[str, Any] = field(default_factory=dict)
    problems: Callable[[Any], Sequence[str]] = lambda _world: ()
    in_use: Callable[[Any], Collection[str]] | None = None
    fit_stress: Callable[[tuple[Stress, ...], Sequence[Any]], tuple[Stress, ...]] = (
        lambda stress, _worlds: stress
    )
    floor: Callable[[Any, Draws], float] | None = None
    foresight: Callable[[Any, Draws, Sequence[dict[str, Any]], Plan | None], Plan] | None = None
    figures: Callable[[Any, Sequence[dict[str, Any]]], Mapping[str, Any]] | None = None
    calibrate: Calibrate | None = None
    papers: (
        Callable[[Any, Sequence[dict[str, Any]], Sequence[dict[str, Any]]], Mapping[str, str]]
        | None
    ) = None
    plain_words: Mapping[str, str] = field(default_factory=dict)
    trade_off: str = ""


class Parameter(msgspec.Struct, frozen=True):
    """One world parameter as people see it.

    assumed: (low, high) when it is an assumption; plausible: the same for a sourced figure.
    moved_with: the group whose parameters the sensitivity moves together; empty: it is alone.
    """

    name: str
    type: str
    default: Any = None
    required: bool = False
    description: str = ""
    source: str = ""
    assumed: tuple[float, float] | None = None
    plausible: tuple[float, float] | None = None
    moved_with: str = ""

    @property
    def ends(self) -> tuple[float, float] | None:
        """The plausible extremes, sourced or assumed; whole numbers where it counts something."""
        ends = self.assumed or self.plausible
        return (int(ends[0]), int(ends[1])) if ends and self.type == "int" else ends


class DomainCard(msgspec.Struct, frozen=True):
    """A domain as plain data: what the host, agents and reports know of it.

    parameters: those that matter in the worlds of the scenario that was opened.
    interface: the source text of all that rules see. optional: decisions that rules may leave out.
    """

    name: str
    title: str
    objective: Objective
    guardrails: tuple[Guardrail, ...]
    stress: tuple[Stress, ...]
    signals: tuple[Signal, ...]
    idioms: tuple[Idiom, ...]
    knobs: tuple[Knob, ...]
    decisions: dict[str, tuple[str, ...]]
    parameters: tuple[Parameter, ...]
    world_schema: dict[str, Any]
    rule_sets: dict[str, str]
    plain_words: dict[str, str]
    has_floor: bool
    has_foresight: bool
    optional: tuple[str, ...] = ()
    interface: str = ""
    edges: tuple[dict[str, Any], ...] = ()
    sample: dict[str, Any] = {}
    trade_off: str = ""
