"""What rules of a distributor see and answer: the whole border between simulator and rules.

All week long orders come in. Rules say beforehand who works when with which vehicle
(`design_week`), what each customer is told (`on_order`), and at every *wave* which of the open
orders leave now, in which routes; the rest waits (`plan_wave`). When something goes wrong in
between they may react (`on_event`). On a *dispatch day* there is nothing to design and nothing
happens in between: only waves are asked about.

A rule module defines `plan_wave` and whichever of the others it does not want to leave as usual:

    def plan_wave(wave, city, tools): return WavePlan((Route((3, 1)), Route((7,))))
    def design_week(brief, city, tools): return WeekDesign((Shift((0, 1, 2), 0, 4, 360.0, 8.0),))
    def on_order(new, city, tools): return OrderAnswer(offer=0, discount_eur=2.0)
    def on_event(event, city, tools): return EventAnswer()
"""

from typing import Protocol

from simulators.supply_chain.actions import (
    MAX_ITERATIONS,
    EventAnswer,
    Haul,
    OrderAnswer,
    Route,
    Shift,
    Solve,
    WavePlan,
    WeekDesign,
)
from simulators.supply_chain.as_usual import usual_design
from simulators.supply_chain.observations import (
    DAY_MIN,
    ROUNDING,
    City,
    Event,
    FreeVehicle,
    NewOrder,
    OpenOrder,
    PastOrder,
    VehicleClass,
    Wave,
    WeekBrief,
    Window,
    Zone,
)
from simulators.supply_chain.timing import SPARE_MIN, Timing
from simulators.supply_chain.tooling.route_tools import RouteTools
from simulators.supply_chain.tools import Tools

__all__ = [
    "DAY_MIN",
    "MAX_ITERATIONS",
    "ROUNDING",
    "SPARE_MIN",
    "City",
    "Event",
    "EventAnswer",
    "FreeVehicle",
    "Haul",
    "NewOrder",
    "OpenOrder",
    "OrderAnswer",
    "PastOrder",
    "Route",
    "RouteTools",
    "Rules",
    "Shift",
    "Solve",
    "Timing",
    "Tools",
    "VehicleClass",
    "Wave",
    "WavePlan",
    "WeekBrief",
    "WeekDesign",
    "Window",
    "Zone",
]


class Rules(Protocol):
    """The decisions of a dispatcher."""

    def design_week(self, brief: WeekBrief, city: City, tools: Tools) -> WeekDesign:
        """Shifts and waves of the week, decided on its eve; as usual: everybody drives by day."""
        return usual_design(brief, city)

    def on_order(self, new: NewOrder, city: City, tools: Tools) -> OrderAnswer:
        """What the customer is told; as usual: yes."""
        return OrderAnswer()

    def plan_wave(self, wave: Wave, city: City, tools: Tools) -> WavePlan:
        """The routes that leave now."""
        ...

    def on_event(self, event: Event, city: City, tools: Tools) -> EventAnswer:
        """What is done about something unplanned; as usual: things take their course."""
        return EventAnswer()
