"""A new day from real data: the roads stay, the orders are drawn afresh for every replication.

Benchmark files follow the EURO Meets NeurIPS 2022 environment (Kool et al. 2023, PMLR
220:35-49): place, time window, quantity and service time of an order are drawn independently
from the file's customers, and a window that can no longer be met is drawn again. In a user's own
tables a row is a customer's habit and stays together.
"""

import itertools
from collections import Counter

import numpy as np

from ruleloop.draws import Draws
from simulators.supply_chain.day import Day, Order
from simulators.supply_chain.readers.instance import Instance, RawOrder
from simulators.supply_chain.readers.load import load_instance
from simulators.supply_chain.rush_hours import hour_factors
from simulators.supply_chain.volume import orders_a_day
from simulators.supply_chain.world import World, waves_min

SPARE_MIN = 25.0  # between the expected arrival of a direct van and the close of a drawn window
ATTEMPTS = 12


def read_day(world: World, draws: Draws) -> Day:
    """A day on the roads that the world's files describe; a function of (files, world, seed).

    The world says how many orders come, when they become known (unless the file does), the waves
    and, unless the file has vehicles of its own, the fleet. `world.sites` is the number of
    customers drawn from a roads file; a user's own sites all stay.

    Raises:
        InputFaults: every mistake of the files.
    """
    instance = load_instance(world)
    if not instance.rows_belong_together:
        instance = _some_customers(instance, world.sites, draws.within("customers"))
    capacity = instance.capacity_units or world.capacity_units
    pool, volume = _pool(instance, draws)
    count = max(1, round(draws.lognormal(orders_a_day(world), world.orders_cv, "count") * volume))
    calendar = _Calendar(world, instance)
    orders = [
        _order(world, instance, pool, calendar, draws.within("order", k)) for k in range(count)
    ]
    return Day(
        name=instance.name,
        x_km=instance.x_km,
        y_km=instance.y_km,
        travel_min=instance.travel_min,
        distance_km=instance.distance_km,
        orders=tuple(sorted((_loadable(o, capacity) for o in orders), key=lambda o: o.known_min)),
        vehicles=(instance.rows_belong_together and instance.vehicles) or world.vehicles,
        capacity_units=capacity,
        waves_min=waves_min(world),
        loading_min=world.loading_min,
        day_end_min=max(world.day_end_min, instance.end_min),
        site_share=_site_share(instance),
        new_orders=_new_orders(world, instance),
    )


def _some_customers(instance: Instance, most: int, draws: Draws) -> Instance:
    """The depot and at most `most` customers; the orders of the others still lend their windows."""
    sites = len(instance.x_km)
    if sites - 1 <= most:
        return instance
    ranked = sorted(range(1, sites), key=lambda site: draws.uniform("site", site))
    kept = [0, *sorted(ranked[:most])]
    rows = np.ix_(kept, kept)
    return Instance(
        name=instance.name,
        x_km=tuple(instance.x_km[site] for site in kept),
        y_km=tuple(instance.y_km[site] for site in kept),
        travel_min=instance.travel_min[rows],
        distance_km=instance.distance_km[rows],
        orders=instance.orders,
        capacity_units=instance.capacity_units,
        vehicles=None,
        start_min=instance.start_min,
        end_min=instance.end_min,
        rows_belong_together=False,
    )


def _pool(instance: Instance, draws: Draws) -> tuple[tuple[RawOrder, ...], float]:
    """The rows that orders are drawn from, and this day's volume relative to the mean.

    With dates one date is drawn: it gives the volume, and all rows of its weekday are the pool.
    """
    per_date = Counter(order.date for order in instance.orders)
    if len(per_date) < 2:
        return instance.orders, 1.0
    date = draws.choice(sorted(per_date), "date")
    weekday = _weekday(date)
    pool = tuple(order for order in instance.orders if _weekday(order.date) == weekday)
    return pool, per_date[date] * len(per_date) / len(instance.orders)


def _weekday(date: str) -> int:
    from datetime import date as calendar

    return calendar.fromisoformat(date).weekday()


class _Calendar:
    """When a van that leaves with the first wave after an order is known reaches its site."""

    def __init__(self, world: World, instance: Instance) -> None:
        self.waves = waves_min(world)
        self._slowest = max(hour_factors(world.congestion))
        self._from_depot = instance.travel_min[0].tolist()
        self._loading_min = world.loading_min

    def reach_min(self, site: int, known_min: float) -> float:
        wave = next((w for w in self.waves if w >= known_min), self.waves[-1])
        return float(wave + self._loading_min + self._slowest * self._from_depot[site])


def _order(
    world: World,
    instance: Instance,
    pool: tuple[RawOrder, ...],
    calendar: _Calendar,
    draws: Draws,
) -> Order:
    known = _known_min(world, draws)
    if instance.rows_belong_together:
        row = draws.choice(pool, "row")
        if row.known_min is not None:
            # what comes in after the last wave is seen there, so that it is paid for
            return _as_order(row, min(row.known_min, calendar.waves[-1]))
        in_time = calendar.reach_min(row.site, known) + SPARE_MIN <= row.close_min
        return _as_order(row, known if in_time else 0.0)
    site = draws.integer(1, len(instance.x_km) - 1, "site")
    needed = calendar.reach_min(site, known) + SPARE_MIN
    size, window = draws.choice(pool, "quantity"), draws.choice(pool, "window", 0)
    for attempt in range(1, ATTEMPTS):
        if window.close_min >= needed:
            break
        window = draws.choice(pool, "window", attempt)
    return Order(
        site=site,
        known_min=known,
        open_min=window.open_min,
        close_min=max(window.close_min, needed),
        quantity_units=size.quantity_units,
        service_min=draws.choice(pool, "service").service_min,
    )


def _known_min(world: World, draws: Draws) -> float:
    if draws.chance(world.known_before_share, "known before"):
        return 0.0
    return draws.between(world.first_wave_min, world.last_order_min, "known")


def _as_order(row: RawOrder, known_min: float) -> Order:
    return Order(
        row.site, known_min, row.open_min, row.close_min, row.quantity_units, row.service_min
    )


def _loadable(order: Order, capacity_units: float) -> Order:
    """An order that fits into a van; only a world with smaller vans than its file needs this."""
    if order.quantity_units <= capacity_units:
        return order
    return Order(
        order.site,
        order.known_min,
        order.open_min,
        order.close_min,
        capacity_units,
        order.service_min,
    )


def _site_share(instance: Instance) -> tuple[float, ...]:
    """How often each site orders, in the long run."""
    sites = len(instance.x_km)
    if not instance.rows_belong_together:
        return (0.0, *(1.0 / (sites - 1),) * (sites - 1))
    per_site = Counter(order.site for order in instance.orders)
    return tuple(per_site[site] / len(instance.orders) for site in range(sites))


def _new_orders(world: World, instance: Instance) -> tuple[float, ...]:
    """Expected orders between each wave and the next, 0 after the last one."""
    waves = waves_min(world)
    told = [order.known_min for order in instance.orders if order.known_min is not None]
    drawn_share = (1.0 - len(told) / len(instance.orders)) * (1.0 - world.known_before_share)
    span = max(1e-9, world.last_order_min - world.first_wave_min)
    expected = []
    for wave, following in itertools.pairwise(waves):
        overlap = max(0.0, min(following, world.last_order_min) - wave)
        seen = sum(wave < known <= following for known in told) / len(instance.orders)
        expected.append(orders_a_day(world) * (drawn_share * overlap / span + seen))
    return (*expected, 0.0)
