"""Plays a rule module in this process: the same proxy as a cell, without the cell."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from simulators.supply_chain.interface import City, Tools, Wave, WavePlan

ROOT = Path(__file__).resolve().parents[3]


class DirectRules:
    """A RulesProxy that calls the functions of a module; `seen` keeps the observations."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self.seen: list[Wave] = []
        self.city: City | None = None

    def begin(self, facts: City, answer: Callable[[Any], Any]) -> None:
        self.city, self._tools = facts, Tools(facts, answer)

    def plan_wave(self, wave: Wave) -> WavePlan:
        self.seen.append(wave)
        plan = self._module.plan_wave(wave, self.city, self._tools)
        assert isinstance(plan, WavePlan)
        return plan


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
