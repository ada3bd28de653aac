"""What a class of vehicle costs at least, by how far it goes and how much it holds.

Part of the proof in `week_floor`.
"""

from dataclasses import dataclass

import numpy as np

from simulators.supply_chain.bounds.least_times import Matrix, cheapest_ways
from simulators.supply_chain.bounds.visits import Vector, Visits
from simulators.supply_chain.observations import ROUNDING, City, VehicleClass, Zone

MOST_OUT_MIN = 2_880.0  # no legal shift that starts on a day is worked after the next one


@dataclass(frozen=True)
class ClassPrices:
    """What one class of vehicle costs at least.

    minute_eur: per paid minute, with the vehicle's fixed price spread over all minutes that it
        can be out for one day's price.
    round_eur: (bases, sites) driving from a base to a site by whatever way and back: time,
        kilometres, energy of the emptiest vehicle, levy and toll.
    """

    minute_eur: float
    round_eur: Matrix


def prices_of(city: City, kind: VehicleClass, driving_min: Matrix) -> ClassPrices:
    """The least prices of a class; `driving_min` are the least driving minutes, (sites, sites)."""
    # without legal hours a trip may last as long as it likes
    fixed_eur = kind.fixed_eur_per_day / MOST_OUT_MIN if city.has_hours else 0.0
    minute_eur = kind.wage_eur_per_h / 60.0 + fixed_eur
    energy = min(kind.energy_empty_per_km, kind.energy_full_per_km)
    per_km = kind.wear_eur_per_km + energy * (kind.energy_eur + kind.levy_eur)
    share = np.array([city.zones[zone].toll_share for zone in city.site_zone])
    tolled = np.broadcast_to(share, city.distance_km.shape).copy()
    tolled[:, 0] = share  # the site that is not the depot decides
    km_eur = city.distance_km * (per_km + tolled * kind.toll_eur_per_km)
    legs = minute_eur * kind.minutes_factor * driving_min + km_eur
    bases = [0, city.hub] if city.hub >= 0 else [0]
    there, back = cheapest_ways(legs, bases), cheapest_ways(legs.T, bases)
    return ClassPrices(minute_eur, there + back)


def shares_of(visits: Visits, kind: VehicleClass) -> Vector:
    """What share of a vehicle each order takes, (n,); those on one trip add up to at most 1.

    By units or by weight, whichever is scarcer over the week.
    """
    by_units = visits.units / (kind.capacity_units * (1.0 + ROUNDING))
    by_weight = visits.weight_kg / (kind.payload_kg * (1.0 + ROUNDING))
    return by_units if by_units.sum() >= by_weight.sum() else by_weight


def may_enter(kind: VehicleClass, zone: Zone) -> bool:
    """Whether a class may enter a zone at all."""
    is_light = kind.gross_t <= zone.most_gross_t
    return is_light and (kind.is_electric or not zone.is_zero_emission)
