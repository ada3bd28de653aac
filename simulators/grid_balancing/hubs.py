"""Charging hubs: a hub's power goes to its cars by least laxity, and some cars can give back.

Laxity (Mok 1983) is how long a car can still wait. First everyone gets what must flow now; the rest
goes to those who can wait least. Cars give back only what they can charge again before they leave,
at full efficiency losses, so that giving never makes anybody leave short.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulators.grid_balancing.asked import asked, trimmed
from simulators.grid_balancing.cars import Sessions
from simulators.grid_balancing.network import Floats, Integers
from simulators.grid_balancing.observations import DEADLINE_TICKS, TICK_H, Hub, HubState

READY_MWH = 1e-4  # 0.1 kWh: about half a kilometre
DEEPEST_MWH = 0.025  # assumed: at most 25 kWh below what the owner wants
DEADLINES = np.array((*DEADLINE_TICKS, 1))[:, None]


@dataclass(frozen=True)
class Plugged:
    """The cars at all hubs in one tick, (cars,) each, hub by hub; powers in MW.

    owed_mwh: still needed at the charger. due_mwh: (deadlines + 1, cars), of it, what must be in
    within each of `DEADLINE_TICKS`, and last within this tick. full_mw: a car takes at most.
    give_mw: gives back at most.
    """

    cars: Integers
    bounds: tuple[int, ...]
    owed_mwh: Floats
    due_mwh: Floats
    laxity_h: Floats
    full_mw: Floats
    give_mw: Floats

    @cached_property
    def least_mw(self) -> Floats:
        """What must flow into each car in this tick."""
        least: Floats = self.due_mwh[-1] / TICK_H
        return least

    def of(self, hub: int) -> slice:
        """Where the cars of a hub are."""
        return slice(self.bounds[hub], self.bounds[hub + 1])

    @cached_property
    def limits_mw(self) -> list[tuple[float, float, float]]:
        """By hub: least that must flow, most that can, and most that can be given back."""
        found = []
        for hub in range(len(self.bounds) - 1):
            own = self.of(hub)
            least = float(self.least_mw[own].sum())
            give = float(self.give_mw[own].sum())
            found.append((least, float(self.full_mw[own].sum()), max(0.0, give - least)))
        return found


class Hubs:
    """All charging hubs of a network in one replication.

    Counters: `charged_mwh` and `given_mwh` by hub, `short_mwh` that cars lacked when they left,
    `left` and `ready` cars.
    """

    def __init__(self, facts: Sequence[Hub], sessions: Sessions, ticks: int) -> None:
        self.facts = tuple(facts)
        self.sessions = sessions
        self.owed_mwh = sessions.need_mwh.copy()
        self.charged_mwh = [0.0] * len(self.facts)
        self.given_mwh = [0.0] * len(self.facts)
        self.short_mwh = 0.0
        self.left = self.ready = 0
        self._ticks = ticks
        self._tick = 0
        again = [own.efficiency**2 for own in self.facts]
        self._again = np.array(again or [1.0])[sessions.hub]  # of what is given, per what is owed
        self._now: Plugged | None = None

    @property
    def now(self) -> Plugged:
        """The cars that are plugged in, worked out once in a tick."""
        if self._now is None:
            self._now = self._plugged()
        return self._now

    def _plugged(self) -> Plugged:
        own, tick = self.sessions, self._tick
        cars = np.flatnonzero((own.arrive <= tick) & (own.leave > tick))
        owed, power = np.maximum(self.owed_mwh[cars], 0.0), own.charger_mw[cars]
        left, step_mwh = own.leave[cars] - tick, power * TICK_H
        later = np.maximum(left - DEADLINES, 0) * step_mwh
        spare = later[-1] - owed  # what could still be charged after this tick, beyond the need
        depth = np.minimum(spare, DEEPEST_MWH - owed) * self._again[cars] / TICK_H
        return Plugged(
            cars=cars,
            bounds=(*np.searchsorted(own.hub[cars], range(len(self.facts) + 1)).tolist(),),
            owed_mwh=owed,
            due_mwh=np.maximum(owed - later, 0.0),
            laxity_h=left * TICK_H - owed / power,
            full_mw=np.minimum(power, owed / TICK_H),
            give_mw=np.where(own.gives[cars], np.clip(depth, 0.0, power), 0.0),
        )

    def observe(self) -> tuple[HubState, ...]:
        """What rules see."""
        now, states = self.now, []
        for hub, (least, most, give) in enumerate(now.limits_mw):
            own = now.of(hub)
            due = now.due_mwh[:-1, own].sum(axis=1)
            states.append(
                HubState(
                    cars=own.stop - own.start,
                    needed_mwh=float(now.owed_mwh[own].sum()),
                    due_mwh=tuple(due.tolist()),
                    least_mw=least,
                    most_mw=most,
                    give_mw=give,
                )
            )
        return tuple(states)

    def clip(self, wanted: Sequence[float]) -> tuple[Floats, int]:
        """Powers of hubs, positive charges, and how many wishes were impossible.

        An empty answer charges as much as the cars take.
        """
        limits = self.now.limits_mw
        if not len(wanted):
            return np.array([most for _, most, _ in limits]), 0
        wishes, refused = asked(wanted, len(self.facts), usual=0.0)
        allowed = np.empty(len(self.facts))
        for hub, (_, most, give) in enumerate(limits):
            allowed[hub], wrong = trimmed(wishes[hub], -give, most)
            refused += wrong
        return allowed, refused

    def run(self, mw: Sequence[float] | Floats) -> None:
        """Let a tick pass with the mean powers that really flowed, within the limits of `clip`."""
        for hub, power in enumerate(mw):
            self._share_out(hub, float(power))
        self._tick += 1
        self._depart()
        self._now = None

    def _share_out(self, hub: int, mw: float) -> None:
        own = self.now.of(hub)
        if own.stop == own.start:
            return
        now = self.now
        least, full, give = now.least_mw[own], now.full_mw[own], now.give_mw[own]
        must = now.limits_mw[hub][0]
        giving = min(max(0.0, must - mw), float(give.sum()))
        order = np.argsort(now.laxity_h[own])
        cars = now.cars[own][order]
        charged = _served(mw + giving, least[order], full[order])
        self.owed_mwh[cars] -= charged * TICK_H
        if giving > 0.0:
            backwards = order[::-1]
            given = _filled(giving, give[backwards])
            cars = now.cars[own][backwards]
            self.owed_mwh[cars] += given * TICK_H / self._again[cars]
        self.charged_mwh[hub] += (mw + giving) * TICK_H
        self.given_mwh[hub] += giving * TICK_H

    def _depart(self) -> None:
        """Count the cars that leave now."""
        gone = np.flatnonzero(self.sessions.leave == self._tick)
        if not len(gone):
            return
        owed = self.owed_mwh[gone]
        self.left += len(gone)
        self.ready += int(np.count_nonzero(owed <= READY_MWH))
        self.short_mwh += float(np.maximum(owed, 0.0).sum())

    def wear_eur(self) -> float:
        """What owners were paid until now for what their cars gave back."""
        pairs = zip(self.facts, self.given_mwh, strict=True)
        return sum(own.wear_eur_per_mwh * given for own, given in pairs)

    def wanted_mwh(self) -> float:
        """What cars need within the week: a fact of the world, whatever rules do."""
        return float((self.sessions.need_mwh - self._handed_over_mwh()).sum())

    def _handed_over_mwh(self) -> Floats:
        """What cars that stay on would still need, had they been charged evenly."""
        own = self.sessions
        after = np.maximum(own.leave - self._ticks, 0)
        handed: Floats = own.need_mwh * after / own.stay
        return handed

    def settle(self, price_eur: float) -> float:
        """EUR for cars that stay on with more still to charge than evenly charged ones.

        Negative when they are ahead; a price below 0 counts as 0.
        """
        stays = self.sessions.leave > self._ticks
        behind = (self.owed_mwh - self._handed_over_mwh())[stays].sum()
        return max(0.0, price_eur) * float(behind)


def _filled(total: float, most: Floats) -> Floats:
    """A total given out in order, up to `most` each."""
    before = np.cumsum(most) - most
    return np.clip(total - before, 0.0, most)


def _served(total: float, least: Floats, most: Floats) -> Floats:
    """A total given out in order: first what must be, then up to `most` each."""
    n = len(least)
    parts = _filled(total, np.concatenate([least, most - least]))
    served: Floats = parts[:n] + parts[n:]
    return served
