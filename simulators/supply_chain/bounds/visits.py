"""What every order of a week costs at least by itself: at the door, or with the spot carrier.

Part of the proof in `week_floor`.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.supply_chain.bounds.least_times import least_noise
from simulators.supply_chain.observations import City
from simulators.supply_chain.tooling.spot import spot_price_eur
from simulators.supply_chain.week import Week, WeekOrder

Vector = NDArray[np.float64]
ATTEMPTS = 6  # whose service times are looked up; further ones are bounded
CENT_HALF_EUR = 0.005  # what rounding to a whole cent can take away


@dataclass(frozen=True)
class Visits:
    """The orders of a week that are never cancelled; all arrays have their length.

    site: rows of the matrices. units, weight_kg: what was ordered.
    may_split: whether several vehicles may deliver parts.
    service_min: (n, ATTEMPTS + 1) realised minutes by attempt, each after one more that failed;
        the last column is the least that any attempt can take; infinite where failing so often
        first costs more than the first attempt.
    spot_eur: the least that the spot carrier takes for all of it.
    """

    site: NDArray[np.int64]
    units: Vector
    weight_kg: Vector
    may_split: NDArray[np.bool_]
    service_min: NDArray[np.float64]
    spot_eur: Vector


def visits_of(
    week: Week, city: City, service_cv: float, draws: Draws, *, failed_min: float = 0.0
) -> Visits:
    """The visits of a week; `draws` are the replication's.

    failed_min: least minutes of service that the fee of a failed attempt is worth.
    """
    owed = [k for k, order in enumerate(week.orders) if math.isinf(order.cancelled_min)]
    orders = [week.orders[k] for k in owed]
    service = [
        _service_min(draws, number, order, service_cv, failed_min)
        for number, order in zip(owed, orders, strict=True)
    ]
    return Visits(
        site=np.array([order.site for order in orders], dtype=np.int64),
        units=np.array([order.quantity_units for order in orders]),
        weight_kg=np.array([order.weight_kg for order in orders]),
        may_split=np.array([order.may_split for order in orders], dtype=bool),
        service_min=np.array(service).reshape(-1, ATTEMPTS + 1),
        spot_eur=np.array([_spot_eur(city, order) for order in orders]),
    )


def _service_min(
    draws: Draws, number: int, order: WeekOrder, cv: float, failed_min: float
) -> list[float]:
    first = draws.lognormal(order.service_min, cv, "service", number)
    later = [
        draws.lognormal(order.service_min, cv, "service", number, again)
        if again * failed_min < first
        else math.inf
        for again in range(1, ATTEMPTS)
    ]
    return [first, *later, order.service_min * least_noise(cv)]


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
