"""A played week under audit: its power flows run again with pandapower, and collapses confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.network.audit import Audit, Auditor
from simulators.grid_balancing.network.network import Complexes
from simulators.grid_balancing.network.power_flow import Solution


@dataclass(frozen=True)
class Solved:
    """The power flow of one tick. voltage_pu: (nodes,), None where there was no solution."""

    injection_mva: Complexes
    voltage_pu: Complexes | None
    tap: int


def audit_week(
    solved: Sequence[Solved], auditor: Auditor, draws: Draws, *, worst: int = 4, random: int = 4
) -> dict[int, Audit]:
    """Run the worst and some random ticks of every tap position again.

    Returns the findings by tap; step numbers count the ticks at that tap.

    Raises:
        AuditFailure: a voltage differs by more than 1e-6 p.u., or pandapower diverges where the
            week had voltages.
    """
    found = {}
    for tap in sorted({own.tap for own in solved}):
        chosen = [own for own in solved if own.tap == tap]
        injection = np.array([own.injection_mva for own in chosen])
        found[tap] = auditor.audit(
            injection,
            _as_solution(chosen, injection),
            tap=tap,
            draws=draws.within("tap", tap),
            worst=worst,
            random=random,
        )
    return found


def _as_solution(solved: Sequence[Solved], injection: Complexes) -> Solution:
    voltage = np.full(injection.shape, np.nan, dtype=np.complex128)
    for k, own in enumerate(solved):
        if own.voltage_pu is not None:
            voltage[k] = own.voltage_pu
    converged = np.array([own.voltage_pu is not None for own in solved])
    return Solution(voltage, converged, 0)
