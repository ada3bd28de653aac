"""The structural levers of a week: how each is pulled, where it pays and costs, and why."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import DirectRules, rule_set
from tests.simulators.supply_chain.worlds import play


class Region(NamedTuple):
    """A few days of a region, and why the lever pays or costs there.

    world: what differs from the usual region. beyond: parameters that lie outside the range that
    is plausible for the usual distributor, because the region is that of another trade.
    """

    why: str
    world: Mapping[str, Any]
    beyond: tuple[str, ...] = ()

    def to_world(self) -> World:
        return World(region=True, **{"days": 1, "orders_per_day": 70.0, **self.world})


class Lever(NamedTuple):
    """A rule set with constants that pull its lever, and with others that leave it."""

    rules: str
    pulled: Mapping[str, float]
    left: Mapping[str, float]
    pays: Region
    costs: Region

    def gain_eur(self, region: Region, seed: int) -> float:
        """What pulling it saves per ordered unit in one replication."""
        return self._cost_eur(self.left, region, seed) - self._cost_eur(self.pulled, region, seed)

    def _cost_eur(self, constants: Mapping[str, float], region: Region, seed: int) -> float:
        rules = _with(self.rules, constants)
        return play(region.to_world(), rules, seed)[0]["cost_per_unit_eur"]


def _with(rules: str, constants: Mapping[str, float]) -> DirectRules:
    chosen = rule_set(rules)
    for name, value in constants.items():
        assert hasattr(chosen._module, name)
        setattr(chosen._module, name, value)
    return chosen


VILLAGES = {  # most of the demand is in the rural zone
    "old_town_weight": 0.05,
    "residential_weight": 0.15,
    "industrial_weight": 0.1,
    "suburb_weight": 0.1,
    "rural_weight": 0.5,
}
SUBURBS = {**VILLAGES, "suburb_weight": 0.4, "rural_weight": 0.05}
HEAVY = {"pallet_share": 0.4, "large_share": 0.2}
LIGHT = {"pallet_share": 0.2, "large_share": 0.03}

LEVERS = {
    "split": Lever(
        "split_and_mix",
        {"PART_UNITS": 40.0},
        {"PART_UNITS": 140.0},
        pays=Region(
            "vans and two light trucks: a whole large order needs an empty truck, parts ride in"
            " vans or fill what room is left, and fewer of them go to the spot carrier",
            {
                "large_share": 0.2,
                "old_town_weight": 0.4,
                "trucks_12t": 0,
                "trucks_18t": 0,
                "trucks_7t": 2,
                "vans": 18,
                "days": 3,
                "spot_multiple": 3.0,
            },
        ),
        costs=Region(
            "ramps where every stop with pallets takes half an hour: a part is one more stop",
            {"days": 2, "large_share": 0.2, "pallet_stop_min": 30.0},
            beyond=("pallet_stop_min",),
        ),
    ),
    "night": Lever(
        "night_shift",
        {"NIGHT_SHARE": 0.6},
        {"NIGHT_SHARE": 0.0},
        pays=Region(
            "rush hours, and large orders for industry that takes goods in by night: trucks drive"
            " twice on free streets, and the crew of the day is smaller",
            {
                **HEAVY,
                "congestion": 2.0,
                "night_ok_share": 0.8,
                "industrial_weight": 0.4,
                "days": 3,
            },
        ),
        costs=Region(
            "suburbs that sleep, no rush hours to avoid, and a fleet that is short by day anyway:"
            " the night crew comes on top, at a premium, and finds few open doors",
            {
                **SUBURBS,
                **HEAVY,
                "days": 2,
                "orders_per_day": 80.0,
                "congestion": 0.0,
                "night_ok_share": 0.1,
                "night_share": 0.3,
                "vans": 3,
                "e_vans": 1,
                "trucks_7t": 2,
                "trucks_12t": 2,
                "trucks_18t": 0,
                "drivers": 14,
            },
        ),
    ),
    "hub": Lever(
        "hub_consolidation",
        {
            "MOST_HAULS": 2,
            "LEAST_HAUL_UNITS": 60.0,
            "HUB_UNITS": 40.0,
            "HUB_WEIGHT": 2.0,
            "HUB_RELIEF": 1.0,
            "HUB_START_MIN": 420.0,
            "LATE_HUB_SHARE": 0.5,
            "LEAST_HUB_UNITS": 300.0,
        },
        {"HUB_WEIGHT": 0.0, "LEAST_HUB_UNITS": 300.0},
        pays=Region(
            "electric vans in winter and two trucks: no van reaches villages an hour and a half"
            " away and comes back, the trucks cannot serve all of them, and the spot carrier is"
            " dear; stationed at the cross-dock the vans deliver what one truck stores there",
            {
                **VILLAGES,
                **LIGHT,
                "days": 2,
                "orders_per_day": 100.0,
                "rural_km": 60.0,
                "rural_spread_km": 8.0,
                "depot_offset_km": 0.0,
                "known_before_share": 0.6,
                "last_order_min": 780.0,
                "urgent_share": 0.0,
                "e_van_battery_kwh": 50.0,
                "e_van_kwh_per_100km": 39.0,
                "vans": 0,
                "e_vans": 16,
                "trucks_7t": 0,
                "trucks_12t": 0,
                "trucks_18t": 2,
                "drivers": 30,
            },
        ),
        costs=Region(
            "pallets for villages near by: trucks go there anyway and take the parcels along, while"
            " vans stand at a slow, dear cross-dock",
            {
                **VILLAGES,
                **HEAVY,
                "orders_per_day": 90.0,
                "rural_km": 20.0,
                "hub_eur_per_unit": 0.6,
                "hub_min": 60.0,
            },
        ),
    ),
    "waiting": Lever(
        "baseline",
        {"SPARE_SHARE": 1.8, "REGION_FILL_SHARE": 0.9},
        {"SPARE_SHARE": 1.8, "REGION_FILL_SHARE": 0.0},
        pays=Region(
            "scattered far villages, dear kilometres, wide windows and flexible days: a trip that"
            " waits for company saves a second one of 150 km",
            {
                "days": 2,
                "rural_weight": 0.5,
                "rural_km": 60.0,
                "rural_spread_km": 25.0,
                "flexible_share": 0.5,
                "windowed_share": 0.2,
                "spot_multiple": 1.5,
                "diesel_eur_per_l": 1.4,
                "co2_eur_per_t": 130.0,
                "drivers": 40,
            },
        ),
        costs=Region(
            "orders for today, late intake, an evening rush and nine drivers: what stood all"
            " morning meets too few vehicles later, is late or goes to a dear spot carrier",
            {
                "days": 2,
                "congestion": 2.0,
                "speed_kmh": 22.0,
                "known_before_share": 0.6,
                "last_order_min": 960.0,
                "flexible_share": 0.1,
                "late_eur": 40.0,
                "late_eur_per_min": 1.0,
                "private_late_eur": 15.0,
                "spot_multiple": 3.0,
                "vans": 5,
                "e_vans": 2,
                "trucks_7t": 2,
                "trucks_12t": 1,
                "trucks_18t": 1,
                "drivers": 9,
            },
        ),
    ),
    "small vehicles": Lever(
        "baseline",
        {"VAN_WEIGHT": 4.0, "LIGHT_TRUCK_WEIGHT": 3.0, "HEAVY_TRUCK_WEIGHT": 1.0},
        {"VAN_WEIGHT": 0.5, "LIGHT_TRUCK_WEIGHT": 4.0, "HEAVY_TRUCK_WEIGHT": 4.0},
        pays=Region(
            "parcels for an old town that only vans may enter",
            {**LIGHT, "old_town_weight": 0.4, "old_town_gross_t": 3.5},
        ),
        costs=Region(
            "pallets outside the old town: a truck's driver moves four times as much",
            {**HEAVY, "old_town_weight": 0.05},
        ),
    ),
}
