"""Charging hubs: a hub's power goes to its cars by least laxity, and some cars can give back.

Laxity (Mok 1983) is how long a car can still wait. First everyone gets what must flow now; the rest
goes to those who can wait least. Cars give back only what they can charge again before they leave,
with the losses of both ways, so that giving never makes anybody leave short.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from simulators.grid_balancing.assets import hub_kernel as kernel
from simulators.grid_balancing.assets.asked import trimmed
from simulators.grid_balancing.assets.cars import Sessions
from simulators.grid_balancing.network.network import Floats, Integers
from simulators.grid_balancing.observations import TICK_H, Hub, HubState


@dataclass(frozen=True)
class Plugged:
    """The cars that are plugged in during one tick, (cars,) each, and their hubs' sums.

    states: by hub, in the order of the kernel's places.
    """

    cars: Integers
    least_mw: Floats
    full_mw: Floats
    give_mw: Floats
    laxity: Floats
    states: list[list[float]]

    def limits_mw(self, hub: int) -> tuple[float, float]:
        """Most that a hub can give back (as a negative power), and most that it can charge.

        What urgent cars need is served while others give back.
        """
        own = self.states[hub]
        return min(0.0, own[kernel.LEAST] - own[kernel.GIVE]), own[kernel.FULL]


class Hubs:
    """All charging hubs of a network in one replication.

    Counters: `charged_mwh` and `given_mwh` by hub; of cars that left: how many (`left`), how many
    of them with all they wanted (`ready`), and what the others lacked (`short_mwh`).
    """

    def __init__(
        self, facts: Sequence[Hub], sessions: Sessions, ticks: int, *, use_numba: bool = True
    ) -> None:
        self.facts = tuple(facts)
        self.sessions = sessions
        self.owed_mwh = sessions.need_mwh.copy()
        self.charged_mwh = [0.0] * len(self.facts)
        self.given_mwh = [0.0] * len(self.facts)
        self._left = np.zeros(3)
        self._ticks = ticks
        self._tick = 0
        again = np.array([own.efficiency**2 for own in self.facts] or [1.0])
        self._again = np.where(sessions.gives, again[sessions.hub], 0.0)
        self._compiled = kernel.compiled() if use_numba else None
        self._now: Plugged | None = None

    @property
    def left(self) -> int:
        """Cars that left until now."""
        return int(self._left[kernel.LEFT])

    @property
    def ready(self) -> int:
        """Cars that left with what they wanted, within `READY_MWH`."""
        return int(self._left[kernel.READY])

    @property
    def short_mwh(self) -> float:
        """What cars lacked when they left."""
        return float(self._left[kernel.SHORT])

    @property
    def now(self) -> Plugged:
        """The cars that are plugged in, worked out once in a tick."""
        if self._now is None:
            self._now = self._look()
        return self._now

    def _look(self) -> Plugged:
        own = self.sessions
        cars = ((own.arrive <= self._tick) & (own.leave > self._tick)).nonzero()[0]
        least, full, give, laxity = np.empty((4, len(cars)))
        state = np.zeros(len(self.facts) * kernel.STATES)
        inputs = (cars, own.hub, own.leave, own.charger_mw, self._again, self.owed_mwh)
        outputs = (least, full, give, laxity, state)
        if self._compiled is not None:
            self._compiled[0](self._tick, *inputs, *outputs)
        else:
            _plain(kernel.look, self._tick, inputs, outputs)
        states = state.reshape(-1, kernel.STATES).tolist()
        return Plugged(cars, least, full, give, laxity, states)

    def observe(self) -> tuple[HubState, ...]:
        """What rules see."""
        return tuple(
            HubState(
                cars=int(own[kernel.CARS]),
                needed_mwh=own[kernel.NEEDED],
                due_mwh=tuple(own[kernel.DUE :]),
                least_mw=own[kernel.LEAST],
                most_mw=own[kernel.FULL],
                give_mw=max(0.0, own[kernel.GIVE] - own[kernel.LEAST]),
            )
            for own in self.now.states
        )

    def clip(self, wanted: Sequence[float]) -> tuple[Floats, int]:
        """Powers of hubs, positive charges, and how many wishes were impossible.

        An answer that is empty or of a wrong length charges as much as the cars take.
        """
        limits = [self.now.limits_mw(hub) for hub in range(len(self.facts))]
        if len(wanted) != len(limits):
            return np.array([most for _, most in limits], dtype=np.float64), int(len(wanted) > 0)
        allowed, refused = [], 0
        for wish, (low, high) in zip(wanted, limits, strict=True):
            mw, wrong = trimmed(wish, low, high)
            allowed.append(mw)
            refused += wrong
        return np.array(allowed, dtype=np.float64), refused

    def run(self, mw: Sequence[float] | Floats) -> None:
        """Let a tick pass with the mean powers that really flowed, within the limits of `clip`."""
        now, own = self.now, self.sessions
        flows = []
        for hub, (state, power) in enumerate(zip(now.states, map(float, mw), strict=True)):
            back = min(max(0.0, state[kernel.LEAST] - power), state[kernel.GIVE])
            flows.append((power + back, back))
            self.charged_mwh[hub] += (power + back) * TICK_H
            self.given_mwh[hub] += back * TICK_H
        charging, giving = np.array(flows, dtype=np.float64).reshape(-1, 2).T.copy()
        order = np.argsort(now.laxity, kind="stable")
        cars = (order, now.cars, own.hub, own.leave, self._again)
        given = (charging, giving, *cars, now.least_mw, now.full_mw, now.give_mw)
        outputs = (self.owed_mwh, self._left)
        if self._compiled is not None:
            self._compiled[1](self._tick, *given, *outputs)
        else:
            _plain(kernel.share_out, self._tick, given, outputs)
        self._tick += 1
        self._now = None

    def wear_eur(self) -> float:
        """What owners were paid until now for what their cars gave back."""
        pairs = zip(self.facts, self.given_mwh, strict=True)
        return float(sum(own.wear_eur_per_mwh * given for own, given in pairs))

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


def _plain(
    loop: Callable[..., None],
    tick: int,
    inputs: tuple[Floats | Integers, ...],
    outputs: tuple[Floats, ...],
) -> None:
    """Run a loop of the kernel on plain lists, which Python does faster than on arrays."""
    lists = [part.tolist() for part in outputs]
    loop(tick, *[part.tolist() for part in inputs], *lists)
    for array, values in zip(outputs, lists, strict=True):
        array[:] = values
