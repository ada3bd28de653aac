"""What is ordered, and which vehicles hold it whole."""

import msgspec

from simulators.supply_chain.generator.columns import Columns, lognormal_at
from simulators.supply_chain.observations import VehicleClass, Zone
from simulators.supply_chain.tooling.legality import may_enter
from simulators.supply_chain.world import World
from simulators.supply_chain.zones import LARGE, LARGEST_PALLETS, PARCEL

UNITS_PER_PALLET = 10.0
MOST_PALLET_KG = 480.0
MOST_PARCEL_UNITS = 10.0
PARCEL_UNITS_CV, PARCEL_KG_CV, PALLET_KG_CV = 0.8, 0.5, 0.3  # assumed


class Goods(msgspec.Struct, frozen=True):
    """Quantity, weight and expected service of one order."""

    units: float
    weight_kg: float
    service_min: float


class Loads:
    """The most that vehicles of a fleet may bring into each zone at a time."""

    def __init__(
        self, kinds: tuple[VehicleClass, ...], fleet: tuple[int, ...], zones: tuple[Zone, ...]
    ) -> None:
        counted = list(zip(kinds, fleet, strict=True))
        self._admitted = [
            [
                (kind.capacity_units, kind.payload_kg)
                for kind, count in counted
                if count and may_enter(kind, zone)
            ]
            for zone in zones
        ]

    def fit(self, zone: int, goods: Goods) -> bool:
        """Whether some vehicle that may enter the zone holds all of it."""
        return any(
            goods.units <= units and goods.weight_kg <= kg for units, kg in self._admitted[zone]
        )


def draw_goods(world: World, kind: int, columns: Columns, row: int) -> Goods:
    """What is ordered, in whole tenths of a pallet place."""
    size, weight = columns.of("size", row), columns.of("weight", row)
    if kind == PARCEL:
        wished = lognormal_at(size, world.parcel_units, PARCEL_UNITS_CV)
        units = min(MOST_PARCEL_UNITS, max(1.0, float(round(wished))))
        kg_per_unit = lognormal_at(weight, world.parcel_kg_per_unit, PARCEL_KG_CV)
        kg_per_unit = min(kg_per_unit, MOST_PALLET_KG / UNITS_PER_PALLET)
        return Goods(units, units * kg_per_unit, world.parcel_service_min)
    pallets = 5 + int(size * (LARGEST_PALLETS - 4)) if kind == LARGE else 1 + int(size * 4)
    pallet_kg = min(MOST_PALLET_KG, lognormal_at(weight, world.pallet_kg, PALLET_KG_CV))
    service_min = world.pallet_stop_min + world.pallet_min * pallets
    return Goods(pallets * UNITS_PER_PALLET, pallets * pallet_kg, service_min)
