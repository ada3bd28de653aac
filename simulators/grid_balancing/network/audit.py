"""The power flow under audit: the worst and some random steps run again with pandapower."""

import warnings
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.network.extract import enable_taps, node_of_bus, set_tap, solve
from simulators.grid_balancing.network.network import Complexes, Network
from simulators.grid_balancing.network.power_flow import Solution

AGREEMENT_PU = 1e-6


class AuditFailure(RuntimeError):
    """Our power flow and pandapower's disagree: no result of this network can be trusted."""


class Audit(msgspec.Struct, frozen=True):
    """What was compared, by step number, and how far it is apart.

    difference_pu: the largest difference of a voltage, among steps that both solve.
    confirmed: the steps where pandapower diverges as well: voltage collapses.
    doubtful: the steps that only the Z-bus solve could not solve: close to a collapse.
    """

    steps: tuple[int, ...]
    difference_pu: float
    confirmed: tuple[int, ...]
    doubtful: tuple[int, ...]


class Auditor:
    """pandapower's model of a network, ready to be given injections by node."""

    def __init__(self, network: Network, model: Path) -> None:
        """Read the pandapower `.json` that the network was extracted from."""
        import pandapower as pp

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pandapower tells of its own dependencies
            net: Any = pp.from_json(str(model))
        self._network, self.net = network, net
        enable_taps(net)
        solve(net)
        self._node_of = node_of_bus(net)
        for table in ("load", "sgen", "storage"):
            net[table] = net[table].iloc[:0]
        self._bus_of = {node: bus for bus, node in reversed(self._node_of.items())}
        self._at = [node for node in sorted(self._bus_of) if node != network.slack]
        for node in self._at:
            pp.create_sgen(net, self._bus_of[node], p_mw=0.0)

    def voltages_pu(self, injection_mva: Complexes, *, tap: int) -> Complexes | None:
        """Pandapower's voltages (nodes,), NaN at open ends of lines; None when it diverges.

        injection_mva: (nodes,); tap: index into `network.tap_positions`.
        """
        import pandapower as pp

        net = self.net
        net.sgen["p_mw"] = injection_mva.real[self._at]
        net.sgen["q_mvar"] = injection_mva.imag[self._at]
        set_tap(net, self._network.tap_positions[tap])
        try:
            solve(net)
        except pp.LoadflowNotConverged:
            return None
        found = np.full(self._network.size, np.nan + 0j)
        for bus, node in self._node_of.items():
            angle = np.exp(1j * np.deg2rad(net.res_bus.va_degree[bus]))
            found[node] = net.res_bus.vm_pu[bus] * angle
        return found

    def audit(
        self,
        injection_mva: Complexes,
        solution: Solution,
        *,
        tap: int,
        draws: Draws,
        worst: int = 4,
        random: int = 4,
    ) -> Audit:
        """Run the steps with the most extreme voltages, and some random ones, again.

        A step that has not converged counts as extreme.

        Raises:
            AuditFailure: a voltage differs by more than 1e-6 p.u., or pandapower diverges where
                the Z-bus solve found voltages.
        """
        steps = chosen(solution, draws, worst=worst, random=random)
        gap = 0.0
        confirmed: list[int] = []
        doubtful: list[int] = []
        for step in steps:
            theirs = self.voltages_pu(injection_mva[step], tap=tap)
            if not solution.converged[step]:
                (confirmed if theirs is None else doubtful).append(step)
            elif theirs is None:
                raise AuditFailure(f"{self._network.name}, step {step}: pandapower diverges")
            else:
                gap = max(gap, float(np.nanmax(np.abs(theirs - solution.voltage_pu[step]))))
        if gap > AGREEMENT_PU:
            expected = f"expected a difference of at most {AGREEMENT_PU:g} p.u."
            raise AuditFailure(f"{self._network.name}: {expected}, got {gap:.2g} p.u.")
        return Audit(steps, gap, tuple(confirmed), tuple(doubtful))


def chosen(solution: Solution, draws: Draws, *, worst: int, random: int) -> tuple[int, ...]:
    """Step numbers, ascending: the diverged, lowest and highest ones first, then random ones."""
    size = np.abs(solution.voltage_pu)
    low, high = size.min(axis=1), size.max(axis=1)
    extreme = np.where(solution.converged, np.maximum(1.0 - low, high - 1.0), np.inf)
    most = np.argsort(-extreme, kind="stable")[:worst]
    others = {draws.integer(0, len(size) - 1, "audit", k) for k in range(random)}
    return tuple(sorted(others | {int(step) for step in most}))
