"""What every order of a week costs at least by itself, and when it can be delivered in time.

Part of the proof in `week_floor`. A *visit* is a vehicle at the door that delivers an order or a
part of it; it is *regular* when service begins within a window that was asked for or offered.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.supply_chain.least_times import least_noise
from simulators.supply_chain.observations import DAY_MIN, City, Window, Zone
from simulators.supply_chain.tools import spot_price_eur
from simulators.supply_chain.week import Week, WeekOrder

Vector = NDArray[np.float64]
CENT_HALF_EUR = 0.005  # what rounding to a whole cent can take away


@dataclass(frozen=True)
class Visits:
    """All orders of a week, cancelled ones too, by their number; all arrays have their length.

    site: rows of the matrices. units, weight_kg: what was ordered.
    may_split: whether parts may be delivered by several vehicles.
    is_owed: never cancelled, so that somebody must deliver it.
    known_min: when it comes in.
    open_min, close_min: (n, windows) the windows asked for or offered; where an order has fewer,
        from infinity to minus infinity.
    service_min: realised minutes of the first attempt. least_service_min: of whatever attempt.
    parking_min: most minutes that a vehicle may need on top.
    again_eur: price of an earlier attempt that failed; infinite where none can.
    late_eur: least price of coming too late.
    spot_eur: the least that the spot carrier takes for all of it.
    """

    site: NDArray[np.int64]
    units: Vector
    weight_kg: Vector
    may_split: NDArray[np.bool_]
    is_owed: NDArray[np.bool_]
    known_min: Vector
    open_min: NDArray[np.float64]
    close_min: NDArray[np.float64]
    service_min: Vector
    least_service_min: Vector
    parking_min: Vector
    again_eur: Vector
    late_eur: Vector
    spot_eur: Vector


def visits_of(week: Week, city: City, service_cv: float, draws: Draws) -> Visits:
    """The visits of a week; `draws` are the replication's."""
    orders = week.orders
    windows = [_windows(order) for order in orders]
    most = max((len(each) for each in windows), default=1)
    most_parking = max(kind.parking_min for kind in city.kinds)
    zones = [city.zones[zone] for zone in city.site_zone]
    service = [
        draws.lognormal(order.service_min, service_cv, "service", number)
        for number, order in enumerate(orders)
    ]
    planned = np.array([order.service_min for order in orders])
    return Visits(
        site=np.array([order.site for order in orders], dtype=np.int64),
        units=np.array([order.quantity_units for order in orders]),
        weight_kg=np.array([order.weight_kg for order in orders]),
        may_split=np.array([order.may_split for order in orders], dtype=bool),
        is_owed=np.array([math.isinf(order.cancelled_min) for order in orders], dtype=bool),
        known_min=np.array([order.known_min for order in orders]),
        open_min=np.array([_padded(each, 0, most) for each in windows]).reshape(-1, most),
        close_min=np.array([_padded(each, 1, most) for each in windows]).reshape(-1, most),
        service_min=np.array(service),
        least_service_min=planned * least_noise(service_cv),
        parking_min=np.array([zones[o.site].is_narrow * most_parking for o in orders]),
        again_eur=np.array([_again_eur(city, zones[o.site], o) for o in orders]),
        late_eur=np.array([_late_eur(city, order) for order in orders]),
        spot_eur=np.array([_spot_eur(city, order) for order in orders]),
    )


def _windows(order: WeekOrder) -> list[Window]:
    return [*order.windows, *(offer.window for offer in order.offers)]


def _padded(windows: list[Window], side: int, most: int) -> list[float]:
    never = (math.inf, -math.inf)[side]
    return [window[side] for window in windows] + [never] * (most - len(windows))


def _again_eur(city: City, zone: Zone, order: WeekOrder) -> float:
    is_always_open = zone.open_min <= 0.0 and zone.close_min >= DAY_MIN
    if order.absent_chance <= 0.0 and is_always_open:
        return math.inf
    return max(0.0, city.failed_eur - CENT_HALF_EUR)


def _late_eur(city: City, order: WeekOrder) -> float:
    if math.isfinite(order.cancelled_min):
        return 0.0  # who comes for nothing pays nothing
    late_eur = city.late_eur if order.is_business else city.private_late_eur
    return max(0.0, late_eur - CENT_HALF_EUR)


def _spot_eur(city: City, order: WeekOrder) -> float:
    """The least that the spot carrier takes for an order, per order; in parts if it may be split.

    A part is dearest per unit when it is small, within one class of vehicle: so the sizes of the
    classes are the cheapest parts. What is left of an order is bought once.
    """
    units = order.quantity_units
    sizes = [kind.capacity_units for kind in city.kinds if kind.capacity_units < units]
    prices = [
        spot_price_eur(city, order.site, part, order.service_min * part / units) * units / part
        for part in ([*sizes, units] if order.may_split else [units])
    ]
    return max(0.0, min(prices) - CENT_HALF_EUR)
