"""A whole day's trips, written down beforehand, and rules that do nothing but follow them."""

from typing import Any

import msgspec

from simulators.supply_chain.interface import Route, Wave, WavePlan

Stops = tuple[int, ...]


class Trip(msgspec.Struct, frozen=True, array_like=True):
    """One trip: the wave it leaves with, by its place in `Day.waves_min`, and its order numbers."""

    wave: int
    stops: Stops


class DayPlan(msgspec.Struct, frozen=True):
    """All trips of a day; orders in none of them are left to the spot carrier."""

    trips: tuple[Trip, ...]

    def encoded(self) -> bytes:
        """The plan as JSON."""
        return msgspec.json.encode(self)


def decoded(plan: bytes) -> DayPlan:
    """The plan that `encoded` wrote.

    Raises:
        msgspec.DecodeError: the bytes are no plan.
    """
    return msgspec.json.decode(plan, type=DayPlan)


class Follow:
    """A rules proxy that sends exactly the trips of a plan, wave by wave."""

    def __init__(self, plan: DayPlan) -> None:
        self._plan = plan
        self._wave = -1

    def begin(self, facts: Any = None, answer: Any = None) -> None:
        """Start a replication."""
        del facts, answer
        self._wave = -1

    def plan_wave(self, wave: Wave) -> WavePlan:
        """The plan's trips of this wave."""
        del wave
        self._wave += 1
        return WavePlan(tuple(Route(t.stops) for t in self._plan.trips if t.wave == self._wave))
