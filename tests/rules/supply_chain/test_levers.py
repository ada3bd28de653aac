"""Every structural lever pays in some region and costs in another.

Few weeks are played here; `benchmarks/levers.py` shows how sure it is.
"""

import statistics
from typing import Any, get_type_hints

import msgspec
import pytest

from domains.moves.supply_chain import KNOBS
from simulators.supply_chain.problems import problems
from simulators.supply_chain.world import World
from tests.rules.supply_chain.levers import LEVERS, Lever, Region

pytest.importorskip("pyvrp")

SEEDS = range(2)


def _gain_eur(lever: Lever, region: Region) -> float:
    return statistics.fmean(lever.gain_eur(region, seed) for seed in SEEDS)


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_pays_where_it_fits(name: str) -> None:
    lever = LEVERS[name]
    assert _gain_eur(lever, lever.pays) > 0.0, lever.pays.why


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_costs_where_it_does_not_fit(name: str) -> None:
    lever = LEVERS[name]
    assert _gain_eur(lever, lever.costs) < 0.0, lever.costs.why


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_is_pulled_as_far_as_an_agent_may_pull_it(name: str) -> None:
    bounds = {knob.name: (knob.low, knob.high) for knob in KNOBS}
    for constants in (LEVERS[name].pulled, LEVERS[name].left):
        for constant, value in constants.items():
            assert bounds[constant][0] <= value <= bounds[constant][1], constant


@pytest.mark.parametrize("name", LEVERS)
def test_its_regions_are_plausible_but_for_what_they_say(name: str) -> None:
    for region in (LEVERS[name].pays, LEVERS[name].costs):
        assert problems(region.to_world()) == []
        assert _implausible(region.world) == set(region.beyond)


def _implausible(world: Any) -> set[str]:
    """Parameters outside the range that their source or assumption gives."""
    hints = get_type_hints(World, include_extras=True)
    found = set()
    for name, value in world.items():
        meta = next(m for m in hints[name].__metadata__ if isinstance(m, msgspec.Meta))
        extra = meta.extra or {}
        bounds = extra.get("assumed") or extra.get("range")
        if bounds and not bounds[0] <= value <= bounds[1]:
            found.add(name)
    return found
