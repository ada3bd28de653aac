"""A day of deliveries as plain data: what the generator makes, readers read and the referee plays.

Minutes count from midnight of the simulated day; sites are rows of the matrices, 0 is the depot.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray


class Order(msgspec.Struct, frozen=True):
    """One delivery. Its number is its place in `Day.orders`.

    A vehicle that arrives before `open_min` waits; one that arrives after `close_min` is late.
    """

    site: int
    known_min: float
    open_min: float
    close_min: float
    quantity_units: float
    service_min: float


class Day(msgspec.Struct, frozen=True):
    """Everything that happens to be true of one day, before anybody decides anything.

    travel_min: (sites, sites) expected driving minutes, asymmetric; never NaN or negative.
    distance_km: (sites, sites) road kilometres.
    orders: sorted by `known_min`.
    waves_min: when rules are asked, ascending; a route sent at a wave leaves `loading_min` later.
    day_end_min: what is not on the road by the last wave goes to the spot carrier.
    site_share: what is known of demand beforehand: the expected share of the day's orders that
        each site gives, adding up to 1; empty when nothing is known.
    new_orders: the expected number of orders that become known between each wave and the next
        one (0 for the last); empty when nothing is known.
    """

    name: str
    x_km: tuple[float, ...]
    y_km: tuple[float, ...]
    travel_min: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    orders: tuple[Order, ...]
    vehicles: int
    capacity_units: float
    waves_min: tuple[float, ...]
    loading_min: float
    day_end_min: float
    site_share: tuple[float, ...] = ()
    new_orders: tuple[float, ...] = ()
