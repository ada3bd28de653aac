"""Diesel, gas and CHP units: starts, minimum times, least load, trips and fuel.

Fuel is a straight line through idling and full power (Skarstein and Uhlen 1989, Wind Engineering
13(2), for diesel): `idle_eur_per_h` whenever a unit runs, and for each MWh so much that full power
costs `eur_per_mwh` in all.
"""

from collections.abc import Sequence

import numpy as np

from simulators.grid_balancing.assets.asked import asked, trimmed
from simulators.grid_balancing.network.network import Floats
from simulators.grid_balancing.observations import TICK_H, Unit, UnitState

LONG_AGO = 10_000  # ticks; longer than any minimum time


class Machine:
    """One unit: off, starting or on, or away after a trip."""

    def __init__(self, facts: Unit, *, is_on: bool) -> None:
        self.facts = facts
        self.is_on = is_on
        self.mw = facts.least_mw if is_on else 0.0
        self.starts = self.on_ticks = 0
        self.mwh = 0.0
        self._starting = self._failed = 0
        self._same_for = LONG_AGO  # ticks since it was turned on or off

    @property
    def must_ticks(self) -> int:
        """How long it still stays as it is."""
        if self._failed:
            return self._failed
        least = self.facts.least_up_ticks if self.is_on else self.facts.least_down_ticks
        return 0 if self._starting else max(0, least - self._same_for)

    def observe(self) -> UnitState:
        """What rules see."""
        return UnitState(self.mw, self.is_on, self._starting, self.must_ticks, self._failed > 0)

    def decide(self, wish_mw: float) -> tuple[float, int]:
        """The power of this tick, and 1 if the wish was impossible; turns it on or off."""
        if self.is_on:
            return self._running(wish_mw)
        if wish_mw <= 0.0:
            self._starting = 0
            return 0.0, int(wish_mw < 0.0)
        if self._starting:
            return 0.0, 0
        return self._start(wish_mw)

    def _running(self, wish_mw: float) -> tuple[float, int]:
        if wish_mw > 0.0:
            return trimmed(wish_mw, self.facts.least_mw, self.facts.most_mw)
        if self.must_ticks:
            return self.facts.least_mw, 1
        self.is_on, self._same_for = False, 0
        return 0.0, int(wish_mw < 0.0)

    def _start(self, wish_mw: float) -> tuple[float, int]:
        if self.must_ticks:
            return 0.0, 1
        self.starts += 1
        self._starting = self.facts.start_ticks
        if self._starting:
            return 0.0, 0
        self.is_on, self._same_for = True, 0
        return self._running(wish_mw)

    def fail(self, ticks: int) -> None:
        """It trips and is away for so many ticks, the one that runs included."""
        self.is_on, self._starting = False, 0
        self._failed = max(self._failed, ticks)
        self._same_for = LONG_AGO

    def run(self, mw: float) -> None:
        """Let a tick pass with this mean power."""
        self.mw = mw
        self.mwh += mw * TICK_H
        self.on_ticks += self.is_on or mw > 0.0
        self._same_for += 1
        self._failed = max(0, self._failed - 1)
        if self._starting:
            self._starting -= 1
            if not self._starting:
                self.is_on, self._same_for = True, 0

    def fuel_eur(self) -> float:
        """Fuel until now."""
        own = self.facts
        idle = own.idle_eur_per_h * TICK_H * self.on_ticks
        return idle + (own.eur_per_mwh - own.idle_eur_per_h / own.most_mw) * self.mwh


class Units:
    """All units of a network in one replication."""

    def __init__(self, facts: Sequence[Unit], *, are_on: bool) -> None:
        self.facts = tuple(facts)
        self.machines = tuple(Machine(own, is_on=are_on) for own in self.facts)

    def observe(self) -> tuple[UnitState, ...]:
        """What rules see."""
        return tuple(machine.observe() for machine in self.machines)

    def clip(self, wanted: Sequence[float]) -> tuple[Floats, int]:
        """Mean powers of this tick and how many wishes were impossible; once in a tick.

        Units are turned on and off here. A wish above 0 starts a unit, 0 turns it off.
        """
        wishes, refused = asked(wanted, len(self.facts), usual=0.0)
        allowed = []
        for machine, wish in zip(self.machines, wishes, strict=True):
            mw, wrong = machine.decide(wish)
            allowed.append(mw)
            refused += wrong
        return np.array(allowed, dtype=np.float64), refused

    def headroom_mw(self, mw: Sequence[float] | Floats) -> tuple[float, float]:
        """By how much running units can fall and rise from these powers."""
        running = [(own.facts, p) for own, p in zip(self.machines, mw, strict=True) if own.is_on]
        down = sum(max(0.0, p - own.least_mw) for own, p in running)
        return float(down), float(sum(max(0.0, own.most_mw - p) for own, p in running))

    def running_mw(self) -> float:
        """Rating of all units that rotate: their inertia is in proportion to it."""
        return sum(machine.facts.most_mw for machine in self.machines if machine.is_on)

    def fail(self, k: int, ticks: int) -> None:
        """Unit k trips and is away for so many ticks, the one that runs included."""
        self.machines[k].fail(ticks)

    def run(self, mw: Sequence[float] | Floats) -> None:
        """Let a tick pass with the mean powers that really flowed, 0 or more."""
        for machine, power in zip(self.machines, mw, strict=True):
            machine.run(float(power))

    def fuel_eur(self) -> float:
        """Fuel of all units until now."""
        return sum(machine.fuel_eur() for machine in self.machines)

    def starts_eur(self) -> float:
        """Starts of all units until now."""
        return sum(machine.starts * machine.facts.start_eur for machine in self.machines)
