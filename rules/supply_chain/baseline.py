"""What a good dispatcher does today: hold orders until their window is near, then route by solver.

An early and a late shift, sized to the work of each weekday, on the usual mix of vehicles. A
vehicle that would stand before a closed door is not sent, and a part-empty one waits for company
unless an order in it cannot.
"""

import math

from simulators.supply_chain.interface import (
    EventAnswer,
    OrderAnswer,
    Route,
    Shift,
    WavePlan,
    WeekDesign,
)

WAVES_MIN = (360.0, 480.0, 600.0, 720.0, 840.0, 960.0)
EARLY_START_MIN = 360.0
LATE_START_MIN = 540.0  # who starts then serves what is ordered on the day
LATE_SHARE = 0.5
SHIFT_HOURS = 8.0
STOP_MIN = 20.0  # work at and between stops
LOAD_UNITS = 110.0  # that an average trip carries
SPARE_SHARE = 1.2  # drivers on duty / drivers needed on an average day
VAN_WEIGHT = 0.3
LIGHT_TRUCK_WEIGHT = 2.0
HEAVY_TRUCK_WEIGHT = 3.0
HORIZON_MIN = 5.0  # a vehicle that leaves now may wait this much longer than one of the next wave
LEAST_FILL_SHARE = 0.85
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
ITERATIONS = 80
WEEK_ITERATIONS = 36  # with a mixed fleet, where each takes longer


def work_min(day, brief, city, tools):
    """Minutes of work on an average day: the stops, and the way to each zone and back."""
    total_min = 0.0
    for zone in range(len(city.zones)):
        trips = brief.expected_units[day][zone] / LOAD_UNITS
        stops = brief.expected_orders[day][zone]
        total_min += STOP_MIN * stops + (2.0 * tools.zone_min(zone) + city.loading_min) * trips
    return total_min


def class_weight(kind, city, tools):
    """How many drivers a class of vehicles gets, relative to the others."""
    gross_t = city.kinds[kind].gross_t
    if gross_t <= 3.5:
        return VAN_WEIGHT
    return LIGHT_TRUCK_WEIGHT if gross_t <= 7.5 else HEAVY_TRUCK_WEIGHT


def crew(day, brief, city, tools):
    """The classes that are driven on a day, one entry for each driver."""
    drivers = SPARE_SHARE * work_min(day, brief, city, tools) / 60.0 / SHIFT_HOURS
    kinds = []
    while len(kinds) < min(drivers, city.drivers):
        left = [kind for kind, vehicles in enumerate(city.fleet) if kinds.count(kind) < vehicles]
        if not left:
            break
        kinds.append(
            max(left, key=lambda k: class_weight(k, city, tools) / (kinds.count(k) + 1.0))
        )
    return kinds


def design_week(brief, city, tools):
    """Early and late shifts on every day, in turn."""
    shifts = []
    for day in range(brief.days):
        for place, kind in enumerate(crew(day, brief, city, tools)):
            is_late = (place + 1) * LATE_SHARE % 1.0 < LATE_SHARE
            start_min = LATE_START_MIN if is_late else EARLY_START_MIN
            shifts.append(Shift((day,), kind, 1, start_min, SHIFT_HOURS))
    return WeekDesign(tuple(shifts), WAVES_MIN)


def on_order(new, city, tools):
    """Customers get what they ask for."""
    return OrderAnswer()


def worth_waiting(order, wave, city, tools):
    """Whether a vehicle sent now would only wait before a closed door."""
    arrive_min = wave.now_min + city.loading_min + tools.depot_min(order)
    is_early = order.open_min - arrive_min > wave.minutes_to_next + HORIZON_MIN
    return is_early and not order.must_go


def keep_route(route, wave, city, tools):
    """Whether the route leaves now: it is full enough, or an order in it cannot wait."""
    is_full = tools.fill_share(route, wave) >= LEAST_FILL_SHARE
    return is_full or any(
        tools.must_go(order, wave, BUFFER_MIN) for order in tools.orders_of(route, wave)
    )


def build_routes(orders, wave, city, tools):
    """The solver's routes; orders that cannot wait come first when vehicles are short."""
    urgent = [order for order in orders if tools.must_go(order, wave, BUFFER_MIN)]
    iterations = WEEK_ITERATIONS if wave.vehicles else ITERATIONS
    return tools.solve(orders, required=urgent, buffer_min=BUFFER_MIN, iterations=iterations)


def plan_wave(wave, city, tools):
    """Route the orders that are due, and send the routes that are worth it."""
    due = [order for order in wave.orders if not worth_waiting(order, wave, city, tools)]
    routes = build_routes(due, wave, city, tools)
    kept = [route for route in routes if keep_route(route, wave, city, tools)]
    return WavePlan(tools.assign(kept, wave))


def on_event(event, city, tools):
    """An urgent order gets a vehicle of its own; a cancelled stop is skipped."""
    if event.kind == "urgent":
        return EventAnswer(routes=tools.assign((Route((event.order,)),), event.wave))
    if event.kind == "cancelled":
        left = tuple(order.number for order in event.aboard if order.number != event.order)
        return EventAnswer(stops=left)
    return EventAnswer()
