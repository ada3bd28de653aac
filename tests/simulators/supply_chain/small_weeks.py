"""Small made-up weeks of a region, for tests of bounds that need no generator."""

import math

import numpy as np

from simulators.supply_chain.kinds import region_kinds
from simulators.supply_chain.observations import Zone
from simulators.supply_chain.week import Offer, Week, WeekOrder
from simulators.supply_chain.world import World

ZONES = (
    Zone("depot"),
    Zone("old town", most_gross_t=7.5, is_narrow=True, open_min=360.0, close_min=660.0),
    Zone("industry", toll_share=0.2),
    Zone("rural", congestion_share=0.5, toll_share=0.5),
)


def small_week(
    seed: int,
    *,
    world: World,
    orders: int = 60,
    sites: int = 30,
    days: int = 6,
    hub: bool = False,
    radius_km: float = 30.0,
) -> Week:
    """A week with zones, several windows, failures, offers, large and cancelled orders."""
    random = np.random.default_rng(seed)
    x, y = random.uniform(-radius_km, radius_km, size=(2, sites + 1))
    crow_km = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    distance_km = crow_km * random.uniform(1.2, 1.4, size=crow_km.shape)
    travel_min = distance_km * 1.5 + 1.0
    np.fill_diagonal(travel_min, 0.0)
    zone = (0, *(int(z) for z in random.integers(1, len(ZONES), size=sites)))
    made = [_order(random, sites, days) for _ in range(orders)]
    return Week(
        name="small",
        x_km=tuple(x.tolist()),
        y_km=tuple(y.tolist()),
        site_zone=zone,
        zones=ZONES,
        kinds=region_kinds(world),
        fleet=(4, 1, 1, 1, 1),
        travel_min=travel_min,
        distance_km=distance_km,
        orders=tuple(sorted(made, key=lambda order: order.known_min)),
        waves_min=(360.0, 540.0, 720.0, 900.0),
        loading_min=10.0,
        days=days,
        is_designed=True,
        paid_by="shift",
        drivers=10,
        hub=sites if hub else -1,
    )


def _order(random: np.random.Generator, sites: int, days: int) -> WeekOrder:
    first = int(random.integers(days))
    last = min(days - 1, first + int(random.choice([0, 0, 1, 2])))
    known = max(0.0, first * 1440.0 + float(random.uniform(-500.0, 600.0)))
    opens = float(random.choice([420.0, 480.0, 780.0]))
    closes = opens + float(random.uniform(120.0, 600.0))
    windows = tuple((d * 1440.0 + opens, d * 1440.0 + closes) for d in range(first, last + 1))
    is_business = bool(random.random() < 0.5)
    units = float(random.choice([1, 2, 4, 10, 30, 90], p=[0.3, 0.2, 0.2, 0.1, 0.1, 0.1]))
    evening = Offer((first * 1440.0 + 1080.0, first * 1440.0 + 1260.0), float(random.uniform(0, 9)))
    return WeekOrder(
        site=int(random.integers(1, sites + 1)),
        known_min=known,
        windows=windows,
        quantity_units=units,
        service_min=4.0 + 0.3 * units,
        weight_kg=15.0 * units,
        is_business=is_business,
        may_split=units > 40.0,
        cancelled_min=known + 300.0 if random.random() < 0.03 else math.inf,
        absent_chance=0.0 if is_business else 0.08,
        offers=(evening,) if random.random() < 0.3 else (),
    )
