"""What trips cost when the whole day is known: the referee's arithmetic, without its clockwork."""

from bisect import bisect_right

from ruleloop.draws import Draws
from simulators.supply_chain.build import as_week
from simulators.supply_chain.day import Day
from simulators.supply_chain.hindsight.day_plan import Stops, Trip
from simulators.supply_chain.interface import Route, Tools, Wave
from simulators.supply_chain.play import money
from simulators.supply_chain.play.observe import Watch, describe_city
from simulators.supply_chain.play.orderbook import OrderBook
from simulators.supply_chain.play.traffic import BUCKET_MIN, Traffic
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.week import Week
from simulators.supply_chain.world import World


class HindsightCosts:
    """Costs in cents of trips on one day with its realised driving and service times."""

    def __init__(self, world: World, day: Day, draws: Draws) -> None:
        week = as_week(day, world)
        self._city = city = describe_city(week, world)
        self.day, self._van = day, city.kinds[0]
        self.vehicle_cents = money.vehicle_cents(self._van)
        self.spot_cents = [
            money.spot_cents(city, order.site, order.quantity_units, order.service_min)
            for order in day.orders
        ]
        self.first_wave = [_first_wave(day, order.known_min) for order in day.orders]
        book = RoadBook(city)
        self._traffic = Traffic(book, week.orders, world, draws)
        self._service = [self._traffic.service_min(k) for k in range(len(day.orders))]
        self._km: list[list[float]] = day.distance_km.tolist()
        self._at_wave = _expectations(book, week)
        self._driving: dict[tuple[int, int, int], float] = {}
        self._trips: dict[tuple[int, Stops], tuple[int, int]] = {}

    def trip(self, trip: Trip) -> tuple[int, int]:
        """(cents without the van's fixed price, first wave at which the van is back).

        The wave is counted as in `Day.waves_min`; their number when it is back after the last.
        """
        key = (trip.wave, trip.stops)
        if key not in self._trips:
            self._trips[key] = self._drive(*key)
        return self._trips[key]

    def _drive(self, wave: int, stops: Stops) -> tuple[int, int]:
        day, van = self.day, self._van
        tools, seen = self._at_wave[wave]
        leave_min = tools.timing(Route(stops), seen).leave_min
        at_min, site, km, cents = leave_min, 0, 0.0, 0
        for number in stops:
            order = day.orders[number]
            at_min += self._drive_min(site, order.site, at_min)
            km += self._km[site][order.site]
            site = order.site
            if at_min > order.close_min:
                cents += money.lateness_cents(self._city, at_min - order.close_min)
            at_min = max(at_min, order.open_min) + self._service[number]
        at_min += self._drive_min(site, 0, at_min)
        km += self._km[site][0]
        cents += money.driver_cents(van, at_min - leave_min + day.loading_min)
        cents += money.distance_cents(van, km)
        return cents, bisect_right(day.waves_min, at_min)

    def _drive_min(self, i: int, j: int, depart_min: float) -> float:
        key = (i, j, int(depart_min // BUCKET_MIN))
        if key not in self._driving:
            self._driving[key] = self._traffic.travel_min(i, j, depart_min)
        return self._driving[key]


def _expectations(book: RoadBook, week: Week) -> list[tuple[Tools, Wave]]:
    """What a van's departure is planned with at each wave: all orders, and expected times."""
    watch, orders_book = Watch(book), OrderBook()
    entries = [orders_book.take_in(k, order, order.windows) for k, order in enumerate(week.orders)]
    views = []
    for now_min in week.waves_min:
        orders = tuple(watch.see(entry, now_min, None) for entry in entries)
        wave = Wave(
            now_min,
            minutes_to_next=0.0,
            is_last_wave=False,
            waves_left=0,
            vehicles_free=0,
            vehicles_fresh=0,
            returns_min=(),
            orders_to_come=0.0,
            orders=orders,
        )
        views.append((Tools(book.city, lambda _request: None), wave))
    return views


def _first_wave(day: Day, known_min: float) -> int:
    """The first wave at which an order is open; the number of waves when there is none."""
    waves = day.waves_min
    return next((k for k, wave in enumerate(waves) if wave >= known_min), len(waves))
