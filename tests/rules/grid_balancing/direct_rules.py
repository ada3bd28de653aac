"""Plays a rule module in this process, in worlds of shipped scenarios: a cell without walls."""

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from ruleloop.interface import read_interface
from simulators.grid_balancing import interface
from simulators.grid_balancing.actions import Control, DayPlan
from simulators.grid_balancing.observations import DayAhead, GridFacts, Tick
from simulators.grid_balancing.simulate import simulate
from simulators.grid_balancing.tools import Tools
from simulators.grid_balancing.world import World

ROOT = Path(__file__).resolve().parents[3]
RULE_SETS = sorted(path.stem for path in (ROOT / "rules" / "grid_balancing").glob("[!_]*.py"))
IDLE = """
def control(tick, grid, tools):
    return Control(reserve_mw=0.0)
"""


class DirectRules:
    """A RulesProxy that calls the functions of a module; `last` keeps the last observation."""

    def __init__(self, source: str) -> None:
        self.module = ModuleType("rules")
        self.module.__dict__.update(Control=Control, DayPlan=DayPlan)
        exec(source, self.module.__dict__)
        for name, decision in read_interface(interface).decisions.items():
            if decision.usual:
                self.module.__dict__.setdefault(name, decision.usual)
        self.grid: GridFacts | None = None
        self.last: Tick | None = None

    def begin(self, facts: GridFacts, answer: Callable[[Any], Any] | None = None) -> None:
        self.grid, self._tools = facts, Tools(facts, answer or (lambda _request: None))

    def plan_day(self, eve: DayAhead) -> DayPlan:
        plan: DayPlan = self.module.plan_day(eve, self.grid, self._tools)
        return plan

    def control(self, tick: Tick) -> Control:
        self.last = tick
        control: Control = self.module.control(tick, self.grid, self._tools)
        return control


def rule_set(name: str) -> DirectRules:
    """A shipped rule set, ready for one replication."""
    return DirectRules((ROOT / "rules" / "grid_balancing" / f"{name}.py").read_text())


def draws(number: int) -> Draws:
    """The draws of a numbered replication."""
    return Draws(hashlib.blake2b(str(number).encode(), digest_size=16).digest())


def scenario_world(name: str, number: int, *, holdout: bool = False, **changes: Any) -> World:
    """A world drawn from the ranges of a shipped scenario."""
    path = ROOT / "scenarios" / "grid_balancing" / f"{name}.toml"
    tables = tomllib.loads(path.read_text())
    ranges = {**tables["world"], **(tables["holdout"] if holdout else {})}
    of_world = draws(number).within("world")
    given = {key: _value(of_world, key, value) for key, value in ranges.items()}
    return World(**{**given, **changes})


def _value(of_world: Draws, key: str, given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    if "any_of" in given:
        return of_world.choice(given["any_of"], key)
    return of_world.between(given["from"], given["to"], key)


def play(world: World, rules: DirectRules, number: int = 0) -> dict[str, float]:
    """The measures of one replication."""
    return simulate(world, draws(number), rules, Trace())
