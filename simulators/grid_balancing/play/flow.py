"""The power flow of one tick, and what an operator reads from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulators.grid_balancing.grid import Grid
from simulators.grid_balancing.network.network import Complexes, Floats, admittance

Arms = tuple[Complexes, Complexes, Complexes, Complexes]


@dataclass(frozen=True)
class Flow:
    """A network state.

    voltage_pu: (nodes,) complex; vm_pu: (nodes,) its size. loading: (branches,), share of rating.
    slack_mw: what comes in at the slack node.
    """

    voltage_pu: Complexes
    vm_pu: Floats
    loading: Floats
    slack_mw: float


class TickFlow:
    """Power flows of one replication, each started from the one before."""

    def __init__(self, grid: Grid, feeders: Sequence[Sequence[int]]) -> None:
        network = grid.network
        self._grid, self._network = grid, network
        self._start: Complexes | None = None
        self._arms = lru_cache(maxsize=None)(self._scaled_arms)
        self._row = lru_cache(maxsize=None)(self._slack_row)
        self._order = np.concatenate([np.array(nodes, dtype=np.int64) for nodes in feeders])
        sizes = [len(nodes) for nodes in feeders]
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)

    def solve(self, injection_mva: Complexes, *, tap: int) -> Flow | None:
        """The state with these injections (nodes,); None is a voltage collapse."""
        flow = self._grid.flow
        v = flow.solve_one(injection_mva, tap=tap, start_pu=self._start)
        if v is None:
            v = flow.solve_one(injection_mva, tap=tap)  # the state before may be a bad start
        self._start = v
        if v is None:
            return None
        f, t = self._network.branches.from_node, self._network.branches.to_node
        ff, ft, tf, tt = self._arms(tap)
        at_from, at_to = v[f], v[t]
        loading = np.maximum(np.abs(ff * at_from + ft * at_to), np.abs(tf * at_from + tt * at_to))
        slack = float((self._network.slack_pu * (self._row(tap) @ v).conjugate()).real)
        return Flow(v, np.abs(v), loading, slack * self._network.base_mva)

    def by_feeder(self, vm_pu: Floats) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The lowest and the highest voltage of each feeder."""
        ordered = vm_pu[self._order]
        low = np.minimum.reduceat(ordered, self._starts)
        high = np.maximum.reduceat(ordered, self._starts)
        return tuple(low.tolist()), tuple(high.tolist())

    def _scaled_arms(self, tap: int) -> Arms:
        """The branches' two-ports, scaled so that currents are shares of ratings."""
        branches, kv, base = self._network.branches, self._network.nodes.kv, self._network.base_mva
        root_3 = np.sqrt(3.0)
        at_from = base / (root_3 * kv[branches.from_node] * branches.limit_from_ka)
        at_to = base / (root_3 * kv[branches.to_node] * branches.limit_to_ka)
        return (
            branches.y_ff[tap] * at_from,
            branches.y_ft[tap] * at_from,
            branches.y_tf[tap] * at_to,
            branches.y_tt[tap] * at_to,
        )

    def _slack_row(self, tap: int) -> Complexes:
        row: Complexes = admittance(self._network, tap)[self._network.slack]
        return row
