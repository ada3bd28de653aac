"""Wind and sun behind feeders: how much is there, what is cut off, and reactive power.

Groups are kind by feeder, at most `MOST_GROUPS`; within a group, all plants are cut by the same
share, so that what flows at each node follows that node's own weather.
"""

from collections.abc import Sequence

import numpy as np

from simulators.grid_balancing.assets.asked import asked
from simulators.grid_balancing.network.network import Complexes, Floats, Integers
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
        count = len(self.facts)
        by_group = np.eye(count + 1)[group][:, :count]
        self.available_mw: Floats = generation_mw @ by_group
        self._layers = tuple(self._layer(kind, group, node, generation_mw, nodes) for kind in KINDS)
        self._rating_squared = (RATING * np.array([own.power_mw for own in self.facts])) ** 2
        self.fed_mwh, self.cut_mwh = np.zeros(count), np.zeros(count)
        self._fed_mw, self._cut_mw = np.zeros(count), np.zeros(count)
        self._power = np.zeros(count + 1, dtype=np.complex128)  # the last one: nobody
        self.tick = 0

    def _layer(
        self, kind: str, group: Integers, node: Integers, generation_mw: Floats, nodes: int
    ) -> tuple[Integers, Floats]:
        """Group of each node's plants of one kind, and their share of its power, (ticks, nodes).

        A node belongs to one feeder, hence to one group of a kind.
        """
        own = [g for g in range(len(group)) if group[g] >= 0 and self.facts[group[g]].kind == kind]
        at_node = np.full(nodes, len(self.facts), dtype=np.int64)
        at_node[node[own]] = group[own]
        place = np.eye(nodes)[node[own]]
        total = np.column_stack([self.available_mw, np.ones(len(generation_mw))])[:, at_node]
        share = np.divide(
            generation_mw[:, own] @ place, total, out=np.zeros_like(total), where=total != 0.0
        )
        return at_node, share

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
        mw: Floats = self.available_mw[self.tick] * np.array(caps)
        if not any(shares):
            return mw, np.zeros(len(mw)), wrong_caps + wrong_shares
        most = np.sqrt(np.maximum(0.0, self._rating_squared - mw * mw))
        mvar: Floats = np.minimum(most, np.maximum(-most, mw * np.array(shares)))
        return mw, mvar, wrong_caps + wrong_shares

    def injection_mva(self, mw: Floats, mvar: Floats) -> Complexes:
        """What groups' powers are at the nodes in this tick, (nodes,) complex."""
        self._power.real[:-1], self._power.imag[:-1] = mw, mvar
        (wind, of_wind), (pv, of_pv) = self._layers
        found: Complexes = self._power[wind] * of_wind[self.tick]
        found += self._power[pv] * of_pv[self.tick]
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
