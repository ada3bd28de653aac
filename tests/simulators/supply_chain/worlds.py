"""Worlds as a shipped scenario describes them, for tests that need no engine."""

import hashlib
import tomllib
from typing import Any

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from simulators.supply_chain.simulate import simulate
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import ROOT, DirectRules


def draws(number: int) -> Draws:
    """The draws of a numbered replication."""
    return Draws(hashlib.blake2b(str(number).encode(), digest_size=16).digest())


def scenario_world(name: str, number: int, *, holdout: bool = False) -> World:
    """A world drawn from the ranges of a shipped scenario."""
    path = ROOT / "scenarios" / "supply_chain" / f"{name}.toml"
    tables = tomllib.loads(path.read_text())
    ranges = {**tables["world"], **(tables["holdout"] if holdout else {})}
    of_world = draws(number).within("world")
    return World(**{key: _value(of_world, key, given) for key, given in ranges.items()})


def _value(of_world: Draws, key: str, given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    if "any_of" in given:
        return of_world.choice(given["any_of"], key)
    return of_world.between(given["from"], given["to"], key)


def play(
    world: World, rules: DirectRules, number: int = 0
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Measures and events of one replication."""
    trace = Trace(on=True)
    return simulate(world, draws(number), rules, trace), trace.events
