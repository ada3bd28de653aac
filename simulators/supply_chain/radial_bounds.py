"""What a trip costs at least by how far it goes: every order pays its share of the vehicle.

Part of the proof in `week_floor`.
"""

from dataclasses import dataclass

import numpy as np

from simulators.supply_chain.leg_bounds import Matrix
from simulators.supply_chain.observations import ROUNDING, City, VehicleClass
from simulators.supply_chain.visits import Vector, Visits

MOST_OUT_MIN = 2_400.0  # a day, and the longest legal trip that left at its last minute


@dataclass(frozen=True)
class ClassPrices:
    """What one class of vehicle costs at least.

    minute_eur: per paid minute, with the vehicle's fixed price spread over all minutes that it
        can be out for one day's price. drive_eur: per minute of driving of `City.travel_min`.
    km_eur: (sites, sites) kilometres, energy of the emptiest vehicle, levy and toll.
    round_eur, round_km_eur: (bases, sites) least price of driving from a base to a site by
        whatever way and back, with and without the time.
    """

    minute_eur: float
    drive_eur: float
    km_eur: Matrix
    round_eur: Matrix
    round_km_eur: Matrix


def prices_of(city: City, kind: VehicleClass, never_below: Matrix) -> ClassPrices:
    """The least prices of a class; `never_below` are the least driving minutes, (sites, sites)."""
    # without legal hours a trip may last as long as it likes
    fixed_eur = kind.fixed_eur_per_day / MOST_OUT_MIN if city.has_hours else 0.0
    minute_eur = kind.wage_eur_per_h / 60.0 + fixed_eur
    energy = min(kind.energy_empty_per_km, kind.energy_full_per_km)
    per_km = kind.wear_eur_per_km + energy * (kind.energy_eur + kind.levy_eur)
    share = np.array([city.zones[zone].toll_share for zone in city.site_zone])
    tolled = np.broadcast_to(share, city.distance_km.shape).copy()
    tolled[:, 0] = share  # the site that is not the depot decides
    km_eur = city.distance_km * (per_km + tolled * kind.toll_eur_per_km)
    drive_eur = minute_eur * kind.minutes_factor
    bases = [0, city.hub] if city.hub >= 0 else [0]
    both = cheapest_ways(drive_eur * never_below + km_eur)
    only_km = cheapest_ways(km_eur)
    return ClassPrices(
        minute_eur,
        drive_eur,
        km_eur,
        both[bases] + both.T[bases],
        only_km[bases] + only_km.T[bases],
    )


def cheapest_ways(legs: Matrix) -> Matrix:
    """Least sum over the legs of any way between two sites, (sites, sites).

    Floyd 1962, doi:10.1145/367766.368168.
    """
    ways = legs.copy()
    np.fill_diagonal(ways, 0.0)
    for via in range(len(ways)):
        np.minimum(ways, ways[:, via, None] + ways[via], out=ways)
    return ways


def shares_of(visits: Visits, kind: VehicleClass) -> Vector:
    """What share of a vehicle each order takes, (n,); those on one trip add up to at most 1.

    By units or by weight, whichever is scarcer over the week.
    """
    by_units = visits.units / (kind.capacity_units * (1.0 + ROUNDING))
    by_weight = visits.weight_kg / (kind.payload_kg * (1.0 + ROUNDING))
    return by_units if by_units.sum() >= by_weight.sum() else by_weight
