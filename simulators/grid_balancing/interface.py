"""What rules of a network operator see and answer: the whole border between simulator and rules.

Once a day energy is bought and reserve is sold (`plan_day`); every quarter-hour all assets are told
what to do (`control`). On an island nothing is bought: units, batteries and consumers must make the
balance themselves, and frequency shows whether they do.

A rule module defines `control` and, if it wants to, `plan_day`:

    def control(tick, grid, tools): return Control(battery_mw=(0.5, -0.2), cap_share=(1.0, 0.6))
    def plan_day(eve, grid, tools): return DayPlan(flexible_mw=(0.3,) * 96)
"""

from typing import Protocol

from simulators.grid_balancing.actions import Control, DayPlan
from simulators.grid_balancing.observations import (
    DEADLINE_TICKS,
    HORIZON,
    TICK_H,
    TICKS_PER_DAY,
    Battery,
    BatteryState,
    Contract,
    ContractState,
    DayAhead,
    FeedIn,
    GridFacts,
    Hub,
    HubState,
    Tick,
    Unit,
    UnitState,
)
from simulators.grid_balancing.tools import Tools

__all__ = [
    "DEADLINE_TICKS",
    "HORIZON",
    "TICKS_PER_DAY",
    "TICK_H",
    "Battery",
    "BatteryState",
    "Contract",
    "ContractState",
    "Control",
    "DayAhead",
    "DayPlan",
    "FeedIn",
    "GridFacts",
    "Hub",
    "HubState",
    "Rules",
    "Tick",
    "Tools",
    "Unit",
    "UnitState",
]


class Rules(Protocol):
    """The decisions of a network operator."""

    def plan_day(self, eve: DayAhead, grid: GridFacts, tools: Tools) -> DayPlan:
        """What is bought on the eve; as usual: what the forecast says, and no reserve is sold."""
        return DayPlan()

    def control(self, tick: Tick, grid: GridFacts, tools: Tools) -> Control:
        """What every asset does in the tick that is about to run."""
        ...
