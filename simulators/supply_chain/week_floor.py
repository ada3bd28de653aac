"""A proven lower bound on the cost of a region's week, for any rules: who beats it has cheated."""

import math
from collections.abc import Iterator

import numpy as np

from ruleloop.draws import Draws
from simulators.supply_chain.leg_bounds import LegBounds, LegPrices, potentials
from simulators.supply_chain.least_times import LeastTimes
from simulators.supply_chain.observations import City
from simulators.supply_chain.radial_bounds import ClassPrices, prices_of, shares_of, ways_eur
from simulators.supply_chain.visits import Vector, Visits, visits_of
from simulators.supply_chain.week import Week

TRIP_CENTS_EUR = 0.03  # what rounding to whole cents can take away from a trip and its shift
MIXES = ((1.0, 1.0), (1.0, 0.5), (1.0, 0.0), (0.0, 0.0))


def floor_of_week(
    week: Week, city: City, draws: Draws, *, travel_cv: float, service_cv: float
) -> float:
    """A bound in EUR per ordered unit that no rules can beat in this replication."""
    visits = visits_of(week, city, service_cv, draws)
    units = float(visits.units[visits.is_owed].sum())
    if not units:
        return 0.0
    costs = _Costs(week, city, visits, LeastTimes(city, travel_cv, draws))
    best = max(
        float(np.minimum(visits.spot_eur, costs.delivery_eur(*mix))[visits.is_owed].sum())
        for mix in MIXES
    )
    return max(0.0, best) / units


class _Costs:
    def __init__(self, week: Week, city: City, visits: Visits, times: LeastTimes) -> None:
        self._city, self._visits, self._times = city, visits, times
        self._prices = [prices_of(city, kind) for kind in city.kinds]
        self._shares = [shares_of(visits, kind) for kind in city.kinds]
        self._bases = [0, city.hub] if city.hub >= 0 else [0]
        self._may_split = np.array([order.may_split for order in week.orders])
        self._legs = LegBounds(visits, times, city.loading_min)
        self._legs.look_up(self._leg_prices(1.0, 1.0))

    def delivery_eur(self, time: float, km: float) -> Vector:
        prices = self._leg_prices(time, km)
        leaves, arrives = potentials(self._legs.costs_eur(prices), prices)
        best = np.full(len(self._visits.site), math.inf)
        for kind, own in enumerate(self._prices):
            for eur in self._by_class(kind, own, 1.0 - time, 1.0 - km):
                best = np.minimum(best, eur)
        return best + leaves + arrives

    def _leg_prices(self, time: float, km: float) -> LegPrices:
        minute = min(own.minute_eur for own in self._prices) * time
        drive = min(own.drive_eur for own in self._prices) * time
        km_eur = np.min([own.km_eur for own in self._prices], axis=0) * km
        ways = [ways_eur(drive * self._times.never_below + km_eur, base) for base in self._bases]
        sites = self._visits.site
        out = np.min([way[0] for way in ways], axis=0)[sites]
        back = np.min([way[1] for way in ways], axis=0)[sites]
        return LegPrices(minute, drive, km_eur, out, back)

    def _by_class(self, kind: int, own: ClassPrices, time: float, km: float) -> Iterator[Vector]:
        city, visits = self._city, self._visits
        vehicle, share = city.kinds[kind], self._shares[kind]
        zones = [city.zones[zone] for zone in city.site_zone]
        may_enter = np.array(
            [
                vehicle.gross_t <= zone.most_gross_t
                and (vehicle.is_electric or not zone.is_zero_emission)
                for zone in zones
            ]
        )[visits.site]
        fits = (share <= 1.0) | self._may_split
        narrow = np.array([zone.is_narrow for zone in zones])[visits.site]
        parking = np.where(narrow, vehicle.parking_min, 0.0)
        again = visits.least_service_min * own.minute_eur + visits.second_eur / 2.0
        service = np.minimum(visits.service_min * own.minute_eur, again)
        service = service + parking * own.minute_eur
        loading = own.minute_eur * city.loading_min - TRIP_CENTS_EUR
        legs = own.drive_eur * time * self._times.never_below + own.km_eur * km
        for base in self._bases:
            out, back = ways_eur(legs, base)
            eur = service + share * (loading + (out + back)[visits.site])
            if base:
                eur = eur + visits.units * city.hub_eur_per_unit + self._trunk_eur(time, km)
            yield np.where(may_enter & fits, eur, math.inf)

    def _trunk_eur(self, time: float, km: float) -> Vector:
        options = []
        for own, share in zip(self._prices, self._shares, strict=True):
            legs = own.drive_eur * time * self._times.never_below + own.km_eur * km
            out, back = ways_eur(legs, 0)
            options.append(share * (out + back)[self._city.hub])
        return np.asarray(np.min(options, axis=0), dtype=np.float64)
