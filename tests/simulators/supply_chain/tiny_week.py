"""A week of a few orders in two zones, small enough to work out by hand.

Site 0 is the depot, 1 to 3 are customers in the city, 4 is one in the old town, 5 the cross-dock.
Every leg takes 30 minutes and 20 km, there is no noise, and service takes ten minutes.
"""

from types import ModuleType
from typing import Any

import msgspec
import numpy as np

from ruleloop.domain import Trace
from simulators.supply_chain.interface import (
    EventAnswer,
    OrderAnswer,
    Shift,
    VehicleClass,
    WavePlan,
    WeekDesign,
    Zone,
)
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.play.week_play import WeekPlay
from simulators.supply_chain.week import Week, WeekOrder
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import DirectRules
from tests.simulators.supply_chain.week_trace import WeekTrace
from tests.simulators.supply_chain.worlds import draws

SITES = 6
WORLD = World(
    region=True,
    days=2,
    congestion=0.0,
    travel_cv=0.0,
    service_cv=0.0,
    breakdowns_per_1000_h=0.0,
    loading_min=10.0,
    pallet_stop_min=4.0,
)
VAN = VehicleClass("van", 40.0, 1000.0, 3.5, 45.0, 0.12, 28.0)
E_VAN = VehicleClass("e-van", 40.0, 1000.0, 3.5, 58.0, 0.09, 28.0, is_electric=True,
                     energy_empty_per_km=0.3, energy_full_per_km=0.3, energy_eur=0.3,
                     battery_kwh=15.0)  # fmt: skip
TRUCK = VehicleClass("truck", 180.0, 9000.0, 18.0, 105.0, 0.23, 33.0)
DAY: tuple[float, float] = (480.0, 1080.0)
NIGHT: tuple[float, float] = (1320.0, 1800.0)


def order(site: int = 1, **fields: Any) -> WeekOrder:
    """An order of ten units, known on the eve, wanted on Monday between 8 and 18 h."""
    usual: dict[str, Any] = {
        "known_min": 0.0,
        "windows": (DAY,),
        "quantity_units": 10.0,
        "service_min": 10.0,
        "weight_kg": 100.0,
    }
    return WeekOrder(site, **{**usual, **fields})


def week_of(*orders: WeekOrder, **fields: Any) -> Week:
    """The week with these orders."""
    travel = np.full((SITES, SITES), 30.0)
    np.fill_diagonal(travel, 0.0)
    usual: dict[str, Any] = {
        "name": "tiny",
        "x_km": (0.0,) * SITES,
        "y_km": (0.0,) * SITES,
        "site_zone": (0, 0, 0, 0, 1, 0),
        "zones": (
            Zone("city", night_drops=1),
            Zone("old town", most_gross_t=7.5, open_min=360.0, close_min=660.0),
        ),
        "kinds": (VAN, E_VAN, TRUCK),
        "fleet": (2, 1, 1),
        "travel_min": travel,
        "distance_km": travel * 2.0 / 3.0,
        "orders": orders,
        "waves_min": (420.0, 600.0, 1860.0),
        "loading_min": 10.0,
        "days": 2,
        "is_designed": True,
        "paid_by": "shift",
        "drivers": 4,
        "hub": 5,
        "site_share": (0.0, 0.2, 0.2, 0.2, 0.4, 0.0),
        "new_orders": (0.0, 0.0, 0.0),
        "zone_orders": ((1.0, 1.0),) * 2,
        "zone_units": ((10.0, 10.0),) * 2,
    }
    return Week(**{**usual, **fields})


SHIFTS = (
    Shift((0, 1), 0, 2, 420.0, 8.0),
    Shift((0, 1), 1, 1, 420.0, 8.0),
    Shift((0, 1), 2, 1, 420.0, 8.0),
)
WAVES_MIN = (420.0, 600.0)


def rules(**decisions: Any) -> DirectRules:
    """Rules with some decisions of their own; the others do nothing, by day."""
    module: Any = ModuleType("tiny")
    module.design_week = lambda brief, city, tools: WeekDesign(SHIFTS, WAVES_MIN)
    module.on_order = lambda new, city, tools: OrderAnswer()
    module.plan_wave = lambda wave, city, tools: WavePlan()
    module.on_event = lambda event, city, tools: EventAnswer()
    for name, decision in decisions.items():
        setattr(module, name, decision)
    return DirectRules(module)


def at_first(*routes: Any) -> Any:
    """A `plan_wave` that sends these routes with the very first wave."""
    return lambda wave, city, tools: WavePlan(routes if wave.now_min == 420.0 else ())


def play_tiny(week: Week, chosen: DirectRules, *, number: int = 0, **parameters: Any) -> WeekTrace:
    """The trace of the tiny week, with all checks that hold for any rules done."""
    world = msgspec.structs.replace(WORLD, **parameters)
    trace = Trace(on=True)
    WeekPlay(world, week, draws(number), chosen, trace).play()
    found = WeekTrace(world, week, describe_city(week, world), trace.events)
    found.check_all()
    return found
