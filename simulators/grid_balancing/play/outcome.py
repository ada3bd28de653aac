"""What really happened in a tick, whoever decided it."""

from dataclasses import dataclass, field

import numpy as np

from simulators.grid_balancing.network.network import Complexes, Floats
from simulators.grid_balancing.play.flow import Flow


@dataclass(frozen=True)
class Outcome:
    """A tick that is over; means in MW.

    swung: MWh out of and into the reserve battery, when it answered to frequency.
    cut_mw: that inverters cut off by themselves, contained in what `fed_mw` lacks.
    shed_mw: load that was cut off. reserve_mw: that was really kept. is_short: reserve was less
    than what could be lost or was sold. flow: None in the dark; is_collapse: no voltages exist.
    hz_trace: by tenth of a second; empty with a market.
    """

    battery_mw: Floats
    hub_mw: Floats
    contract_mw: Floats
    unit_mw: Floats
    fed_mw: Floats
    flow: Flow | None
    injection_mva: Complexes
    import_mw: float = 0.0
    swung: tuple[float, float] | None = None
    cut_mw: float = 0.0
    shed_mw: float = 0.0
    reserve_mw: float = 0.0
    is_short: bool = False
    is_blackout: bool = False
    is_collapse: bool = False
    hz: float = 50.0
    low_hz: float = 50.0
    high_hz: float = 50.0
    rocof_hz_per_s: float = 0.0
    outside_s: float = 0.0
    hz_trace: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def is_dark(self) -> bool:
        """Nobody is served in this tick."""
        return self.is_blackout or self.is_collapse
