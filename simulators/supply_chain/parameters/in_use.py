"""Which parameters can matter in a world: those of its kind, less what its files decide."""

from functools import cache
from typing import Any, get_type_hints

from msgspec import Meta

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
_BY_FILE = {
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
    for file, names in _BY_FILE.items():
        if getattr(world, file):
            decided |= names
    return named - decided


@cache
def _used_by() -> tuple[tuple[str, str], ...]:
    """Every parameter with the kind of world that it is marked for; empty: both."""
    hints: dict[str, Any] = get_type_hints(World, include_extras=True)
    return tuple((name, _extra(hint).get("used_by", "")) for name, hint in hints.items())


def _extra(hint: Any) -> dict[str, Any]:
    metas = (part for part in getattr(hint, "__metadata__", ()) if isinstance(part, Meta))
    return {key: value for meta in metas for key, value in (meta.extra or {}).items()}
