"""AC power flow by fixed point on the reduced impedance matrix ("implicit Z-bus").

With Ybus split at the slack node, v = w + Z conj(s / v), where Z = inv(Y_LL) and w is the voltage
without load (Chen et al. 1991, doi:10.1109/61.103756; it contracts for usual distribution
networks: Wang et al. 2018, doi:10.1109/TPWRS.2017.2722981). Z is made once for every tap position,
so that a step costs a few products of a matrix and a vector.
"""

from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.grid_balancing.network.network import Complexes, Floats, Network, admittance

TOLERANCE_PU = 1e-7
MOST_ITERATIONS = 200  # usual are 4 to 8; only steps close to a collapse need more than 50


class Solution(msgspec.Struct, frozen=True):
    """Voltages of several steps.

    voltage_pu: (steps, nodes), complex; NaN where a step has not converged.
    converged: (steps,); False is a voltage collapse, to be confirmed by an audit.
    iterations: how many the slowest step took, at most `MOST_ITERATIONS`.
    """

    voltage_pu: Complexes
    converged: NDArray[np.bool_]
    iterations: int


class PowerFlow:
    """The power flow of one network, for any tap position."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._pq = network.pq
        self._reduced = lru_cache(maxsize=None)(self._reduce)

    def _reduce(self, tap: int) -> tuple[Complexes, Complexes]:
        """Z of the nodes with given power, and their voltages without any power."""
        ybus = admittance(self.network, tap)
        loaded = ybus[np.ix_(self._pq, self._pq)]
        z: Complexes = np.linalg.inv(loaded).astype(np.complex128)
        w: Complexes = -z @ ybus[self._pq, self.network.slack] * self.network.slack_pu
        return z, w

    def impedance_pu(self, tap: int) -> Complexes:
        """Z, (nodes, nodes): a small current into one node moves all voltages by its column."""
        size = self.network.size
        found = np.zeros((size, size), dtype=np.complex128)
        found[np.ix_(self._pq, self._pq)] = self._reduced(tap)[0]
        return found

    def solve(
        self, injection_mva: Complexes, *, tap: int, start_pu: Complexes | None = None
    ) -> Solution:
        """Voltages of many steps at once.

        injection_mva: (steps, nodes), generation minus consumption; the slack node's is ignored.
        tap: index into `network.tap_positions`.
        start_pu: (nodes,) or (steps, nodes), voltages to start from.
        """
        z, w = self._reduced(tap)
        s = injection_mva[:, self._pq].T / self.network.base_mva
        v = w[:, None] if start_pu is None else np.atleast_2d(start_pu)[:, self._pq].T
        gap, iterations = np.full(s.shape[1], np.inf), 0
        with np.errstate(all="ignore"):  # a collapse is data, not a warning
            while not (gap < TOLERANCE_PU).all() and iterations < MOST_ITERATIONS:
                after = w[:, None] + z @ np.conj(s / v)
                gap = np.abs(after - v).max(axis=0)
                v, iterations = after, iterations + 1
        voltage = np.empty(injection_mva.shape, dtype=np.complex128)
        voltage[:, self._pq], voltage[:, self.network.slack] = v.T, self.network.slack_pu
        converged = gap < TOLERANCE_PU
        voltage[~converged] = np.nan
        return Solution(voltage, converged, iterations)

    def solve_one(
        self, injection_mva: Complexes, *, tap: int, start_pu: Complexes | None = None
    ) -> Complexes | None:
        """Voltages (nodes,) of one step as fast as can be; None when it does not converge."""
        z, w = self._reduced(tap)
        s = injection_mva[self._pq] / self.network.base_mva
        v = w if start_pu is None else start_pu[self._pq]
        with np.errstate(all="ignore"):  # a collapse is data, not a warning
            for _ in range(MOST_ITERATIONS):
                after = z @ np.conj(s / v)
                after += w
                gap = np.abs(after - v).max()
                v = after
                if gap < TOLERANCE_PU:
                    return self._with_slack(v)
        return None

    def _with_slack(self, v: Complexes) -> Complexes:
        voltage = np.empty(len(v) + 1, dtype=np.complex128)
        voltage[self._pq], voltage[self.network.slack] = v, self.network.slack_pu
        return voltage


def loading(network: Network, voltage_pu: Complexes, *, tap: int) -> Floats:
    """Current of every branch as a share of its rating, (steps, branches), at its worse end."""
    branches, kv = network.branches, network.nodes.kv
    f, t = branches.from_node, branches.to_node
    at_from, at_to = voltage_pu[:, f], voltage_pu[:, t]
    root_3 = np.sqrt(3.0)
    amp_from = np.abs(branches.y_ff[tap] * at_from + branches.y_ft[tap] * at_to)
    amp_to = np.abs(branches.y_tf[tap] * at_from + branches.y_tt[tap] * at_to)
    scale_from = network.base_mva / (root_3 * kv[f] * branches.limit_from_ka)
    scale_to = network.base_mva / (root_3 * kv[t] * branches.limit_to_ka)
    worse: Floats = np.maximum(amp_from * scale_from, amp_to * scale_to)
    return worse


def slack_mva(network: Network, voltage_pu: Complexes, *, tap: int) -> Complexes:
    """What the slack node feeds into the network, (steps,), complex MVA."""
    row = admittance(network, tap)[network.slack]
    power: Complexes = network.slack_pu * np.conj(voltage_pu @ row) * network.base_mva
    return power


def losses_mw(
    network: Network, voltage_pu: Complexes, injection_mva: Complexes, *, tap: int
) -> Floats:
    """Losses of lines and transformers, (steps,)."""
    others = np.delete(injection_mva, network.slack, axis=1).sum(axis=1)
    lost: Floats = (slack_mva(network, voltage_pu, tap=tap) + others).real
    return lost
