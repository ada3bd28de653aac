"""Rare situations are those of the user's own depot or region in size, and can be survived so."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.stress.sizes import FLEET, fit_stress
from domains.stress.supply_chain import DAYS, STRESS
from domains.stress.supply_chain_week import WEEKS
from ruleloop.domain import Stress
from ruleloop.evaluation.stage import Place, Stage, load_domain
from ruleloop.scenario import read_scenario
from simulators.supply_chain.problems import problems
from simulators.supply_chain.world import World
from tests.domains.test_supply_chain import GOOD, _fails
from tests.simulators.supply_chain.direct_rules import ROOT, cheat, rule_set
from tests.simulators.supply_chain.worlds import play, scenario_world

SMALL_DEPOT = World(orders_per_day=25.0, vehicles=3)
SMALL_REGION = World(
    region=True, orders_per_day=20.0, vans=3, e_vans=1, trucks_7t=1, trucks_12t=0, trucks_18t=0,
    drivers=5,
)  # fmt: skip
SMALL = [*fit_stress(DAYS, [SMALL_DEPOT]), *fit_stress(WEEKS, [SMALL_REGION])]


@given(
    orders=st.floats(0.5, 500.0),
    vehicles=st.integers(1, 100),
    drivers=st.integers(1, 100),
    region=st.booleans(),
)
def test_a_situation_keeps_its_proportions_and_is_never_larger_than_it_was(
    orders: float, vehicles: int, drivers: int, region: bool
) -> None:
    none = dict.fromkeys(("e_vans", "trucks_7t", "trucks_12t", "trucks_18t"), 0)
    fleet: dict[str, Any] = {**none, "vans": vehicles} if region else {"vehicles": vehicles}
    world = World(region=region, orders_per_day=orders, drivers=drivers, **fleet)
    for full, fitted in zip(STRESS, fit_stress(STRESS, [world]), strict=True):
        share = fitted.world["orders_per_day"] / full.world["orders_per_day"]
        assert 1 / 3 - 1e-9 <= share <= 1.0
        for name in set(FLEET) & set(full.world):
            exact = full.world[name] * share
            assert exact - 1e-6 <= fitted.world[name] < exact + 1.0
        sizes = {*FLEET, "orders_per_day"}
        assert all(fitted.world[name] == full.world[name] for name in full.world.keys() - sizes)
        assert (fitted.name, fitted.limits) == (full.name, full.limits)


def test_beside_a_small_depot_a_usual_rare_day_has_its_orders_and_vans() -> None:
    (standstill,) = (each for each in SMALL if each.name == "standstill traffic")
    assert standstill.world["orders_per_day"] == pytest.approx(22.5)
    assert standstill.world["vehicles"] == 3


@pytest.mark.parametrize(
    "path", sorted((ROOT / "scenarios" / "supply_chain").glob("*.toml")), ids=lambda path: path.stem
)
def test_the_shipped_scenarios_of_full_size_have_situations_of_full_size(path: Path) -> None:
    scenario = read_scenario(path)
    if path.stem == "dispatch_roads":  # its data files need not be here
        for table in (scenario.world, scenario.holdout):
            table.pop("roads_file")
    stage = Stage(load_domain(str(ROOT), "supply_chain"), scenario, Place(str(ROOT), str(ROOT)))
    is_small = path.stem in {"demo", "tight_fleet_week"}
    assert (stage.stress() == STRESS) == (not is_small)


@pytest.mark.parametrize("stress", SMALL, ids=lambda stress: stress.name)
def test_good_rule_sets_survive_a_small_situation_and_idle_ones_do_not(stress: Stress) -> None:
    beside = scenario_world("mittelstadt_week" if stress.world["region"] else "dispatch_day", 5)
    world = msgspec.structs.replace(beside, **stress.world)
    assert problems(world) == []
    for name in ("baseline",) if world.region else GOOD:
        assert _fails(stress, play(world, rule_set(name), 5)[0]) == [], name
    assert _fails(stress, play(world, cheat("refuser"), 5)[0])
