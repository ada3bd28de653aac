"""Wind and sun behind feeders: how much is there, what is cut off, and reactive power.

Groups are kind by feeder, at most `MOST_GROUPS`; within a group, all plants are cut by the same
share, so that what flows at each node follows that node's own weather.
"""

from collections.abc import Sequence

import numpy as np

from simulators.grid_balancing.asked import asked
from simulators.grid_balancing.network import Complexes, Floats, Integers
from simulators.grid_balancing.observations import TICK_H, FeedIn

KINDS = ("wind", "pv")
RATING = 1.1  # apparent power of inverters, of installed power; 1 / 0.9 as grid codes ask


class FeedIns:
    """All steerable feed-in of a network in one replication.

    available_mw: (ticks, groups), 0 while a feeder is away. Counters: `fed_mwh` and `cut_mwh` by
    group.
    """

    def __init__(
        self,
        facts: Sequence[FeedIn],
        group: Integers,
        node: Integers,
        generation_mw: Floats,
        *,
        nodes: int,
    ) -> None:
        """Plants of groups.

        group: (generators,), -1 for those that nobody steers; node: (generators,);
        generation_mw: (ticks, generators).
        """
        self.facts = tuple(facts)
        count, steered = len(self.facts), np.flatnonzero(group >= 0)
        # a pair of (group, node) is one place; plants there share their fate
        place, of = np.unique(group[steered] * nodes + node[steered], return_inverse=True)
        self._group, self._node = place // nodes, place % nodes
        self._place_mw = generation_mw[:, steered] @ np.eye(len(place))[of]
        self.available_mw: Floats = self._place_mw @ np.eye(count)[self._group]
        self._nodes = nodes
        self._rating_mva = RATING * np.array([own.power_mw for own in self.facts])
        self.fed_mwh, self.cut_mwh = np.zeros(count), np.zeros(count)
        self._fed_mw, self._cut_mw = np.zeros(count), np.zeros(count)
        self.tick = 0

    def observe(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """What was there in the last tick, and what of it was cut off, MW by group."""
        return tuple((self._fed_mw + self._cut_mw).tolist()), tuple(self._cut_mw.tolist())

    def clip(
        self, cap_share: Sequence[float], q_share: Sequence[float] = ()
    ) -> tuple[Floats, Floats, int]:
        """MW and Mvar that flow, and how many answers had a wrong length.

        Caps come first; what the apparent power then leaves (S^2 >= P^2 + Q^2) limits the Mvar.
        """
        caps, wrong_caps = asked(cap_share, len(self.facts), usual=1.0)
        shares, wrong_shares = asked(q_share, len(self.facts), usual=0.0)
        mw: Floats = self.available_mw[self.tick] * np.clip(caps, 0.0, 1.0)
        mvar: Floats = mw * shares
        if any(shares):
            most = np.sqrt(np.maximum(0.0, self._rating_mva**2 - mw * mw))
            mvar = np.clip(mvar, -most, most)
        return mw, mvar, wrong_caps + wrong_shares

    def injection_mva(self, mw: Floats, mvar: Floats) -> Complexes:
        """What groups' powers are at the nodes in this tick, (nodes,) complex."""
        available = self.available_mw[self.tick]
        share = np.divide(
            mw + 1j * mvar, available, out=np.zeros(len(mw), dtype=complex), where=available > 0.0
        )
        at_place = share[self._group] * self._place_mw[self.tick]
        found = np.empty(self._nodes, dtype=np.complex128)
        found.real = np.bincount(self._node, at_place.real, minlength=self._nodes)
        found.imag = np.bincount(self._node, at_place.imag, minlength=self._nodes)
        return found

    def run(self, mw: Floats) -> None:
        """Let a tick pass with what really flowed; the rest of what there was is cut off."""
        self._fed_mw = np.array(mw)
        self._cut_mw = np.maximum(0.0, self.available_mw[self.tick] - self._fed_mw)
        self.fed_mwh += self._fed_mw * TICK_H
        self.cut_mwh += self._cut_mw * TICK_H
        self.tick += 1

    def compensation_eur(self) -> float:
        """What owners were paid until now for what was cut off."""
        return float(
            sum(own.eur_per_mwh * cut for own, cut in zip(self.facts, self.cut_mwh, strict=True))
        )
