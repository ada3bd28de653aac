"""The orders of a made-up week: what, for whom, when, and what else their customers would take."""

from collections.abc import Iterator

import msgspec

from ruleloop.draws import Draws
from simulators.supply_chain.columns import Columns, lognormal_at
from simulators.supply_chain.demand import Demand, expected_orders
from simulators.supply_chain.kinds import may_enter, region_fleet, region_kinds
from simulators.supply_chain.observations import Zone
from simulators.supply_chain.offers import offers_of
from simulators.supply_chain.region import Region
from simulators.supply_chain.week import WeekOrder
from simulators.supply_chain.windows import Calendar, Wish
from simulators.supply_chain.world import World
from simulators.supply_chain.zones import LARGE, LARGEST_PALLETS, PARCEL

UNITS_PER_PALLET = 10.0
MOST_PALLET_KG = 480.0
MOST_PARCEL_UNITS = 10.0
PARCEL_UNITS_CV, PARCEL_KG_CV, PALLET_KG_CV = 0.8, 0.5, 0.3  # assumed
BUSINESS_ABSENT = 0.1  # assumed: businesses are shut unannounced a tenth as often


class Goods(msgspec.Struct, frozen=True):
    """What is ordered."""

    units: float
    weight_kg: float
    service_min: float


class WeekOrders:
    """Draws the orders of weeks in one region."""

    def __init__(self, world: World, region: Region) -> None:
        self._world, self._region = world, region
        self.demand = Demand(world, region)
        self.calendar = Calendar(world, region)
        self._largest = [_largest_in(world, zone) for zone in region.zones]

    def draw(self, draws: Draws) -> tuple[WeekOrder, ...]:
        """The orders of one week, sorted by when they come in."""
        found = [*self._backlog(draws.within("backlog"))]
        for day in range(self._world.days):
            found += self._of_day(draws.within("day", day), day)
        return tuple(sorted(found, key=lambda order: order.known_min))

    def _backlog(self, draws: Draws) -> Iterator[WeekOrder]:
        mean = self._world.backlog_share * self._world.orders_per_day
        count = round(draws.lognormal(mean, 0.3, "count")) if mean > 0.0 else 0
        columns = Columns(draws, count)
        for row in range(count):
            kind, customer = self._who(columns, row)
            wish = self.calendar.backlog(customer, columns, row)
            yield self._order(kind, customer, wish, columns, row)

    def _of_day(self, draws: Draws, day: int) -> Iterator[WeekOrder]:
        mean = expected_orders(self._world, day)
        count = max(1, round(draws.lognormal(mean, self._world.orders_cv, "count")))
        columns = Columns(draws, count)
        for row in range(count):
            kind, customer = self._who(columns, row)
            wish = self.calendar.wish(customer, day, columns, row)
            yield self._order(kind, customer, wish, columns, row)

    def _who(self, columns: Columns, row: int) -> tuple[int, int]:
        """Kind of order and customer."""
        kind = self.demand.kind(columns.of("kind", row))
        zone = self.demand.zone(kind, columns.of("zone", row))
        return kind, self.demand.customer(kind, zone, columns.of("customer", row))

    def _order(self, kind: int, customer: int, wish: Wish, columns: Columns, row: int) -> WeekOrder:
        site = self._region.sites[customer]
        goods = _goods(self._world, kind, columns, row)
        absent = self._world.absent_share * site.absent_factor
        return WeekOrder(
            site=customer + 1,
            known_min=wish.known_min,
            windows=wish.windows,
            quantity_units=goods.units,
            service_min=goods.service_min,
            weight_kg=goods.weight_kg,
            is_business=site.is_business,
            may_split=kind == LARGE or not self._fits_somewhere(site.zone, goods),
            is_urgent=wish.is_urgent,
            cancelled_min=self._cancelled_min(wish, columns, row),
            absent_chance=min(1.0, absent * (BUSINESS_ABSENT if site.is_business else 1.0)),
            offers=offers_of(self._world, self.calendar, customer, site, wish, columns, row),
        )

    def _fits_somewhere(self, zone: int, goods: Goods) -> bool:
        """Whether some vehicle that may enter the zone holds all of it; else it is split."""
        units, weight_kg = self._largest[zone]
        return goods.units <= units and goods.weight_kg <= weight_kg

    def _cancelled_min(self, wish: Wish, columns: Columns, row: int) -> float:
        if columns.of("cancelled", row) >= self._world.cancelled_share:
            return float("inf")
        last_min = wish.windows[-1][1]
        return wish.known_min + (last_min - wish.known_min) * columns.of("cancelled when", row)


def _largest_in(world: World, zone: Zone) -> tuple[float, float]:
    """The most units and kilograms that vehicles of the region may bring into a zone."""
    fleet = zip(region_kinds(world), region_fleet(world), strict=True)
    admitted = [kind for kind, count in fleet if count and may_enter(kind, zone)]
    units = max((kind.capacity_units for kind in admitted), default=0.0)
    return units, max((kind.payload_kg for kind in admitted), default=0.0)


def _goods(world: World, kind: int, columns: Columns, row: int) -> Goods:
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
