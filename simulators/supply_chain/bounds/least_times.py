"""The least driving times that any replication can realise: what no plan can drive faster than.

Part of the proof in `week_floor`.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.observations import City

Matrix = NDArray[np.float64]
LEAST_NORMAL = -8.3  # the keyed draws are 53-bit uniforms above 2**-54: no normal below this


def least_noise(cv: float) -> float:
    """The smallest factor that a lognormal draw of mean 1 and this CV can have."""
    variance = math.log1p(cv * cv)
    return math.exp(-0.5 * variance + math.sqrt(variance) * LEAST_NORMAL)


def least_driving_min(city: City, travel_cv: float) -> Matrix:
    """(sites, sites) least minutes of a vehicle with `minutes_factor` 1, at whatever hour.

    Rush hours are felt as at the site that is not the depot.
    """
    share = np.array([zone.congestion_share for zone in city.zones])
    factors = 1.0 + share[:, None] * (np.array(city.hour_factor)[None, :] - 1.0)
    least = np.maximum(0.0, factors.min(axis=1))[np.array(city.site_zone)]
    by_leg = np.broadcast_to(least, city.travel_min.shape).copy()
    by_leg[:, 0] = least
    return np.asarray(city.travel_min * by_leg * least_noise(travel_cv), dtype=np.float64)


def cheapest_ways(legs: Matrix, starts: Sequence[int]) -> Matrix:
    """Least sum over the legs of any way from each start to every site, (starts, sites).

    Bellman 1958, doi:10.1090/qam/102435, all sites at once; few rounds are needed where a detour
    seldom pays.
    """
    ways = legs[list(starts)].copy()
    ways[range(len(starts)), list(starts)] = 0.0
    for _ in range(len(legs)):
        shorter = np.minimum(ways, (ways[:, :, None] + legs[None, :, :]).min(axis=1))
        if np.array_equal(shorter, ways):
            break
        ways = shorter
    return np.asarray(ways, dtype=np.float64)
