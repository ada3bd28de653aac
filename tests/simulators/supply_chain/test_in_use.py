"""A world reads no parameter that is said not to matter in it, and every other one is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ruleloop.domain import Trace
from simulators.supply_chain.in_use import in_use
from simulators.supply_chain.simulate import simulate
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import rule_set
from tests.simulators.supply_chain.readers.test_days import SITES, orders_table
from tests.simulators.supply_chain.readers.test_week import own_world
from tests.simulators.supply_chain.worlds import draws, scenario_world

# Read into a region's city whatever the kind of world, and charged in regions only.
FACTS_OF_REGIONS = {"charge_kw", "failed_eur", "hub_eur_per_unit", "hub_min", "private_late_eur"}


class Watched:
    """A world that remembers what was asked of it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self._world, name)


def read_by(world: World) -> set[str]:
    """The parameters that one replication reads."""
    watched = Watched(world)
    simulate(watched, draws(1), rule_set("baseline"), Trace())  # type: ignore[arg-type] # a world in all but name
    return watched.read & set(World.__struct_fields__)


def own_day(folder: Path) -> World:
    (folder / "sites.csv").write_text(SITES)
    (folder / "orders.csv").write_text(orders_table(close="18:00"))
    return World(sites_csv=str(folder / "sites.csv"), orders_csv=str(folder / "orders.csv"))


def own_vans(folder: Path) -> World:
    (folder / "vehicles.csv").write_text("vehicle,capacity_units\nv1,40\nv2,40\n")
    return msgspec.structs.replace(
        own_day(folder), vehicles_csv=str(folder / "vehicles.csv"), orders_per_day=20.0
    )


def own_world_as_its_tables_say(folder: Path) -> World:
    return own_world(folder, orders_per_day=None)


def a_day(_folder: Path) -> World:
    return scenario_world("demo", 1)


def a_region(_folder: Path) -> World:
    return msgspec.structs.replace(scenario_world("mittelstadt_week", 1), days=2)


@pytest.mark.parametrize(
    "make",
    [a_day, a_region, own_day, own_vans, own_world, own_world_as_its_tables_say],
)
def test_what_is_in_use_is_what_a_world_of_this_kind_reads(
    make: Callable[[Path], World], tmp_path: Path
) -> None:
    world = make(tmp_path)
    read, named = read_by(world), in_use(world)
    files = {name for name in World.__struct_fields__ if name.endswith(("_csv", "_file"))}
    unsaid = {"orders_per_day"} if world.orders_per_day is None and world.orders_csv else set()
    assert unsaid.isdisjoint(named)
    idle = {name for name in read - named if "_eur_per_" in name} if world.region else set()
    assert all(_costs_nothing(world, name) for name in sorted(idle))
    assert read - named - files - {"region"} - unsaid - idle <= (
        set() if world.region else FACTS_OF_REGIONS
    )
    assert named - read - files == set()


def _costs_nothing(world: World, name: str) -> bool:
    moved = msgspec.structs.replace(world, **{name: 2.0 * getattr(world, name)})
    found = [simulate(w, draws(1), rule_set("baseline"), Trace()) for w in (world, moved)]
    return found[0] == found[1]


def test_prices_of_classes_that_a_fleet_has_not_or_prices_itself_are_not_in_use(
    tmp_path: Path,
) -> None:
    prices = {name for name in in_use(own_world(tmp_path)) if "eur_per_day" in name}
    assert prices == {"truck_12t_eur_per_day"}  # the guide's table prices its vans itself
    no_trucks = World(region=True, trucks_7t=0, trucks_12t=0, trucks_18t=0)
    assert not any("toll" in name and "eur" in name for name in in_use(no_trucks))
    assert {"diesel_eur_per_l", "wage_eur_per_h"} <= in_use(no_trucks)


@pytest.mark.parametrize("name", sorted(FACTS_OF_REGIONS))
def test_facts_of_regions_cost_nothing_on_a_dispatch_day(name: str) -> None:
    world = scenario_world("demo", 1)
    moved = msgspec.structs.replace(world, **{name: 2.0 + 3.0 * getattr(world, name)})
    found = [simulate(w, draws(1), rule_set("baseline"), Trace()) for w in (world, moved)]
    assert found[0] == found[1]


def test_every_estimated_cost_of_a_week_is_in_use() -> None:
    world = scenario_world("mittelstadt_week", 1)
    money = {name for name in World.__struct_fields__ if "_eur" in name} - {"km_eur"}
    assert money <= in_use(world)
