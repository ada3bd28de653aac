"""Which parameters can matter in a world: those of its kind, less what its files decide."""

from functools import cache
from typing import Any, get_type_hints

from msgspec import Meta

from simulators.supply_chain.kinds import region_fleet
from simulators.supply_chain.readers.load import load_week
from simulators.supply_chain.world import World

# What the generator draws and a user's own tables, or a file of roads, hold.
_DAY_TABLES = frozenset((
    "clustered_share", "clusters", "depot_offset_km", "lead_min", "order_units", "order_units_cv",
    "radius_km", "service_stop_min", "service_unit_min", "sites", "start_stop_min", "window_min",
))  # fmt: skip
_ROADS = (_DAY_TABLES - {"sites"}) | {"capacity_units", "speed_kmh"}
_WEEK_TABLES = frozenset((
    "beyond_share", "day_end_min", "depot_offset_km", "flexible_share",
    "industrial_weight", "large_share", "night_ok_share", "old_town_weight", "pallet_kg",
    "pallet_min", "pallet_share", "parcel_kg_per_unit", "parcel_service_min",
    "parcel_units", "radius_km", "residential_weight", "rural_km", "rural_spread_km",
    "rural_weight", "sites", "start_stop_min", "suburb_weight", "urgent_min",
    "urgent_share", "weekday_swing",
    "window_min", "windowed_share",
))  # fmt: skip
FIXED, TOLL = "fixed_eur_per_day", "toll_eur_per_km"
_BY_FILE = {
    "vehicles_csv": {"vehicles", "capacity_units"},
    "fleet_csv": {"vans", "e_vans", "trucks_7t", "trucks_12t", "trucks_18t"},
    "drivers_csv": {"drivers"},
}


def in_use(world: World) -> frozenset[str]:
    """The names of the parameters that this world can read."""
    kind = "region" if world.region else "day"
    named = frozenset(name for name, used_by in _used_by() if used_by in {kind, ""})
    decided: set[str] = set()
    if world.roads_file:
        decided |= _ROADS
    elif world.orders_csv:
        decided |= _WEEK_TABLES if world.region else _DAY_TABLES
    if world.orders_csv and world.orders_per_day is None:
        decided.add("orders_per_day")
    for file, names in _BY_FILE.items():
        if getattr(world, file):
            decided |= names
    return named - decided - (_idle_prices(world) if world.region else frozenset())


def _idle_prices(world: World) -> frozenset[str]:
    """Prices that the fleet's own table holds, or of classes that the fleet has none of.

    A class that is not there still counts where the spot carrier is measured by it: with what an
    hour and a kilometre of it cost.
    """
    own = load_week(world).fleet if world.fleet_csv else None
    counts = own.counts if own else region_fleet(world)
    asked: set[str] = set()
    idle: set[str] = set()
    for kind, count in enumerate(counts):
        told = own.figures[kind] if own else {}
        for name, figure in _prices(kind).items():
            is_idle = figure in told or (not count and figure in {FIXED, TOLL})
            (idle if is_idle else asked).add(name)
    return frozenset(idle - asked)


@cache
def _prices(kind: int) -> dict[str, str]:
    """The parameters that price one class, each with the figure of `VehicleClass` it makes."""
    prefix = ("van", "e_van", "truck_7t", "truck_12t", "truck_18t")[kind]
    names = {
        f"{prefix}_eur_per_day" if kind else "vehicle_eur_per_day": FIXED,
        f"{prefix}_wear_eur_per_km": "wear_eur_per_km",
        "wage_eur_per_h": "wage_eur_per_h",
    }
    if prefix.startswith("truck"):
        names[f"{prefix}_wage_plus_eur_per_h"] = "wage_eur_per_h"
        names[f"{prefix}_toll_eur_per_km"] = TOLL
    return names


@cache
def _used_by() -> tuple[tuple[str, str], ...]:
    """Every parameter with the kind of world that it is marked for; empty: both."""
    hints: dict[str, Any] = get_type_hints(World, include_extras=True)
    return tuple((name, _extra(hint).get("used_by", "")) for name, hint in hints.items())


def _extra(hint: Any) -> dict[str, Any]:
    metas = (part for part in getattr(hint, "__metadata__", ()) if isinstance(part, Meta))
    return {key: value for meta in metas for key, value in (meta.extra or {}).items()}
