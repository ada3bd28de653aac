"""Every structural lever pays in some region and costs in another."""

import functools
import statistics
from typing import Any, NamedTuple

import pytest

from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import DirectRules, rule_set
from tests.simulators.supply_chain.worlds import play

pytest.importorskip("pyvrp")

SEEDS = range(4)
SHORT: dict[str, Any] = {"region": True, "days": 2, "orders_per_day": 70.0}


class Lever(NamedTuple):
    """A rule set with its lever pulled and not, and regions where that pays and costs."""

    rules: str
    pulled: dict[str, float]
    left: dict[str, float]
    pays: dict[str, Any]
    costs: dict[str, Any]


LEVERS = {
    "split": Lever(
        "split_and_mix",
        {"PART_UNITS": 40.0},
        {"PART_UNITS": 1e4},
        pays={
            "large_share": 0.3,
            "old_town_weight": 0.6,
            "trucks_12t": 0,
            "trucks_18t": 0,
            "trucks_7t": 3,
            "vans": 16,
        },
        costs={"large_share": 0.3, "pallet_stop_min": 20.0},
    ),
    "night": Lever(
        "night_shift",
        {},
        {"NIGHT_SHARE": 0.0},
        pays={
            "congestion": 3.0,
            "night_ok_share": 1.0,
            "industrial_weight": 0.8,
            "large_share": 0.25,
        },
        costs={"congestion": 0.0, "night_ok_share": 0.05, "night_share": 1.0},
    ),
    "hub": Lever(
        "hub_consolidation",
        {},
        {"HUB_WEIGHT": 0.0, "LEAST_HUB_UNITS": 1e9},
        pays={
            "orders_per_day": 120.0,
            "rural_weight": 1.2,
            "rural_km": 75.0,
            "rural_spread_km": 6.0,
            "old_town_weight": 0.05,
            "hub_eur_per_unit": 0.05,
            "hub_min": 15.0,
        },
        costs={"rural_weight": 0.8, "rural_km": 30.0, "hub_eur_per_unit": 1.5, "hub_min": 90.0},
    ),
    "waiting": Lever(
        "baseline",
        {"REGION_FILL_SHARE": 0.8},
        {"REGION_FILL_SHARE": 0.0},
        pays={"rural_weight": 1.0, "rural_km": 50.0},
        costs={"drivers": 5},
    ),
    "small vehicles": Lever(
        "baseline",
        {"VAN_WEIGHT": 6.0, "LIGHT_TRUCK_WEIGHT": 1.0, "HEAVY_TRUCK_WEIGHT": 0.5},
        {"VAN_WEIGHT": 0.3, "HEAVY_TRUCK_WEIGHT": 4.0},
        pays={"pallet_share": 0.05, "large_share": 0.0, "old_town_weight": 0.6},
        costs={"pallet_share": 0.5, "large_share": 0.25, "old_town_weight": 0.05},
    ),
}


@functools.cache
def _cost(lever: str, place: str, *, is_pulled: bool) -> float:
    case = LEVERS[lever]
    world = World(**{**SHORT, **(case.pays if place == "pays" else case.costs)})
    costs = []
    for seed in SEEDS:
        rules = _with(case.rules, case.pulled if is_pulled else case.left)
        costs.append(play(world, rules, seed)[0]["cost_per_unit_eur"])
    return statistics.fmean(costs)


def _with(rules: str, constants: dict[str, float]) -> DirectRules:
    chosen = rule_set(rules)
    for name, value in constants.items():
        assert hasattr(chosen._module, name)
        setattr(chosen._module, name, value)
    return chosen


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_pays_where_it_fits(lever: str) -> None:
    assert _cost(lever, "pays", is_pulled=True) < _cost(lever, "pays", is_pulled=False)


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_costs_where_it_does_not_fit(lever: str) -> None:
    assert _cost(lever, "costs", is_pulled=True) > _cost(lever, "costs", is_pulled=False)
