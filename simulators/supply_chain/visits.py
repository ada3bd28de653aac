"""What every order of a week costs at least by itself, and when it can be served without a fault.

Part of the proof in `week_floor`. A *visit* is a vehicle at the door of an order, whether it
delivers or not; it is *regular* when it is a first attempt, and service begins within a window
that the customer asked for.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.supply_chain.least_times import least_noise
from simulators.supply_chain.observations import City
from simulators.supply_chain.tools import spot_price_eur
from simulators.supply_chain.week import Week, WeekOrder

Vector = NDArray[np.float64]
CENT_HALF_EUR = 0.005  # what rounding to a whole cent can take away


@dataclass(frozen=True)
class Visits:
    """All orders of a week, cancelled ones too, by their number; all arrays have their length.

    site: rows of the matrices. units, weight_kg: what was ordered.
    is_owed: never cancelled, so that somebody must deliver it.
    known_min: when it comes in.
    open_min, close_min: (n, windows) the windows asked for; where an order has fewer, from
        infinity to minus infinity.
    service_min: realised minutes of the first attempt. least_service_min: of whatever attempt.
    second_eur: the least price of a first attempt that failed.
    fault_eur: the least price of lateness, of a failed attempt or of another window; each is
        half the price of one where a half is spent elsewhere in the proof.
    spot_eur: the least that the spot carrier takes for all of it.
    """

    site: NDArray[np.int64]
    units: Vector
    weight_kg: Vector
    is_owed: NDArray[np.bool_]
    known_min: Vector
    open_min: NDArray[np.float64]
    close_min: NDArray[np.float64]
    service_min: Vector
    least_service_min: Vector
    second_eur: Vector
    fault_eur: Vector
    spot_eur: Vector


def visits_of(week: Week, city: City, service_cv: float, draws: Draws) -> Visits:
    """The visits of a week; `draws` are the replication's."""
    orders = week.orders
    most = max((len(order.windows) for order in orders), default=1)
    service = [
        draws.lognormal(order.service_min, service_cv, "service", number)
        for number, order in enumerate(orders)
    ]
    planned = np.array([order.service_min for order in orders])
    second = np.array([_failed_eur(week, city, order) for order in orders])
    return Visits(
        site=np.array([order.site for order in orders], dtype=np.int64),
        units=np.array([order.quantity_units for order in orders]),
        weight_kg=np.array([order.weight_kg for order in orders]),
        is_owed=np.array([math.isinf(order.cancelled_min) for order in orders], dtype=bool),
        known_min=np.array([order.known_min for order in orders]),
        open_min=np.array([_padded(order, 0, most) for order in orders]).reshape(-1, most),
        close_min=np.array([_padded(order, 1, most) for order in orders]).reshape(-1, most),
        service_min=np.array(service),
        least_service_min=planned * least_noise(service_cv),
        second_eur=second,
        fault_eur=np.array(
            [_fault_eur(city, order, eur) for order, eur in zip(orders, second, strict=True)]
        ),
        spot_eur=np.array([_spot_eur(city, order) for order in orders]),
    )


def _padded(order: WeekOrder, side: int, most: int) -> list[float]:
    never = (math.inf, -math.inf)[side]
    return [window[side] for window in order.windows] + [never] * (most - len(order.windows))


def _failed_eur(week: Week, city: City, order: WeekOrder) -> float:
    """The fee of a failed attempt; infinite where none can fail."""
    zone = week.zones[week.site_zone[order.site]]
    is_always_open = zone.open_min <= 0.0 and zone.close_min >= 1440.0
    if order.absent_chance <= 0.0 and is_always_open:
        return math.inf
    return max(0.0, city.failed_eur - CENT_HALF_EUR)


def _fault_eur(city: City, order: WeekOrder, failed_eur: float) -> float:
    """The least price of a visit that is not regular: late, failed, or in an offered window.

    The fee of a failed attempt pays half for the service of the next one, and a quarter each for
    the two visits.
    """
    if math.isfinite(order.cancelled_min):
        return 0.0  # its visits may come to nothing
    late = city.late_eur if order.is_business else city.private_late_eur
    offers = [offer.wants_eur for offer in order.offers]
    return max(0.0, min([late - CENT_HALF_EUR, failed_eur / 4.0, *offers]))


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
