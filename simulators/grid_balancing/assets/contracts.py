"""Consumers who reduce on call: notice, duration, number of calls, rest, refusals and rebound.

A call that was begun counts, whether or not it is kept running and whether or not the consumer
refuses. Refusals grow with recent calls (opt-out fatigue) and are keyed by contract and call. Part
of what was reduced is drawn again after the call; what is still owed when the week ends is bought.
"""

import math
from collections.abc import Sequence
from enum import Enum

import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.assets.asked import asked
from simulators.grid_balancing.network.network import Floats
from simulators.grid_balancing.observations import TICK_H, TICKS_PER_DAY, Contract, ContractState

REBOUND_TICKS = 8  # assumed: two hours
FATIGUE_KEEP = math.exp(-1.0 / (2 * TICKS_PER_DAY))  # assumed: a call is felt for two days
OPT_OUT, MOST_OPT_OUT = 0.02, 0.9  # assumed: a rested consumer, and one who is called all the time
OWED_MWH = 1e-12


class Phase(Enum):
    """Where a consumer stands."""

    READY = "ready"
    NOTICE = "notice"
    RUNNING = "running"
    REST = "rest"


class Consumer:
    """One contract. Counters: `reduced_mwh`, `rebound_mwh`, `owed_mwh`, `opted_out`."""

    def __init__(self, facts: Contract, draws: Draws, *, opt_out_growth: float) -> None:
        self.facts = facts
        self.phase = Phase.READY
        self.mw = 0.0
        self.calls = self.opted_out = 0
        self.reduced_mwh = self.rebound_mwh = self.owed_mwh = 0.0
        self._draws = draws
        self._growth = opt_out_growth
        self._left = 0  # ticks of the phase
        self._fatigue = 0.0
        self._rebound_mw = 0.0

    @property
    def opt_out(self) -> float:
        """The chance that the next call is refused."""
        return min(MOST_OPT_OUT, OPT_OUT + self._growth * self._fatigue)

    def observe(self) -> ContractState:
        """What rules see."""
        calls_left = self.facts.calls - self.calls
        ticks_left = self._left if self.phase is Phase.RUNNING else 0
        if self.phase is Phase.NOTICE:
            ticks_left = self.facts.most_ticks
        ready = self.phase is Phase.READY and calls_left > 0
        return ContractState(self.mw, ready, ticks_left, calls_left, self.opt_out)

    def decide(self, *, is_called: bool, available_mw: float) -> tuple[float, int]:
        """The reduction of this tick (negative: rebound), and 1 if the terms forbid the call."""
        if self.phase in (Phase.NOTICE, Phase.RUNNING):
            if not is_called:
                self._rest()
        elif is_called:
            if self.phase is Phase.REST or self.calls >= self.facts.calls:
                return self._rebound(), 1
            self._begin()
        if self.phase is Phase.RUNNING:
            return min(self.facts.power_mw, max(0.0, available_mw)), 0
        return self._rebound(), 0

    def _begin(self) -> None:
        refuses = self._draws.chance(self.opt_out, "call", self.calls)
        self.calls += 1
        if refuses:
            self.opted_out += 1
            self._rest()
            return
        self._fatigue += 1.0
        self.phase, self._left = Phase.NOTICE, self.facts.notice_ticks
        if not self._left:
            self._reduce()

    def _reduce(self) -> None:
        self.phase, self._left = Phase.RUNNING, self.facts.most_ticks

    def _rest(self) -> None:
        self.phase, self._left = Phase.REST, self.facts.rest_ticks
        self._rebound_mw = self.owed_mwh / (REBOUND_TICKS * TICK_H)

    def _rebound(self) -> float:
        if self.phase is Phase.NOTICE or self.owed_mwh <= OWED_MWH:
            return 0.0
        return -min(self._rebound_mw, self.owed_mwh / TICK_H)

    def run(self, mw: float) -> None:
        """Let a tick pass with this mean reduction (negative: rebound)."""
        self.mw = mw
        if mw > 0.0:
            self.reduced_mwh += mw * TICK_H
            self.owed_mwh += mw * TICK_H * self.facts.rebound_share
        elif mw < 0.0:
            self.rebound_mwh -= mw * TICK_H
            self.owed_mwh = max(0.0, self.owed_mwh + mw * TICK_H)
        self._fatigue *= FATIGUE_KEEP
        self._left -= 1
        if self._left <= 0:
            self._next()

    def _next(self) -> None:
        if self.phase is Phase.NOTICE:
            self._reduce()
        elif self.phase is Phase.RUNNING:
            self._rest()
        elif self.phase is Phase.REST:
            self.phase = Phase.READY


class Contracts:
    """All contracts of a network in one replication.

    available_mw: (ticks, contracts), what each consumer draws that could be done without.
    """

    def __init__(
        self,
        facts: Sequence[Contract],
        available_mw: Floats,
        draws: Draws,
        *,
        opt_out_growth: float,
    ) -> None:
        self.facts = tuple(facts)
        self.available_mw = available_mw
        self.consumers = tuple(
            Consumer(own, draws.within("contract", k), opt_out_growth=opt_out_growth)
            for k, own in enumerate(self.facts)
        )
        self._tick = 0

    def observe(self) -> tuple[ContractState, ...]:
        """What rules see."""
        return tuple(consumer.observe() for consumer in self.consumers)

    def clip(self, called: Sequence[bool]) -> tuple[Floats, int]:
        """Reductions of this tick (negative: rebound) and how many calls the terms forbid.

        Once in a tick: calls begin and end here.
        """
        wishes, refused = asked(called, len(self.facts), usual=False)
        allowed = []
        available = self.available_mw[self._tick].tolist()
        for consumer, wish, most in zip(self.consumers, wishes, available, strict=True):
            mw, wrong = consumer.decide(is_called=wish, available_mw=most)
            allowed.append(mw)
            refused += wrong
        return np.array(allowed, dtype=np.float64), refused

    def run(self, mw: Sequence[float] | Floats) -> None:
        """Let a tick pass with the mean reductions that really flowed.

        Whoever was cut off anyway reduced nothing: load shedding must be taken off first.
        """
        for consumer, power in zip(self.consumers, mw, strict=True):
            consumer.run(float(power))
        self._tick += 1

    def paid_eur(self) -> float:
        """What reductions cost until now."""
        return sum(own.facts.eur_per_mwh * own.reduced_mwh for own in self.consumers)

    def settle(self, price_eur: float) -> float:
        """EUR for the rebound that comes after the week; a price below 0 counts as 0."""
        return max(0.0, price_eur) * sum(consumer.owed_mwh for consumer in self.consumers)
