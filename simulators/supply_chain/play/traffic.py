"""Driving and service times as they turn out: an expected value times keyed noise.

Expected driving times follow the hour of departure; the noise belongs to the arc and that hour,
so two plans that use the same arc in the same hour meet the same traffic, whatever they drive.
"""

from collections.abc import Sequence

from ruleloop.draws import Draws
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.week import WeekOrder
from simulators.supply_chain.world import World

BUCKET_MIN = 60.0


class Traffic:
    """The realised times of one replication."""

    def __init__(
        self, book: RoadBook, orders: Sequence[WeekOrder], world: World, draws: Draws
    ) -> None:
        self._book, self._orders, self._draws = book, orders, draws
        self._travel_cv, self._service_cv = world.travel_cv, world.service_cv

    def travel_min(self, i: int, j: int, depart_min: float, kind: int = 0) -> float:
        """Realised driving minutes from site `i` to site `j`, leaving at `depart_min`."""
        if i == j:
            return 0.0
        bucket = int(depart_min // BUCKET_MIN)
        expected = self._book.leg_min(i, j, depart_min, kind)
        return self._draws.lognormal(expected, self._travel_cv, "travel", i, j, bucket)

    def service_min(self, order: int, expected_min: float | None = None, attempt: int = 0) -> float:
        """Realised minutes of service at an order's site: all of it, or what is expected of a part.

        The noise belongs to the order and the attempt, so the parts of a split order share it.
        """
        if expected_min is None:
            expected_min = self._orders[order].service_min
        key = ("service", order, attempt) if attempt else ("service", order)
        return self._draws.lognormal(expected_min, self._service_cv, *key)


def hour_of(minute: float) -> int:
    """The hour of day, 0 to 23, of a minute counted from midnight; days repeat."""
    return int(minute // BUCKET_MIN) % 24
