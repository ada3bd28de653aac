"""A new week from a user's own tables: roads, fleet and drivers stay, orders are drawn afresh.

Orders are drawn with replacement from those of the same weekday, each as a whole: customer,
windows, quantity and, where the file tells it, when it came in.
"""

from collections import Counter

import msgspec

from ruleloop.draws import Draws
from simulators.supply_chain.generator.columns import Columns
from simulators.supply_chain.generator.goods import Goods, Loads
from simulators.supply_chain.generator.offers import offers_of
from simulators.supply_chain.generator.region import Region, Site
from simulators.supply_chain.generator.week import (
    PAST_WEEKS,
    orders_between,
    past_order,
    week_waves,
)
from simulators.supply_chain.generator.windows import Calendar, Wish, cancelled_min
from simulators.supply_chain.kinds import region_fleet, region_kinds
from simulators.supply_chain.observations import DAY_MIN, Window
from simulators.supply_chain.readers.load import load_week
from simulators.supply_chain.readers.week_tables import RawWeekOrder, WeekTables
from simulators.supply_chain.volume import orders_a_day
from simulators.supply_chain.week import Week, WeekOrder, one_stands
from simulators.supply_chain.world import World
from simulators.supply_chain.zones import region_zones

LONG_WINDOW_MIN = 300.0  # a narrower window is an appointment
NIGHT_FROM_MIN, NIGHT_TO_MIN = 1200.0, 360.0


def read_week(world: World, draws: Draws) -> Week:
    """A week on the roads that the world's files describe; a function of (files, world, seed).

    Raises:
        InputFaults: every mistake of the files.
    """
    tables = load_week(world)
    sampler = _Sampler(world, tables)
    history = tuple(
        past_order(order)
        for week in range(PAST_WEEKS)
        for order in sampler.draw(draws.within("history", week))
    )
    waves = week_waves(world)
    zone_orders, zone_units = sampler.expected()
    return Week(
        name=tables.name,
        x_km=tables.x_km,
        y_km=tables.y_km,
        site_zone=tables.site_zone,
        zones=region_zones(world),
        kinds=sampler.kinds,
        fleet=sampler.fleet,
        travel_min=tables.travel_min,
        distance_km=tables.distance_km,
        orders=one_stands(sampler.draw(draws.within("orders"))),
        waves_min=waves,
        loading_min=world.loading_min,
        days=world.days,
        is_designed=True,
        paid_by="shift",
        drivers=len(tables.staff) or world.drivers,
        hub=tables.hub if world.hub else -1,
        site_share=sampler.site_share(),
        new_orders=orders_between(history, waves),
        zone_orders=zone_orders,
        zone_units=zone_units,
        history=history,
        staff=tables.staff,
    )


