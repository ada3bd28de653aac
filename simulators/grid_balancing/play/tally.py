"""What is counted while a week is played."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulators.grid_balancing.network.network import Network
from simulators.grid_balancing.play.flow import Flow
from simulators.grid_balancing.play.money import Bill

LEGAL_PU = (0.90, 1.10)  # EN 50160
FULL, FAR_OVER = 1.0, 1.2


@dataclass
class Tally:
    """The running counts.

    decisions, illegal: how often rules were asked, and how often the answer was wrong in some part.
    wanted_mwh: what consumers wanted. node_ticks, outside_node_ticks: of voltages, and how many
        were outside the planning band.
    """

    bill: Bill = field(default_factory=Bill)
    decisions: int = 0
    illegal: int = 0
    ticks: int = 0
    wanted_mwh: float = 0.0
    outage_mwh: float = 0.0
    import_mwh: float = 0.0
    available_mwh: float = 0.0
    curtailed_mwh: float = 0.0
    forced_curtailed_mwh: float = 0.0
    shed_mwh: float = 0.0
    blackouts: int = 0
    collapse_ticks: int = 0
    nadir_hz: float = 50.0
    zenith_hz: float = 50.0
    rocof_hz_per_s: float = 0.0
    outside_s: float = 0.0
    node_ticks: int = 0
    outside_node_ticks: int = 0
    illegal_voltage_ticks: int = 0
    vm_low_pu: float = 1.0
    vm_high_pu: float = 1.0
    overload_ticks: int = 0
    overload_ticks_120: int = 0
    most_loading: float = 0.0
    losses_mwh: float = 0.0
    tap_moves: int = 0
    reserve_short_ticks: int = 0
    breaches: int = 0

    def note_frequency(self, low_hz: float, high_hz: float, rocof: float, outside_s: float) -> None:
        """Count the frequency of a tick."""
        self.nadir_hz = min(self.nadir_hz, low_hz)
        self.zenith_hz = max(self.zenith_hz, high_hz)
        self.rocof_hz_per_s = max(self.rocof_hz_per_s, rocof)
        self.outside_s += outside_s

    def note_flow(self, flow: Flow, limits: "VoltageLimits") -> None:
        """Count the voltages and loadings of a tick."""
        vm = flow.vm_pu[limits.watched]
        low, high = float(vm.min()), float(vm.max())
        self.vm_low_pu, self.vm_high_pu = min(self.vm_low_pu, low), max(self.vm_high_pu, high)
        self.node_ticks += len(vm)
        if low < limits.lowest_pu or high > limits.highest_pu:
            outside = (vm < limits.low_pu) | (vm > limits.high_pu)
            self.outside_node_ticks += int(outside.sum())
            self.illegal_voltage_ticks += low < LEGAL_PU[0] or high > LEGAL_PU[1]
        most = float(flow.loading.max())
        self.most_loading = max(self.most_loading, most)
        self.overload_ticks += most > FULL
        self.overload_ticks_120 += most > FAR_OVER


class VoltageLimits:
    """The planning band of a network's nodes; open ends of lines are not watched."""

    def __init__(self, network: Network) -> None:
        nodes = network.nodes
        self.watched: NDArray[np.int64] = np.flatnonzero(nodes.vm_max_pu < 2.0)
        self.watched = self.watched[self.watched != network.slack]
        self.low_pu, self.high_pu = nodes.vm_min_pu[self.watched], nodes.vm_max_pu[self.watched]
        self.lowest_pu, self.highest_pu = float(self.low_pu.max()), float(self.high_pu.min())
