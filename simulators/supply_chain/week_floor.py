"""A proven lower bound on the cost of a region's week, for any rules: who beats it has cheated."""

import math

import numpy as np

from ruleloop.draws import Draws
from simulators.supply_chain.least_times import LeastTimes
from simulators.supply_chain.leg_bounds import LegBounds, LegPrices, Matrix, potentials
from simulators.supply_chain.observations import City, VehicleClass, Zone
from simulators.supply_chain.radial_bounds import cheapest_ways, prices_of, shares_of
from simulators.supply_chain.visits import Vector, Visits, visits_of
from simulators.supply_chain.week import Week

TRIP_EUR = 0.05  # what rounding to whole cents can take away from a trip and its share of a shift
# (share of the driving time, share of the kilometres) that is paid by legs; the rest by rounds.
MIXTURES = ((1.0, 1.0), (1.0, 0.5), (1.0, 0.0), (0.5, 0.0), (0.0, 0.0))


def floor_of_week(
    week: Week, city: City, draws: Draws, *, travel_cv: float, service_cv: float
) -> float:
    """A bound in EUR per ordered unit that no rules can beat in this replication.

    city: what is known of the week beforehand. draws: the replication's.
    travel_cv, service_cv: spread of the noise, as in the world.

    Proof. Every owed order is bought from the spot carrier, delivered, or both in parts. The bill
    is at least its spot prices and what its trips cost; a trip costs at least the paid minutes of
    its loading, driving, waiting and service, its kilometres with the energy of an empty vehicle,
    levy and toll, and the fees of attempts that fail. A shift pays at least the minutes worked in
    it, and a vehicle's price of a day is at least its share of the `MOST_OUT_MIN` for which it can
    be out for it; overtime, night premium and discounts cost nothing less than nothing.

    It is enough to give every order a price such that no trip costs less than its deliveries
    together (weak duality of set partitioning; Balinski & Quandt 1964, doi:10.1287/opre.12.2.300).
    Such prices add up over parts of a trip's cost:

    1. *Service*: the realised minutes of the first attempt; or the least there can be and half
       the fee of the attempt that failed before. Parts of a split order share the noise, and each
       pays the stop again.
    2. *Loading and rounds*: the vehicle drives at least to the farthest of its stops and back, by
       the cheapest way; the order pays its share of the vehicle's capacity (radial bound; Haimovich
       & Rinnooy Kan 1985, doi:10.1287/moor.10.4.527). By way of the cross-dock it pays this for
       both vehicles, and the handling.
    3. *Legs*: a leg between two deliveries costs at least what `LegBounds.costs_eur` says; of two
       potentials of every delivery, one for each of its legs, no two add up to more
       (dual of the assignment problem; Kuhn 1955, doi:10.1002/nav.3800020109). A regular delivery
       begins within a window that was asked for or offered, so its legs begin in known hours, of
       which the least realised driving time is looked up, and two deliveries on different days
       are paid minutes apart. Lateness pays half its price to either leg; what lies between two
       deliveries (failed attempts, a vehicle to be rescued) is a way of least legs, and half a
       fee. Potentials are never negative, so that further visits cost nothing less than nothing.
    4. Driving is divided between 2 and 3 in fixed shares, with the least noise that a draw can
       have where hours are not known; every division is a bound, and the best one is taken.

    A trip's prices hold for the cheapest class that may enter and can hold the order; a part of an
    order pays in proportion, and in full for its legs, so cutting it is never cheaper than the
    cheaper of its two ends. Roundings to cents are subtracted.
    """
    visits = visits_of(week, city, service_cv, draws)
    units = float(visits.units[visits.is_owed].sum())
    costs = _Costs(city, visits, LeastTimes(city, travel_cv, draws))
    if not units or not costs.is_above_rounding:
        return 0.0
    by_order = (np.minimum(visits.spot_eur, costs.delivery_eur(*mix)) for mix in MIXTURES)
    return max(0.0, *(float(eur[visits.is_owed].sum()) for eur in by_order)) / units


