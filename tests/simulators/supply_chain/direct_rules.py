"""Plays a rule module in this process: the same proxy as a cell, without the cell."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

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
    """A RulesProxy that calls the functions of a module; `seen` keeps the waves."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self.seen: list[Wave] = []
        self.city: City | None = None
        self.on_order = EachOrder(self)

    def begin(self, facts: City, answer: Callable[[Any], Any]) -> None:
        self.city, self._tools = facts, Tools(facts, answer)

    def ask(self, decision: str, observation: Any, answer: type) -> Any:
        """One decision of the module, checked to be of the declared type."""
        found = getattr(self._module, decision)(observation, self.city, self._tools)
        assert isinstance(found, answer)
        return msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=answer)

    def design_week(self, brief: WeekBrief) -> WeekDesign:
        design: WeekDesign = self.ask("design_week", brief, WeekDesign)
        return design

    def plan_wave(self, wave: Wave) -> WavePlan:
        self.seen.append(wave)
        plan: WavePlan = self.ask("plan_wave", wave, WavePlan)
        return plan

    def on_event(self, event: Event) -> EventAnswer:
        answer: EventAnswer = self.ask("on_event", event, EventAnswer)
        return answer


class EachOrder:
    """`on_order`, for one order or for many at once."""

    def __init__(self, rules: DirectRules) -> None:
        self._rules = rules

    def __call__(self, new: NewOrder) -> OrderAnswer:
        answer: OrderAnswer = self._rules.ask("on_order", new, OrderAnswer)
        return answer

    def map(self, news: Sequence[NewOrder]) -> list[OrderAnswer]:
        return [self(new) for new in news]


def load(path: Path) -> ModuleType:
    """A rule module from its file, fresh: no state of an earlier replication."""
    module = ModuleType(path.stem)
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    return module


def rule_set(name: str) -> DirectRules:
    """A shipped rule set, ready for one replication."""
    return DirectRules(load(ROOT / "rules" / "supply_chain" / f"{name}.py"))


def cheat(name: str) -> DirectRules:
    """A cheat, ready for one replication."""
    return DirectRules(load(ROOT / "tests" / "cheats" / "supply_chain" / f"{name}.py"))
