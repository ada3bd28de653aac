"""The least driving times that a replication can realise: what no plan can drive faster than.

Part of the proof in `week_floor`. Noise belongs to an arc and an hour, so a leg that must begin
within known hours takes at least the least of their draws; a leg that may begin whenever takes at
least what the smallest draw there is at all would make of it.
"""

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.supply_chain.observations import City

Matrix = NDArray[np.float64]
BUCKET_MIN = 60.0
LEAST_NORMAL = -8.3  # the keyed draws are 53-bit uniforms above 2**-54: no normal below this
_STANDARD_NORMAL = NormalDist()


class LeastTimes:
    """Least realised driving minutes of a vehicle with `minutes_factor` 1.

    never_below: (sites, sites) whatever the hour and the draw.
    """

    def __init__(self, city: City, travel_cv: float, draws: Draws) -> None:
        self._draws, self._travel = draws, city.travel_min
        self._variance = math.log1p(travel_cv * travel_cv)
        share = np.array([zone.congestion_share for zone in city.zones])
        hours = np.array(city.hour_factor)
        self._factor = np.maximum(0.0, 1.0 + share[:, None] * (hours[None, :] - 1.0))
        zone = np.array(city.site_zone)
        self._zone = np.broadcast_to(zone, city.travel_min.shape).copy()
        self._zone[:, 0] = zone  # rush hours are felt as at the site that is not the depot
        least = self._factor.min(axis=1)[self._zone]
        self.never_below: Matrix = city.travel_min * least * least_noise(travel_cv)
        self._found: dict[tuple[int, int, int, int], float] = {}

    def _noise(self, normal: float) -> float:
        return math.exp(-0.5 * self._variance + math.sqrt(self._variance) * normal)

    def between(self, i: int, j: int, first_bucket: int, last_bucket: int) -> float:
        """Least minutes from site `i` to `j`, leaving in one of these hours of the week."""
        key = (i, j, first_bucket, last_bucket)
        if key not in self._found:
            self._found[key] = self._between(i, j, range(first_bucket, last_bucket + 1))
        return self._found[key]

    def _between(self, i: int, j: int, buckets: range) -> float:
        if i == j:
            return 0.0
        factors = self._factor[self._zone[i, j]]
        if not self._variance:
            return float(self._travel[i, j] * min(factors[b % 24] for b in buckets))
        least: dict[float, float] = {}
        for bucket, uniform in zip(
            buckets, self._draws.uniforms("travel", i, j, last=buckets), strict=True
        ):
            factor = float(factors[bucket % 24])
            least[factor] = min(uniform, least.get(factor, 1.0))
        multiples = (
            factor * self._noise(_STANDARD_NORMAL.inv_cdf(uniform))
            for factor, uniform in least.items()
        )
        return float(self._travel[i, j]) * min(multiples)


def least_noise(cv: float) -> float:
    """The smallest factor that a lognormal draw of mean 1 and this CV can have."""
    variance = math.log1p(cv * cv)
    return math.exp(-0.5 * variance + math.sqrt(variance) * LEAST_NORMAL)
