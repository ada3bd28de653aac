"""Real input in one form, whatever file it came from: sites, roads and the orders seen there."""

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.readers.positions import positions_km
from simulators.supply_chain.readers.vrp_file import VrpFile

DAY_START_MIN = 6 * 60.0
ROAD_SPEED_KMH = 40.0
HORIZON_MIN = 12 * 60.0
MEAN_LEG_MIN = 25.0


class RawOrder(msgspec.Struct, frozen=True):
    """One order as a file tells it. `known_min` is None and `date` "" when the file is silent.

    open_min, close_min, known_min: minutes from midnight.
    """

    site: int
    open_min: float
    close_min: float
    quantity_units: float
    service_min: float
    known_min: float | None = None
    date: str = ""


class Instance(msgspec.Struct, frozen=True):
    """Everything that a data set says. Site 0 is the depot.

    x_km, y_km: (sites,) places on a map, for pictures only.
    travel_min, distance_km: (sites, sites), asymmetric; finite, never negative.
    vehicles: None when the data set names no fleet.
    start_min, end_min: when the depot opens and closes, minutes from midnight.
    rows_belong_together: each order row is one customer's habit and is never taken apart;
        otherwise place, window, quantity and service time may be drawn independently.
    """

    name: str
    x_km: tuple[float, ...]
    y_km: tuple[float, ...]
    travel_min: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    orders: tuple[RawOrder, ...]
    capacity_units: float | None
    vehicles: int | None
    start_min: float
    end_min: float
    rows_belong_together: bool

    @property
    def orders_per_day(self) -> float:
        """Orders of a mean date; without dates all rows are one day's."""
        return len(self.orders) / max(1, len({order.date for order in self.orders}))


def instance_of(vrp: VrpFile) -> Instance:
    """A benchmark file in minutes and kilometres.

    Explicit durations are seconds. A Euclidean file has no unit: one unit is chosen such that the
    depot's time window lasts 12 h, or, without a window, such that a mean leg takes 25 min. Time 0
    is 06:00. Kilometres are driving time at 40 km/h (assumption: no benchmark file has both).
    """
    minutes = _minutes_per_unit(vrp)
    travel_min = vrp.durations * minutes
    np.fill_diagonal(travel_min, 0.0)
    distance_km = travel_min * (ROAD_SPEED_KMH / 60.0)
    x_km, y_km = positions_km(distance_km, vrp.coordinates)
    start_min = DAY_START_MIN + vrp.ready[0] * minutes
    end_min = DAY_START_MIN + (vrp.due[0] * minutes if math.isfinite(vrp.due[0]) else HORIZON_MIN)
    orders = tuple(
        RawOrder(
            site=site,
            open_min=float(DAY_START_MIN + vrp.ready[site] * minutes),
            close_min=float(min(end_min, DAY_START_MIN + vrp.due[site] * minutes)),
            quantity_units=float(vrp.demands[site]),
            service_min=float(vrp.services[site] * minutes),
        )
        for site in range(1, len(vrp.demands))
        if vrp.demands[site] > 0.0
    )
    return Instance(
        name=vrp.name,
        x_km=x_km,
        y_km=y_km,
        travel_min=travel_min,
        distance_km=distance_km,
        orders=orders,
        capacity_units=vrp.capacity,
        vehicles=vrp.vehicles,
        start_min=float(start_min),
        end_min=float(end_min),
        rows_belong_together=False,
    )


def _minutes_per_unit(vrp: VrpFile) -> float:
    if vrp.in_seconds:
        return 1.0 / 60.0
    if math.isfinite(vrp.due[0]) and vrp.due[0] > 0.0:
        return HORIZON_MIN / float(vrp.due[0])
    sites = len(vrp.demands)
    mean_leg = float(vrp.durations.sum()) / (sites * (sites - 1))
    return MEAN_LEG_MIN / mean_leg if mean_leg > 0.0 else 1.0