class _Sampler:
    """Draws weeks from the orders of a file."""

    def __init__(self, world: World, tables: WeekTables) -> None:
        self._world, self._tables = world, tables
        self._calendar = Calendar(world, _region(world, tables))
        self._pools = [
            [order for order in tables.orders if order.weekday == day] for day in range(world.days)
        ]
        own = tables.fleet
        self.kinds = own.kinds(region_kinds(world)) if own else region_kinds(world)
        self.fleet = own.counts if own else region_fleet(world)
        self._loads = Loads(self.kinds, self.fleet, region_zones(world))

    def draw(self, draws: Draws) -> tuple[WeekOrder, ...]:
        """The orders of one week, sorted by when they come in."""
        found = []
        for day, pool in enumerate(self._pools):
            mean = self._expected_orders(day)
            of_day = draws.within("day", day)
            count = round(of_day.lognormal(mean, self._world.orders_cv, "count")) if pool else 0
            columns = Columns(of_day, count)
            for row in range(count):
                raw = pool[int(columns.of("order", row) * len(pool))]
                found.append(self._order(raw, columns, row))
        if not found:  # tables of a few orders a week: a week is never empty
            pool, columns = max(self._pools, key=len), Columns(draws.within("one"), 1)
            found = [self._order(pool[int(columns.of("order", 0) * len(pool))], columns, 0)]
        return tuple(sorted(found, key=lambda order: order.known_min))

    def expected(self) -> tuple[tuple[tuple[float, ...], ...], tuple[tuple[float, ...], ...]]:
        """Expected orders and units, (days)(zones)."""
        zones = len(region_zones(self._world))
        orders, units = [], []
        for day, pool in enumerate(self._pools):
            each = self._expected_orders(day) / max(1, len(pool))
            by_zone, units_by_zone = [0.0] * zones, [0.0] * zones
            for raw in pool:
                by_zone[self._tables.site_zone[raw.site]] += each
                units_by_zone[self._tables.site_zone[raw.site]] += each * raw.quantity_units
            orders.append(tuple(by_zone))
            units.append(tuple(units_by_zone))
        return tuple(orders), tuple(units)

    def site_share(self) -> tuple[float, ...]:
        """How often each site orders, in the long run."""
        per_site = Counter(order.site for order in self._tables.orders)
        total = len(self._tables.orders)
        return tuple(per_site[site] / total for site in range(len(self._tables.x_km)))

    def _expected_orders(self, day: int) -> float:
        tables = self._tables
        return orders_a_day(self._world) * tables.weekday_orders[day] / tables.orders_per_day

    def _order(self, raw: RawWeekOrder, columns: Columns, row: int) -> WeekOrder:
        world, tables = self._world, self._tables
        site, wish = _site(tables, raw), self._wish(raw, columns, row)
        goods = Goods(raw.quantity_units, raw.weight_kg, raw.service_min)
        return WeekOrder(
            site=raw.site,
            known_min=wish.known_min,
            windows=wish.windows,
            quantity_units=goods.units,
            service_min=goods.service_min,
            weight_kg=goods.weight_kg,
            is_business=raw.is_business,
            may_split=raw.may_split or not self._loads.fit(site.zone, goods),
            cancelled_min=cancelled_min(world, wish, columns, row),
            absent_chance=0.0 if raw.is_business else world.absent_share,
            offers=offers_of(world, self._calendar, raw.site - 1, site, wish, columns, row),
        )

    def _wish(self, raw: RawWeekOrder, columns: Columns, row: int) -> Wish:
        """The order's windows in this week, and when it comes in: as told, or drawn."""
        start_min = raw.weekday * DAY_MIN
        windows = [(start_min + begins, start_min + ends) for begins, ends in raw.windows]
        is_appointment = raw.windows[0][1] - raw.windows[0][0] < LONG_WINDOW_MIN
        if raw.known_min is not None:
            known_min = max(0.0, start_min + raw.known_min)
        else:
            known_min = self._known_min(raw, columns, row)
        return Wish(raw.weekday, known_min, tuple(windows), is_appointment=is_appointment)

    def _known_min(self, raw: RawWeekOrder, columns: Columns, row: int) -> float:
        world, start_min = self._world, raw.weekday * DAY_MIN
        span = max(0.0, world.last_order_min - world.first_wave_min)
        call_min = start_min + world.first_wave_min + span * columns.of("known", row)
        if columns.of("known before", row) >= world.known_before_share:
            reach_min = self._calendar.reach_min(raw.site - 1, call_min)
            if reach_min <= start_min + raw.windows[0][1]:
                return call_min
        return max(0.0, call_min - DAY_MIN)


def _site(tables: WeekTables, raw: RawWeekOrder) -> Site:
    """The customer as this order shows it; open as the first window says."""
    begins, ends = raw.windows[0]
    return Site(
        name=tables.sites[raw.site],
        x_km=tables.x_km[raw.site],
        y_km=tables.y_km[raw.site],
        zone=tables.site_zone[raw.site],
        is_business=raw.is_business,
        weight=1.0,
        open_min=begins,
        close_min=ends,
        night_ok=any(_is_night(window) for window in raw.windows),
        absent_factor=1.0,
    )


def _is_night(window: Window) -> bool:
    """Whether it begins in the evening, ends in the early morning or contains a midnight."""
    midnight = window[0] // DAY_MIN * DAY_MIN
    begins, ends = window[0] - midnight, window[1] - midnight
    return begins >= NIGHT_FROM_MIN or ends <= NIGHT_TO_MIN or ends > DAY_MIN


def _region(world: World, tables: WeekTables) -> Region:
    """The map alone, as the calendar needs it; customer `k` is site `k + 1`."""
    plain = RawWeekOrder(1, 0, ((0.0, DAY_MIN),), 1.0, 0.0, 0.0, True, False, None)  # noqa: FBT003 -- the two flags of an order that is none
    sites = tuple(
        _site(tables, msgspec.structs.replace(plain, site=site))
        for site in range(1, len(tables.x_km))
    )
    return Region(
        sites=sites,
        zones=region_zones(world),
        x_km=tables.x_km,
        y_km=tables.y_km,
        site_zone=tables.site_zone,
        hub=tables.hub,
        travel_min=tables.travel_min,
        distance_km=tables.distance_km,
    )
