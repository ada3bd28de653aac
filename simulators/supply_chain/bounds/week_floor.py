"""A proven lower bound on the cost of a region's week, for any rules: who beats it has cheated."""

import numpy as np

from ruleloop.draws import Draws
from simulators.supply_chain.bounds.least_times import least_driving_min
from simulators.supply_chain.bounds.radial_bounds import (
    ClassPrices,
    may_enter,
    prices_of,
    shares_of,
)
from simulators.supply_chain.bounds.visits import (
    ATTEMPTS,
    CENT_HALF_EUR,
    Vector,
    Visits,
    visits_of,
)
from simulators.supply_chain.observations import City
from simulators.supply_chain.week import Week

TRIP_EUR = 0.05  # what rounding to whole cents can take away from a trip and its share of a shift


def floor_of_week(
    week: Week, city: City, draws: Draws, *, travel_cv: float, service_cv: float
) -> float:
    """A bound in EUR per ordered unit that no rules can beat in this replication.

    city: what is known of the week beforehand. draws: the replication's.
    travel_cv, service_cv: spread of the noise, as in the world.

    Proof. Every owed order is bought from the spot carrier, delivered, or both in parts. The bill
    is at least its spot prices and what its trips cost; a trip costs at least the paid minutes of
    its loading, driving and service, its kilometres with the energy of an empty vehicle, levy and
    toll, and the fees of attempts that fail. A shift pays at least the minutes worked in it, and a
    vehicle's price of a day is at least its share of the `MOST_OUT_MIN` for which it can be out
    for it; waiting, overtime, night premium, lateness and discounts cost nothing less than nothing.

    It is enough to give every order a price such that no trip costs less than its deliveries
    together (weak duality of set partitioning; Balinski & Quandt 1964, doi:10.1287/opre.12.2.300).
    The price of an order is, for the cheapest class that may enter its zone and can hold it:

    1. *Service*: the realised minutes of the first attempt; or those of a later one and the fees
       of the attempts that failed before. Parts of a split order share the noise, and each pays
       the stop again.
    2. *Loading and round*: a vehicle drives at least to the farthest of its stops and back, by the
       cheapest way there is, with the least noise that a draw can have; each order pays its share
       of the capacity, and the shares of one trip are at most 1 (radial bound; Haimovich & Rinnooy
       Kan 1985, doi:10.1287/moor.10.4.527). Goods by way of the cross-dock pay their shares of
       two vehicles, and the handling.

    A part of an order pays in proportion, so no cut is cheaper than the cheaper of its two ends.
    A load that fails, returns, or is taken over by another vehicle pays for its last trip alone.
    Roundings to cents are subtracted; where loading costs less than they, the floor is 0.
    """
    driving_min = least_driving_min(city, travel_cv)
    prices = [prices_of(city, kind, driving_min) for kind in city.kinds]
    failed_min = _failed_eur(city) / max(own.minute_eur for own in prices)
    visits = visits_of(week, city, service_cv, draws, failed_min=failed_min)
    loading_eur = city.loading_min * min(own.minute_eur for own in prices)
    if not len(visits.units) or loading_eur < TRIP_EUR:
        return 0.0
    delivery_eur = _delivery_eur(city, visits, prices)
    return float(np.minimum(visits.spot_eur, delivery_eur).sum() / visits.units.sum())


def _delivery_eur(city: City, visits: Visits, prices: list[ClassPrices]) -> Vector:
    """Least price of each order when own vehicles deliver it, (n,); infinite where none can."""
    shares = [shares_of(visits, kind) for kind in city.kinds]
    trunk_eur = np.zeros(len(visits.units))
    if city.hub >= 0:
        work_min = city.loading_min + city.hub_min
        by_class = [
            share * (own.round_eur[0, city.hub] + work_min * own.minute_eur - TRIP_EUR)
            for share, own in zip(shares, prices, strict=True)
        ]
        trunk_eur = np.min(by_class, axis=0) + visits.units * city.hub_eur_per_unit
    best = np.full(len(visits.units), np.inf)
    for kind, share, own in zip(range(len(prices)), shares, prices, strict=True):
        fixed_eur = _door_eur(city, visits, kind, own.minute_eur)
        fixed_eur += share * (own.minute_eur * city.loading_min - TRIP_EUR)
        fixed_eur[(share > 1.0) & ~visits.may_split] = np.inf
        for base, round_eur in enumerate(own.round_eur):
            by_hub_eur = trunk_eur if base else 0.0
            best = np.minimum(best, fixed_eur + share * round_eur[visits.site] + by_hub_eur)
    return best


def _door_eur(city: City, visits: Visits, kind: int, minute_eur: float) -> Vector:
    """Least wage of service and parking, (n,); infinite where the class may not enter."""
    vehicle = city.kinds[kind]
    zones = [city.zones[city.site_zone[site]] for site in visits.site]
    parking_min = np.array([vehicle.parking_min * zone.is_narrow for zone in zones])
    failed_eur = np.arange(ATTEMPTS + 1) * _failed_eur(city)
    service_eur = (visits.service_min * minute_eur + failed_eur).min(axis=1)
    eur = service_eur + parking_min * minute_eur
    eur[[not may_enter(vehicle, zone) for zone in zones]] = np.inf
    return np.asarray(eur, dtype=np.float64)


def _failed_eur(city: City) -> float:
    """Least fee of a failed attempt."""
    return max(0.0, city.failed_eur - CENT_HALF_EUR)
