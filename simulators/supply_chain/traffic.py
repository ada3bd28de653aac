"""Driving and service times as they turn out: an expected value times keyed noise.

Expected driving times follow the hour of departure; the noise belongs to the arc and that hour,
so two plans that use the same arc in the same hour meet the same traffic.
"""

from ruleloop.draws import Draws
from simulators.supply_chain.day import Day
from simulators.supply_chain.world import World

BUCKET_MIN = 60.0
# Multiples of free flow by hour, fitted to the Stockholm night-delivery pilot (TRID 1503790) and
# to published hourly speeds (26.6 km/h at noon, 16.0 at 18:20); between them assumptions.
HOUR_PROFILE = (
    *(1.0,) * 6, 1.12, 1.45, 1.45, *(1.2,) * 6, 1.35, 1.55, 1.55, 1.4, 1.25, 1.08, 1.08, 1.0, 1.0
)  # fmt: skip
DAYTIME_MEAN = sum(HOUR_PROFILE[7:19]) / 12.0


def hour_factors(congestion: float) -> tuple[float, ...]:
    """Expected driving time by hour of departure, as a multiple of the daytime mean (24 values).

    `congestion` 0 makes every hour equal, 1 is usual; factors stay at or above 0.2.
    """
    return tuple(
        max(0.2, 1.0 + congestion * (multiple / DAYTIME_MEAN - 1.0)) for multiple in HOUR_PROFILE
    )


def hour_of(minute: float) -> int:
    """The hour of day, 0 to 23, of a minute counted from midnight; days repeat."""
    return int(minute // BUCKET_MIN) % 24


class Traffic:
    """The realised times of one replication."""

    def __init__(self, day: Day, world: World, draws: Draws) -> None:
        self._travel = day.travel_min.tolist()
        self._orders = day.orders
        self._factors = hour_factors(world.congestion)
        self._travel_cv = world.travel_cv
        self._service_cv = world.service_cv
        self._draws = draws

    def travel_min(self, i: int, j: int, depart_min: float) -> float:
        """Realised driving minutes from site `i` to site `j`, leaving at `depart_min`."""
        if i == j:
            return 0.0
        bucket = int(depart_min // BUCKET_MIN)
        expected = self._travel[i][j] * self._factors[bucket % 24]
        return self._draws.lognormal(expected, self._travel_cv, "travel", i, j, bucket)

    def service_min(self, order: int) -> float:
        """Realised minutes of service at an order's site."""
        return self._draws.lognormal(
            self._orders[order].service_min, self._service_cv, "service", order
        )
