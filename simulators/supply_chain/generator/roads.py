"""Driving times and kilometres of a made-up region."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.supply_chain.world import World

DETOUR = (1.25, 1.4)  # road / crow-fly distance; each direction of an arc has its own
LOCAL_KM = 4.0  # at either end of a leg, driven at the speed of that zone
ROAD_MULTIPLE = 2.0  # speed between, as a multiple of `speed_kmh`
# Assumed: local speed by zone as a multiple of `speed_kmh`, before rush hours.
ZONE_SPEED = (0.7, 0.85, 1.1, 1.1, 1.6)


def region_roads(
    world: World,
    draws: Draws,
    points: NDArray[np.float64],
    names: Sequence[str],
    site_zone: Sequence[int],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(sites, sites) minutes of a van, day average, and kilometres; both asymmetric.

    points: (sites, 2) kilometres. The detour of an arc is a function of the names of its ends, so
    that another customer changes no other arc.
    """
    crow_km = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    distance_km = crow_km * _detours(draws, names)
    half = np.minimum(distance_km / 2.0, LOCAL_KM)
    minutes_per_km = 60.0 / (world.speed_kmh * np.array([ZONE_SPEED[zone] for zone in site_zone]))
    travel_min = half * (minutes_per_km[:, None] + minutes_per_km[None, :])
    travel_min += (distance_km - 2.0 * half) * (60.0 / (ROAD_MULTIPLE * world.speed_kmh))
    travel_min += world.start_stop_min
    np.fill_diagonal(travel_min, 0.0)
    return np.asarray(travel_min), np.asarray(distance_km)


def _detours(draws: Draws, names: Sequence[str]) -> NDArray[np.float64]:
    """One uniform number per ordered pair: the sum of two, modulo 1 (Cranley & Patterson 1976)."""
    start = np.array([draws.uniform("from", name) for name in names])
    end = np.array([draws.uniform("to", name) for name in names])
    low, high = DETOUR
    return np.asarray(low + (high - low) * ((start[:, None] + end[None, :]) % 1.0))
