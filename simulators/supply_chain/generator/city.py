"""A made-up day: a city with quarters, its customers, and the orders that come in.

Every property of an order or a site has a key of its own, so that changing one parameter of the
world changes nothing else of the day.
"""

import itertools
import math

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.supply_chain.day import Day, Order
from simulators.supply_chain.rush_hours import hour_factors
from simulators.supply_chain.volume import orders_a_day
from simulators.supply_chain.world import World, waves_min

DETOUR = (1.2, 1.4)  # road / crow-fly distance of an arc; each direction has its own
QUARTER_SPREAD = 0.12  # standard deviation of a quarter, as a share of the city's radius
PUNCTUAL_SPARE_MIN = 25.0  # what a van leaving at the next wave would have to spare, at least


def generate_day(world: World, draws: Draws) -> Day:
    """A day of this world; a function of (world, seed) alone."""
    x_km, y_km = _places(world, draws.within("places"))
    distance_km = _roads_km(x_km, y_km, draws.within("roads"))
    travel_min = distance_km * (60.0 / world.speed_kmh) + world.start_stop_min
    np.fill_diagonal(travel_min, 0.0)
    shares = _site_shares(world, draws.within("sites"))
    waves = waves_min(world)
    orders = _orders(world, draws.within("orders"), travel_min[0].tolist(), shares)
    return Day(
        name="generated",
        x_km=tuple(x_km),
        y_km=tuple(y_km),
        travel_min=travel_min,
        distance_km=distance_km,
        orders=orders,
        vehicles=world.vehicles,
        capacity_units=world.capacity_units,
        waves_min=waves,
        loading_min=world.loading_min,
        day_end_min=world.day_end_min,
        site_share=(0.0, *shares),
        new_orders=_new_orders(world, waves),
    )


def _places(world: World, draws: Draws) -> tuple[list[float], list[float]]:
    """Depot and sites, in km from the city centre."""
    quarters = [
        _in_disc(draws, 0.85 * world.radius_km, "quarter", k) for k in range(world.clusters)
    ]
    angle = draws.between(0.0, 2.0 * math.pi, "depot")
    points = [(world.depot_offset_km * math.cos(angle), world.depot_offset_km * math.sin(angle))]
    for site in range(world.sites):
        if draws.chance(world.clustered_share, "clustered", site):
            centre_x, centre_y = draws.choice(quarters, "of quarter", site)
            spread = QUARTER_SPREAD * world.radius_km
            x = draws.normal(centre_x, spread, "x", site)
            points.append((x, draws.normal(centre_y, spread, "y", site)))
        else:
            points.append(_in_disc(draws, world.radius_km, "site", site))
    return [x for x, _ in points], [y for _, y in points]


def _in_disc(draws: Draws, radius_km: float, kind: str, index: int) -> tuple[float, float]:
    distance = radius_km * math.sqrt(draws.uniform(kind, index, "distance"))
    angle = draws.between(0.0, 2.0 * math.pi, kind, index, "angle")
    return distance * math.cos(angle), distance * math.sin(angle)


def _roads_km(x_km: list[float], y_km: list[float], draws: Draws) -> NDArray[np.float64]:
    x, y = np.array(x_km), np.array(y_km)
    crow_km = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    detour = draws.generator("detour").uniform(*DETOUR, size=crow_km.shape)
    return np.asarray(crow_km * detour, dtype=np.float64)


def _site_shares(world: World, draws: Draws) -> tuple[float, ...]:
    """How often each site orders: some customers order much more than others."""
    weights = [draws.lognormal(1.0, 0.8, "weight", site) for site in range(world.sites)]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def _orders(
    world: World, draws: Draws, from_depot_min: list[float], shares: tuple[float, ...]
) -> tuple[Order, ...]:
    count = max(1, round(draws.lognormal(orders_a_day(world), world.orders_cv, "count")))
    limits = np.cumsum(shares)
    orders = []
    for index in range(count):
        at = float(draws.uniform("site", index) * limits[-1])
        site = 1 + int(np.searchsorted(limits, at))
        orders.append(_order(world, draws.within(index), site, from_depot_min[site]))
    return tuple(sorted(orders, key=lambda order: order.known_min))


def _order(world: World, draws: Draws, site: int, from_depot_min: float) -> Order:
    known = 0.0
    if not draws.chance(world.known_before_share, "known before"):
        known = draws.between(world.first_wave_min, world.last_order_min, "known")
    wished = draws.lognormal(world.order_units, world.order_units_cv, "quantity")
    quantity = min(float(max(1, round(wished))), world.capacity_units)
    open_min, close_min = _window(world, draws, max(known, world.first_wave_min), from_depot_min)
    service = world.service_stop_min + world.service_unit_min * quantity
    return Order(site, known, open_min, close_min, quantity, service)


def _window(
    world: World, draws: Draws, asked_min: float, from_depot_min: float
) -> tuple[float, float]:
    """A window that a van driving directly, with the first wave after the order, can meet."""
    width = world.window_min * draws.between(0.4, 1.6, "width")
    open_min = asked_min + draws.exponential(world.lead_min, "lead")
    open_min = min(open_min, world.day_end_min - width)
    slowest = max(hour_factors(world.congestion)) * from_depot_min
    next_wave = min((w for w in waves_min(world) if w >= asked_min), default=world.last_wave_min)
    reachable = next_wave + world.loading_min + slowest + PUNCTUAL_SPARE_MIN
    close_min = max(open_min + width, reachable)
    return max(0.0, open_min), close_min


def _new_orders(world: World, waves: tuple[float, ...]) -> tuple[float, ...]:
    """Expected orders between each wave and the next: they come evenly until intake closes."""
    late_orders = orders_a_day(world) * (1.0 - world.known_before_share)
    span = max(1e-9, world.last_order_min - world.first_wave_min)
    bounds = [min(wave, world.last_order_min) for wave in (*waves, waves[-1])]
    return tuple(
        late_orders * max(0.0, after - before) / span
        for before, after in itertools.pairwise(bounds)
    )
