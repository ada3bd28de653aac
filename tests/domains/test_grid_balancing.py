"""The grid domain keeps its promises to the engine and to agents."""

from typing import Any, get_type_hints

import msgspec
import pytest

from domains.grid_balancing import DOMAIN, GUARDRAILS
from domains.stress.grid_balancing import STRESS
from ruleloop.domain import AtLeast, Idiom, Never, Signal, Stress
from simulators.grid_balancing.problems import problems
from simulators.grid_balancing.tools import Tools
from simulators.grid_balancing.world import World
from tests.rules.grid_balancing.direct_rules import (
    IDLE,
    RULE_SETS,
    DirectRules,
    play,
    rule_set,
    scenario_world,
)

pytest.importorskip("simbench", reason="real networks need SimBench: ruleloop[grid]")
GOOD = ("baseline", "forecast_precharge", "droop_first")


@pytest.fixture(scope="module", params=["an island", "a market"])
def scope(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The names that rule functions have, at the end of a day."""
    rules = rule_set("baseline")
    play(scenario_world("demo", 0, days=1, island=request.param == "an island"), rules)
    tick, grid = rules.last, rules.grid
    assert tick is not None
    assert grid is not None
    return {
        "tick": tick,
        "grid": grid,
        "tools": Tools(grid, lambda _request: None),
        "number": 0,
        "battery": tick.batteries[0],
        "hub": tick.hubs[0],
        "contract": tick.contracts[0],
        "short_mw": 0.3,
    }


@pytest.mark.parametrize("signal", DOMAIN.signals, ids=lambda s: s.expression)
def test_every_signal_can_be_read(signal: Signal, scope: dict[str, Any]) -> None:
    value = eval(signal.expression, dict(scope))
    assert isinstance(value, bool) if signal.unit == "bool" else isinstance(value, int | float)


@pytest.mark.parametrize("idiom", DOMAIN.idioms, ids=lambda i: i.code)
def test_every_idiom_gives_what_its_unit_says(idiom: Idiom, scope: dict[str, Any]) -> None:
    code = idiom.code
    assert code.count("{c}") == len(idiom.constants)
    for low, high in idiom.constants:
        code = code.replace("{c}", repr(0.5 * (low + high)), 1)
    value = eval(code, {"len": len, "max": max, "min": min, "sum": sum, **scope})
    assert isinstance(value, bool) if idiom.unit == "bool" else isinstance(value, float)


def test_every_knob_is_a_constant_of_some_rule_set_within_its_bounds() -> None:
    found: dict[str, list[float]] = {}
    for name in RULE_SETS:
        for constant, value in vars(rule_set(name).module).items():
            if constant.isupper() and isinstance(value, int | float):
                found.setdefault(constant, []).append(value)
    assert set(found) - {"TICK_H", "HORIZON"} == {knob.name for knob in DOMAIN.knobs}
    for knob in DOMAIN.knobs:
        assert all(knob.low <= value <= knob.high for value in found[knob.name]), knob.name


def test_objective_parts_and_guardrails_are_measured_and_every_measure_has_plain_words() -> None:
    measures = play(scenario_world("demo", 1, days=1), rule_set("baseline"), 1)
    names = {DOMAIN.objective.measure, *DOMAIN.objective.parts}
    assert names | {g.measure for g in GUARDRAILS} <= set(measures)
    assert set(measures) == set(DOMAIN.plain_words)
    parts = sum(measures[part] for part in DOMAIN.objective.parts)
    assert parts == pytest.approx(measures[DOMAIN.objective.measure], abs=1e-9)


def test_every_parameter_has_a_description_and_a_source_or_a_range() -> None:
    for name, hint in get_type_hints(World, include_extras=True).items():
        meta = next(m for m in hint.__metadata__ if isinstance(m, msgspec.Meta))
        extra = meta.extra or {}
        assert meta.description, name
        assert extra.keys() & {"source", "assumed", "file"}, name


def _fails(stress: Stress, measures: dict[str, float]) -> list[str]:
    return [
        f"{limit.measure} {measures[limit.measure]:.3f}"
        for limit in stress.limits
        if (
            measures[limit.measure] < limit.limit
            if isinstance(limit, AtLeast)
            else measures[limit.measure] > (0.0 if isinstance(limit, Never) else limit.limit)
        )
    ]


@pytest.mark.parametrize("stress", STRESS, ids=lambda s: s.name)
def test_good_rule_sets_survive_a_rare_day_and_idle_ones_do_not(stress: Stress) -> None:
    scenario = "island_week" if stress.world["island"] else "winter_wind"
    world = msgspec.structs.replace(scenario_world(scenario, 5), **stress.world)
    assert problems(world) == []
    for name in GOOD:
        assert _fails(stress, play(world, rule_set(name), 5)) == [], name
    assert _fails(stress, play(world, DirectRules(IDLE), 5))
