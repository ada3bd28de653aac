"""Plays a rule module in this process: the same proxy as a cell, without the cell."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from ruleloop.interface import read_interface
from simulators.supply_chain import interface
from simulators.supply_chain.interface import (
    City,
    Event,
    EventAnswer,
    NewOrder,
    OrderAnswer,
    Tools,
    Wave,
    WavePlan,
    WeekBrief,
    WeekDesign,
)

ROOT = Path(__file__).resolve().parents[3]


class DirectRules:
    """A RulesProxy that calls the functions of a module; `seen` and others keep what it saw."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self.seen: list[Wave] = []
        self.events: list[Event] = []
        self.orders: list[NewOrder] = []
        self.brief: WeekBrief | None = None
        self.city: City | None = None

    def begin(self, facts: City, answer: Callable[[Any], Any]) -> None:
        self.city, self._tools = facts, Tools(facts, answer)

    def design_week(self, brief: WeekBrief) -> WeekDesign:
        self.brief = brief
        design = self._module.design_week(brief, self.city, self._tools)
        assert isinstance(design, WeekDesign)
        return design

    @property
    def on_order(self) -> "_OnOrder":
        return _OnOrder(self)

    def plan_wave(self, wave: Wave) -> WavePlan:
        self.seen.append(wave)
        plan = self._module.plan_wave(wave, self.city, self._tools)
        assert isinstance(plan, WavePlan)
        return plan

    def on_event(self, event: Event) -> EventAnswer:
        self.events.append(event)
        answer = self._module.on_event(event, self.city, self._tools)
        assert isinstance(answer, EventAnswer)
        return answer


class _OnOrder:
    """The decision `on_order`, one by one or many at once."""

    def __init__(self, rules: DirectRules) -> None:
        self._rules = rules

    def __call__(self, new: NewOrder) -> OrderAnswer:
        self._rules.orders.append(new)
        answer = self._rules._module.on_order(new, self._rules.city, self._rules._tools)
        assert isinstance(answer, OrderAnswer)
        return answer

    def map(self, observations: Sequence[NewOrder]) -> list[OrderAnswer]:
        return [self(new) for new in observations]


def load(path: Path) -> ModuleType:
    """A rule module from its file, fresh: no state of an earlier replication."""
    module = ModuleType(path.stem)
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    for name, decision in read_interface(interface).decisions.items():
        if decision.usual:
            module.__dict__.setdefault(name, decision.usual)
    return module


def rule_set(name: str) -> DirectRules:
    """A shipped rule set, ready for one replication."""
    return DirectRules(load(ROOT / "rules" / "supply_chain" / f"{name}.py"))


def cheat(name: str) -> DirectRules:
    """A cheat, ready for one replication."""
    return DirectRules(load(ROOT / "tests" / "cheats" / "supply_chain" / f"{name}.py"))
