"""Nights: when they are, and how many deliveries each zone has had."""

from collections import Counter

from simulators.supply_chain.observations import DAY_MIN

NIGHT_FROM_MIN, NIGHT_TO_MIN = 1320.0, 360.0


def is_night(minute: float) -> bool:
    """Whether a minute is between 22 and 6 h."""
    of_day = minute % DAY_MIN
    return of_day >= NIGHT_FROM_MIN or of_day < NIGHT_TO_MIN


def night_of(minute: float) -> int:
    """The night that is running or comes next, counted from that of the first evening."""
    return int((minute - NIGHT_TO_MIN) // DAY_MIN)


class Nights:
    """Deliveries by zone and night: those made, and those that vehicles on the road have planned.

    Noise is made by unloading, so it is the begin of service that counts.
    """

    def __init__(self) -> None:
        self._made: Counter[tuple[int, int]] = Counter()
        self._planned: Counter[tuple[int, int]] = Counter()

    @property
    def made(self) -> int:
        """All deliveries by night."""
        return self._made.total()

    def made_in(self, zone: int, minute: float) -> int:
        """Deliveries made in the night of this minute."""
        return self._made[zone, night_of(minute)]

    def make(self, zone: int, minute: float) -> None:
        """A delivery by night begins."""
        self._made[zone, night_of(minute)] += 1

    def plan(self, zone: int, minute: float, change: int) -> None:
        """A vehicle that leaves plans a delivery for this night (+1), or has done with it (-1)."""
        self._planned[zone, night_of(minute)] += change

    def counted(self, zones: int, now_min: float) -> tuple[int, ...]:
        """By zone, deliveries of the night that is running or comes next, made or planned."""
        night = night_of(now_min)
        return tuple(self._made[z, night] + self._planned[z, night] for z in range(zones))
