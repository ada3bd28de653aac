"""All faults of a world are told at once, each with what was expected and what came."""

from typing import Any

import msgspec
import pytest

from ruleloop.worlds import read_worlds
from simulators.supply_chain.problems import problems
from simulators.supply_chain.world import World

GOOD = World(region=True, first_wave_min=360.0, wave_interval_min=200.0)


def changed(**changes: Any) -> World:
    return msgspec.structs.replace(GOOD, **changes)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"vans": 0, "e_vans": 0, "trucks_7t": 0, "trucks_12t": 0, "trucks_18t": 0}, "vans, e_v"),
        ({"van_units": 20.0, "trucks_7t": 0, "trucks_12t": 0, "trucks_18t": 0}, "vans, e_v"),
        ({"pallet_share": 0.7, "large_share": 0.4}, "pallet_share, large_share"),
        ({"wave_interval_min": 5.0}, "wave_interval_min"),
        ({"last_order_min": 300.0}, "last_order_min"),
        ({"old_town_close_min": 370.0}, "old_town_close_min"),
        ({"rural_km": 5.0}, "rural_km"),
        ({"old_town_zero_emission": True, "e_vans": 0}, "old_town_zero_emission"),
        ({"van_l_per_100km_full": 5.0}, "van_l_per_100km_full"),
        ({"truck_18t_l_per_100km_empty": 50.0}, "truck_18t_l_per_100km_full"),
        ({"roads_file": "R101.txt"}, "roads_file"),
        ({"fleet_csv": "fleet.csv"}, "fleet_csv"),
        (
            {
                f"{z}_weight": 0.0
                for z in ("old_town", "residential", "industrial", "suburb", "rural")
            },
            "old_town_weight",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_region_that_cannot_be_played_is_reported(changes: dict[str, Any], key: str) -> None:
    found = problems(changed(**changes))
    assert len(found) == 1
    assert found[0].startswith(key)
    assert "expected" in found[0]
    assert "got" in found[0]


def test_faults_of_a_region_are_reported_together() -> None:
    world = changed(rural_km=2.0, wave_interval_min=5.0, vans=0, e_vans=0, trucks_7t=0)
    assert len(problems(msgspec.structs.replace(world, trucks_12t=0, trucks_18t=0))) == 3


def test_what_only_matters_in_a_region_is_not_held_against_a_dispatch_day() -> None:
    assert problems(World(vans=0, e_vans=0, trucks_7t=0, trucks_12t=0, trucks_18t=0)) == []
    assert problems(World(drivers_csv="drivers.csv"))


def test_negative_prices_and_no_drivers_are_faults_of_type() -> None:
    prices = [name for name in World.__struct_fields__ if "_eur" in name or name.endswith("_eur")]
    assert len(prices) > 25
    table = {"drivers": 0, **dict.fromkeys(prices, -1.0)}
    _, faults = read_worlds(table, World, where="world.", folders=[])
    assert {fault.split(":")[0] for fault in faults} == {f"world.{name}" for name in table}
