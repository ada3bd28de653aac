"""The orders of a made-up week: what, for whom, when, and what else their customers would take."""

from collections.abc import Iterator
from typing import NamedTuple

from ruleloop.draws import Draws
from simulators.supply_chain.generator.columns import Columns
from simulators.supply_chain.generator.demand import Demand, expected_orders
from simulators.supply_chain.generator.goods import Loads, draw_goods
from simulators.supply_chain.generator.offers import offers_of
from simulators.supply_chain.generator.region import Region
from simulators.supply_chain.generator.windows import Calendar, Wish, cancelled_min
from simulators.supply_chain.kinds import region_fleet, region_kinds
from simulators.supply_chain.observations import PastOrder
from simulators.supply_chain.volume import orders_a_day
from simulators.supply_chain.week import WeekOrder
from simulators.supply_chain.world import World
from simulators.supply_chain.zones import LARGE

BUSINESS_ABSENT = 0.1  # assumed: businesses are shut unannounced a tenth as often


class _Drawn(NamedTuple):
    """Who orders what and when; the rest of an order is looked up in the same row."""

    kind: int
    customer: int
    wish: Wish
    columns: Columns
    row: int


class WeekOrders:
    """Draws the orders of weeks in one region."""

    def __init__(self, world: World, region: Region) -> None:
        self._world, self._region = world, region
        self.demand = Demand(world, region)
        self.calendar = Calendar(world, region)
        self._loads = Loads(region_kinds(world), region_fleet(world), region.zones)

    def draw(self, draws: Draws) -> tuple[WeekOrder, ...]:
        """The orders of one week, sorted by when they come in."""
        found = (self._order(drawn) for drawn in self._drawn(draws))
        return tuple(sorted(found, key=lambda order: order.known_min))

    def past(self, draws: Draws) -> tuple[PastOrder, ...]:
        """What is remembered of the orders of one week, sorted by when they came in."""
        found = (self._past(drawn) for drawn in self._drawn(draws))
        return tuple(sorted(found, key=lambda order: order.known_min))

    def _drawn(self, draws: Draws) -> Iterator[_Drawn]:
        yield from self._backlog(draws.within("backlog"))
        for day in range(self._world.days):
            yield from self._of_day(draws.within("day", day), day)

    def _backlog(self, draws: Draws) -> Iterator[_Drawn]:
        mean = self._world.backlog_share * orders_a_day(self._world)
        count = round(draws.lognormal(mean, 0.3, "count")) if mean > 0.0 else 0
        columns = Columns(draws, count)
        for row in range(count):
            kind, customer = self._who(columns, row)
            wish = self.calendar.backlog(customer, columns, row)
            yield _Drawn(kind, customer, wish, columns, row)

    def _of_day(self, draws: Draws, day: int) -> Iterator[_Drawn]:
        mean = expected_orders(self._world, day)
        count = max(1, round(draws.lognormal(mean, self._world.orders_cv, "count")))
        columns = Columns(draws, count)
        for row in range(count):
            kind, customer = self._who(columns, row)
            wish = self.calendar.wish(customer, day, columns, row)
            yield _Drawn(kind, customer, wish, columns, row)

    def _who(self, columns: Columns, row: int) -> tuple[int, int]:
        """Kind of order and customer."""
        kind = self.demand.kind(columns.of("kind", row))
        zone = self.demand.zone(kind, columns.of("zone", row))
        return kind, self.demand.customer(kind, zone, columns.of("customer", row))

    def _order(self, drawn: _Drawn) -> WeekOrder:
        kind, customer, wish, columns, row = drawn
        site = self._region.sites[customer]
        goods = draw_goods(self._world, kind, columns, row)
        absent = self._world.absent_share * site.absent_factor
        return WeekOrder(
            site=customer + 1,
            known_min=wish.known_min,
            windows=wish.windows,
            quantity_units=goods.units,
            service_min=goods.service_min,
            weight_kg=goods.weight_kg,
            is_business=site.is_business,
            may_split=kind == LARGE or not self._loads.fit(site.zone, goods),
            is_urgent=wish.is_urgent,
            cancelled_min=cancelled_min(self._world, wish, columns, row),
            absent_chance=min(1.0, absent * (BUSINESS_ABSENT if site.is_business else 1.0)),
            offers=offers_of(self._world, self.calendar, customer, site, wish, columns, row),
        )

    def _past(self, drawn: _Drawn) -> PastOrder:
        """Of several windows, the first."""
        open_min, close_min = drawn.wish.windows[0]
        goods = draw_goods(self._world, drawn.kind, drawn.columns, drawn.row)
        return PastOrder(
            site=drawn.customer + 1,
            known_min=drawn.wish.known_min,
            open_min=open_min,
            close_min=close_min,
            quantity_units=goods.units,
            weight_kg=goods.weight_kg,
            service_min=goods.service_min,
        )
