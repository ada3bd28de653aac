"""Driving times and kilometre costs of every class, as whole numbers for PyVRP.

The open version of PyVRP knows neither rush hours nor tolls nor consumption by speed. Driving
times are therefore the mean over the next hours, and an arc whose kilometres cost more than the
class's usual price is as much longer.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.observations import City, VehicleClass

HOURS_AHEAD = 3  # a trip takes about this long: its driving times are the mean over these hours
HALF = 0.5  # a round trip is half loaded on average
SPEEDS_KMH, MULTIPLES = (15.0, 25.0, 50.0), (1.35, 1.15, 1.0)  # as `energy.speed_multiple`
Arcs = NDArray[np.float64]


@dataclass(frozen=True)
class Roads:
    """The arcs of one class between the sites of a request, (sites, sites) each.

    metres: as long as they cost, at `eur_per_km`. seconds, minutes: expected driving times.
    metres_per_kwh: how many of these metres a battery lasts, at least; 0 without a battery.
    """

    metres: NDArray[np.int64]
    seconds: NDArray[np.int64]
    minutes: Arcs
    eur_per_km: float
    metres_per_kwh: float = 0.0

    def among(self, places: Sequence[int]) -> "Roads":
        """The arcs between some of the sites."""
        arcs = np.ix_(places, places)
        return dataclasses.replace(
            self, metres=self.metres[arcs], seconds=self.seconds[arcs], minutes=self.minutes[arcs]
        )


class RoadMap:
    """Makes `Roads` for the sites of one request; the first of them is the base."""

    def __init__(self, city: City, sites: Sequence[int], depart_min: float) -> None:
        self._city = city
        among = np.ix_(sites, sites)
        self._km, self._travel = city.distance_km[among], city.travel_min[among]
        # congestion and toll of an arc are those of its site that is not the base
        zones = [city.zones[city.site_zone[site]] for site in sites]
        self._factor = _by_site([_factor(city, z.congestion_share, depart_min) for z in zones])
        self._toll_share = _by_site([zone.toll_share for zone in zones])

    def of(self, kind: int) -> Roads:
        """The arcs as a vehicle of this class drives them."""
        vehicle = self._city.kinds[kind]
        seconds = self._travel * (60.0 * self._factor * vehicle.minutes_factor)
        minutes = self._travel * self._factor * vehicle.minutes_factor
        energy_per_km = _energy_per_km(vehicle)
        energy_eur = energy_per_km * (vehicle.energy_eur + vehicle.levy_eur)
        usual_eur = vehicle.wear_eur_per_km + energy_eur
        slow = self._slow(minutes) if energy_per_km else 1.0
        longer = self._longer(vehicle, energy_eur * (slow - 1.0), usual_eur)
        reach = 0.0
        if vehicle.battery_kwh and energy_per_km:
            reach = float(np.min(1000.0 * longer / (energy_per_km * slow)))
        return Roads(
            np.rint(self._km * 1000.0 * longer).astype(np.int64),
            np.rint(seconds).astype(np.int64),
            minutes,
            usual_eur,
            reach,
        )

    def _longer(
        self, vehicle: VehicleClass, extra_eur: float | Arcs, usual_eur: float
    ) -> float | Arcs:
        """How much more than usual the kilometres of each arc cost, as a multiple from 1 up."""
        if usual_eur <= 0.0:
            return 1.0
        return 1.0 + (extra_eur + self._toll_share * vehicle.toll_eur_per_km) / usual_eur

    def _slow(self, minutes: Arcs) -> Arcs:
        kmh = np.where(minutes > 0.0, self._km * 60.0 / np.maximum(minutes, 1e-9), np.inf)
        kmh[self._km <= 0.0] = np.inf
        return np.interp(kmh, SPEEDS_KMH, MULTIPLES)


def _energy_per_km(vehicle: VehicleClass) -> float:
    empty, full = vehicle.energy_empty_per_km, vehicle.energy_full_per_km
    return empty + HALF * (full - empty)


def _factor(city: City, share: float, depart_min: float) -> float:
    first = int(depart_min // 60.0) % 24
    hours = [city.hour_factor[(first + k) % 24] for k in range(HOURS_AHEAD)]
    mean = sum(hours) / HOURS_AHEAD
    return mean if share == 1.0 else 1.0 + share * (mean - 1.0)


def _by_site(values: Sequence[float]) -> Arcs:
    """(sites, sites): the value of the arc's end, or of its start on the way to the base."""
    row = np.array(values)
    arcs = np.repeat(row[None, :], len(row), axis=0)
    arcs[:, 0] = row
    return arcs
