"""Groups of batteries: power, energy, losses and wear, and what the week's end settles.

A battery's energy is counted inside it: giving takes power / efficiency, charging adds
power * efficiency. Self-discharge is left out.
"""

from collections.abc import Sequence

import numpy as np

from simulators.grid_balancing.assets.asked import asked, trimmed
from simulators.grid_balancing.network.network import Floats
from simulators.grid_balancing.observations import TICK_H, TICKS_PER_DAY, Battery, BatteryState

STEP_H = 0.1 / 3_600  # the frequency kernel stops a battery one step after its limit


class Batteries:
    """All battery groups of a network in one replication.

    `reserve` is the group that answers to frequency. Counters: `out_mwh` and `in_mwh` at the
    terminals by group, `outside_ticks` with energy beyond its limits (by more than a step of the
    frequency kernel), `worst_day_cycles`.
    """

    def __init__(
        self, facts: Sequence[Battery], start_mwh: Sequence[float], *, reserve: int
    ) -> None:
        self.facts = tuple(facts)
        self.reserve = reserve
        self._bounds_mwh = [
            (own.soc_low * own.energy_mwh, own.soc_high * own.energy_mwh) for own in self.facts
        ]
        self.energy_mwh = list(start_mwh)
        self.start_mwh = tuple(start_mwh)
        self.out_mwh = [0.0] * len(self.facts)
        self.in_mwh = [0.0] * len(self.facts)
        self.outside_ticks = 0
        self.worst_day_cycles = 0.0
        self._mw = [0.0] * len(self.facts)
        self._today_mwh = [0.0] * len(self.facts)
        self._tick = 0

    def observe(self, surplus_mw: float = 0.0) -> tuple[BatteryState, ...]:
        """What rules see. surplus_mw: forecast surplus of the houses with batteries."""
        return tuple(
            BatteryState(
                energy_mwh=energy,
                mw=mw,
                cycles=today / own.energy_mwh,
                surplus_mw=surplus_mw if own.is_home else 0.0,
            )
            for own, energy, mw, today in zip(
                self.facts, self.energy_mwh, self._mw, self._today_mwh, strict=True
            )
        )

    def limits_mw(self, k: int) -> tuple[float, float]:
        """Least (charging, negative) and most mean power of group k in the coming tick."""
        own, energy, (low, high) = self.facts[k], self.energy_mwh[k], self._bounds_mwh[k]
        stored, room = max(0.0, energy - low), max(0.0, high - energy)
        most = min(own.power_mw, stored * own.efficiency / TICK_H)
        least = min(own.power_mw, room / own.efficiency / TICK_H)
        return -least, most

    def clip(self, wanted: Sequence[float], reserve_mw: float = 0.0) -> tuple[Floats, int]:
        """Mean powers that are possible, positive gives, and how many wishes were not.

        reserve_mw: what the reserve group keeps free both ways, in power and in energy for a
        quarter-hour; its schedule yields, which is no fault of the rules.
        """
        wishes, refused = asked(wanted, len(self.facts), usual=0.0)
        allowed = []
        for k, wish in enumerate(wishes):
            mw, wrong = trimmed(wish, *self.limits_mw(k))
            refused += wrong
            if k == self.reserve and reserve_mw > 0.0:
                mw = self._beside_reserve(mw, reserve_mw)
            allowed.append(mw)
        return np.array(allowed, dtype=np.float64), refused

    def _beside_reserve(self, mw: float, reserve_mw: float) -> float:
        """The schedule of the reserve group that leaves its reserve free."""
        own = self.facts[self.reserve]
        low, high = self.limits_mw(self.reserve)
        free = max(0.0, own.power_mw - reserve_mw)
        low, high = min(0.0, low + reserve_mw), max(0.0, high - reserve_mw)
        return min(max(mw, -free, low), free, high)

    def room_mwh(self) -> tuple[float, float]:
        """Energy of the reserve group above its lower and below its upper limit, inside it."""
        if self.reserve < 0:
            return 0.0, 0.0
        energy, (low, high) = self.energy_mwh[self.reserve], self._bounds_mwh[self.reserve]
        return max(0.0, energy - low), max(0.0, high - energy)

    def headroom_mw(self, mw: float, hours: float = TICK_H) -> tuple[float, float]:
        """By how much the reserve group can fall below and rise above `mw` for some hours."""
        if self.reserve < 0:
            return 0.0, 0.0
        own = self.facts[self.reserve]
        above, below = self.room_mwh()
        most = min(own.power_mw, above * own.efficiency / hours)
        least = -min(own.power_mw, below / own.efficiency / hours)
        return max(0.0, mw - least), max(0.0, most - mw)

    def run(self, mw: Sequence[float] | Floats, swung: tuple[float, float] | None = None) -> None:
        """Let a tick pass with these mean powers.

        swung: MWh out and MWh in (both 0 or more, at the terminals) of the reserve group, when it
            answered to frequency and did both within the tick; its `mw` must be their difference.
        """
        for k, power in enumerate(map(float, mw)):
            flows = max(0.0, power) * TICK_H, max(0.0, -power) * TICK_H
            self._book(k, *(swung if swung is not None and k == self.reserve else flows))
            self._mw[k] = power
        self._tick += 1
        if self._tick % TICKS_PER_DAY == 0:
            self._today_mwh = [0.0] * len(self.facts)

    def _book(self, k: int, out_mwh: float, in_mwh: float) -> None:
        own, (low, high) = self.facts[k], self._bounds_mwh[k]
        energy = self.energy_mwh[k] - out_mwh / own.efficiency + in_mwh * own.efficiency
        self.energy_mwh[k] = energy
        self.out_mwh[k] += out_mwh
        self.in_mwh[k] += in_mwh
        if out_mwh > 0.0:
            self._today_mwh[k] += out_mwh
            self.worst_day_cycles = max(self.worst_day_cycles, self._today_mwh[k] / own.energy_mwh)
        step_mwh = own.power_mw * STEP_H / own.efficiency
        self.outside_ticks += not low - step_mwh <= energy <= high + step_mwh

    def wear_eur(self) -> float:
        """Wear until now, for all energy that came out."""
        return sum(
            own.wear_eur_per_mwh * out for own, out in zip(self.facts, self.out_mwh, strict=True)
        )

    def settle(self, price_eur: float) -> float:
        """EUR to pay for ending with less than at the start; negative when there is more.

        Missing energy is bought at `price_eur` and charged with losses; surplus is worth what it
        would give after losses. A price below 0 counts as 0.
        """
        price, due = max(0.0, price_eur), 0.0
        for own, start, end in zip(self.facts, self.start_mwh, self.energy_mwh, strict=True):
            missing = start - end
            due += missing / own.efficiency if missing > 0.0 else missing * own.efficiency
        return due * price