class _Costs:
    """The least cost of delivering each order, by mixtures of two relaxations."""

    def __init__(self, city: City, visits: Visits, times: LeastTimes) -> None:
        self._city, self._visits = city, visits
        self._never_below = times.never_below
        self._prices = [prices_of(city, kind, times.never_below) for kind in city.kinds]
        self._shares = [shares_of(visits, kind) for kind in city.kinds]
        self._services = [self._service_eur(kind) for kind in range(len(city.kinds))]
        self._legs = LegBounds(
            visits, times, loading_min=city.loading_min, failed_eur=city.failed_eur
        )
        self._legs.look_up(self._leg_prices(1.0, 1.0))

    @property
    def is_above_rounding(self) -> bool:
        """Whether loading a vehicle costs more than rounding can take away."""
        return all(own.minute_eur * self._city.loading_min >= TRIP_EUR for own in self._prices)

    def delivery_eur(self, time: float, km: float) -> Vector:
        """Least cost by order, (n,), with these shares of driving and kilometres paid by legs."""
        prices = self._leg_prices(time, km)
        leaves, arrives = potentials(self._legs.costs_eur(prices), prices)
        rounds = [
            (1.0 - time) * own.round_eur + max(0.0, time - km) * own.round_km_eur
            for own in self._prices
        ]
        by_class = [self._by_class_eur(kind, rounds) for kind in range(len(rounds))]
        return np.asarray(np.min(by_class, axis=0) + leaves + arrives, dtype=np.float64)

    def _leg_prices(self, time: float, km: float) -> LegPrices:
        minute = min(own.minute_eur for own in self._prices) * time
        drive = min(own.drive_eur for own in self._prices) * time
        km_eur = np.min([own.km_eur for own in self._prices], axis=0) * km
        ways = cheapest_ways(drive * self._never_below + km_eur)
        bases = [0, self._city.hub] if self._city.hub >= 0 else [0]
        out, back = ways[bases].min(axis=0), ways[:, bases].min(axis=1)
        sites = self._visits.site
        return LegPrices(minute, drive, km_eur, ways, out[sites], back[sites])

    def _service_eur(self, kind: int) -> Vector:
        """Wage at the door, (n,); infinite for orders that the class may not or cannot deliver."""
        city, visits = self._city, self._visits
        vehicle, minute_eur = city.kinds[kind], self._prices[kind].minute_eur
        zones = [city.zones[zone] for zone in city.site_zone]
        may_enter = np.array([may(vehicle, zone) for zone in zones])[visits.site]
        parking = np.array([vehicle.parking_min * zone.is_narrow for zone in zones])[visits.site]
        fits = (self._shares[kind] <= 1.0) | visits.may_split
        again = visits.least_service_min * minute_eur + visits.again_eur / 2.0
        eur = np.minimum(visits.service_min * minute_eur, again) + parking * minute_eur
        return np.where(may_enter & fits, eur, math.inf)

    def _by_class_eur(self, kind: int, rounds: list[Matrix]) -> Vector:
        """Service, and the order's share of a vehicle's loading and round, from either base."""
        city, visits, share = self._city, self._visits, self._shares[kind]
        loading = self._prices[kind].minute_eur * city.loading_min - TRIP_EUR
        by_base = [share * (loading + way[visits.site]) for way in rounds[kind]]
        if city.hub >= 0:
            trunk = [s * way[0, city.hub] for s, way in zip(self._shares, rounds, strict=True)]
            by_base[1] += np.min(trunk, axis=0) + visits.units * city.hub_eur_per_unit
        return np.asarray(self._services[kind] + np.min(by_base, axis=0), dtype=np.float64)


def may(vehicle: VehicleClass, zone: Zone) -> bool:
    """Whether a class may enter a zone at all."""
    is_light = vehicle.gross_t <= zone.most_gross_t
    return is_light and (vehicle.is_electric or not zone.is_zero_emission)
