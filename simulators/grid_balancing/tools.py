"""What rules may compute beside themselves: all pure, from facts and observations alone."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from simulators.grid_balancing.observations import TICK_H, BatteryState, GridFacts, Tick


class Tools:
    """Made beside the rules from the facts; powers and energies as the referee counts them."""

    ANSWERS: ClassVar[dict[type, Any]] = {}

    def __init__(
        self,
        facts: GridFacts,
        ask: Callable[[Any], Any],  # noqa: ARG002 - every domain's tools are made this way
    ) -> None:
        self._grid = facts

    def net_load_mw(self, tick: Tick, ahead: int = 0) -> float:
        """Forecast load less wind and sun, `ahead` ticks from now (0: the tick that begins)."""
        return tick.load_mw[ahead] - tick.wind_mw[ahead] - tick.pv_mw[ahead]

    def discharge_limit_mw(self, battery: int, state: BatteryState) -> float:
        """Most that a battery group can give for a whole tick."""
        own = self._grid.batteries[battery]
        stored_mwh = max(0.0, state.energy_mwh - own.soc_low * own.energy_mwh)
        return min(own.power_mw, stored_mwh * own.efficiency / TICK_H)

    def charge_limit_mw(self, battery: int, state: BatteryState) -> float:
        """Most that a battery group can take for a whole tick."""
        own = self._grid.batteries[battery]
        room_mwh = max(0.0, own.soc_high * own.energy_mwh - state.energy_mwh)
        return min(own.power_mw, room_mwh / own.efficiency / TICK_H)

    def rank(self, prices: Sequence[float], price: float) -> float:
        """The share of prices below this one, 0 (cheapest) to 1 (dearest)."""
        return sum(other < price for other in prices) / max(1, len(prices))
