"""Plays shipped rule sets in this process, in worlds of shipped scenarios."""

import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from simulators.education_paths.simulate import simulate
from simulators.education_paths.world import World
from tests.simulators.education_paths.play.small_class import WrittenRules, draws

ROOT = Path(__file__).resolve().parents[3]
RULE_SETS = sorted(p.stem for p in (ROOT / "rules" / "education_paths").glob("[!_]*.py"))
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios" / "education_paths").glob("*.toml"))
IDLE = """
def choose(learner, course, tools):
    return "rest"
"""


class ShippedRules(WrittenRules):
    """The functions of a rule module; `module` keeps it."""

    def __init__(self, source: str) -> None:
        self.module = ModuleType("rules")
        exec(source, self.module.__dict__)
        super().__init__(self.module.choose, getattr(self.module, "plan", None))


def rule_set(name: str) -> ShippedRules:
    """A shipped rule set, ready for one replication; `idle` is none that is shipped."""
    path = ROOT / "rules" / "education_paths" / f"{name}.py"
    return ShippedRules(IDLE if name == "idle" else path.read_text())


def scenario_world(name: str, number: int, *, holdout: bool = False, **changes: Any) -> World:
    """A world drawn from the ranges of a shipped scenario."""
    path = ROOT / "scenarios" / "education_paths" / f"{name}.toml"
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
    value = of_world.between(given["from"], given["to"], key)
    return round(value) if all(isinstance(end, int) for end in given.values()) else value


def play(world: World, rules: WrittenRules, number: int = 0) -> dict[str, float]:
    """The measures of one replication."""
    return simulate(world, draws(number), rules, Trace())
