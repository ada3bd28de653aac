"""Each vehicle goes to the nearest order that it can still reach in time; no solver, no waiting.

Gives up CO2 in a week: a third more than `baseline`, and some promises where vehicles are few.
"""

from simulators.supply_chain.interface import (
    EventAnswer,
    OrderAnswer,
    Route,
    Shift,
    WavePlan,
    WeekDesign,
)

FIRST_WAVE_MIN = 420
WAVE_EVERY_MIN = 60
LAST_WAVE_MIN = 1020
START_MIN = 420.0
LATE_START_MIN = 600.0  # for households, who are at home in the evening
LATE_VAN_SHARE = 0.67
LATE_HEAVY_SHARE = 0.51
SHIFT_HOURS = 8.0
STOP_MIN = 20.0  # work at and between stops
LOAD_UNITS = 110.0  # of an average trip
SPARE_SHARE = 1.25  # drivers on duty / drivers needed on an average day
VAN_WEIGHT = 1.5
LIGHT_TRUCK_WEIGHT = 4.0
HEAVY_TRUCK_WEIGHT = 2.0
LONG_REPAIR_MIN = 45.0
BUFFER_MIN = 10.0  # a stop is added only if this much earlier than the end of its window
LONGEST_WAIT_MIN = 30.0  # before a closed door, at any one stop


def class_weight(kind, city, tools):
    """How many drivers a class of vehicles gets, relative to the others."""
    gross_t = city.kinds[kind].gross_t
    if gross_t <= 3.5:
        return VAN_WEIGHT
    return LIGHT_TRUCK_WEIGHT if gross_t <= 7.5 else HEAVY_TRUCK_WEIGHT


def crew(day, brief, city, tools):
    """Drivers by class on a day: as many as its average work needs."""
    work_h = tools.work_min(brief, day, stop_min=STOP_MIN, load_units=LOAD_UNITS) / 60.0
    weights = [class_weight(kind, city, tools) for kind in range(len(city.fleet))]
    return tools.spread(SPARE_SHARE * work_h / SHIFT_HOURS, weights)


def starts(kind, count, city, tools):
    """Start and number of a class's drivers: light trucks, which may go anywhere, early."""
    gross_t = city.kinds[kind].gross_t
    late = LATE_VAN_SHARE if gross_t <= 3.5 else LATE_HEAVY_SHARE if gross_t > 7.5 else 0.0
    late = round(late * count)
    return ((START_MIN, count - late), (LATE_START_MIN, late))


def design_week(brief, city, tools):
    """Shifts sized to each weekday, and a wave every hour."""
    shifts = [
        Shift((day,), kind, drivers, start_min, SHIFT_HOURS)
        for day in range(brief.days)
        for kind, count in enumerate(crew(day, brief, city, tools))
        for start_min, drivers in starts(kind, count, city, tools)
    ]
    waves_min = range(FIRST_WAVE_MIN, LAST_WAVE_MIN + 1, WAVE_EVERY_MIN)
    return WeekDesign(tuple(shifts), tuple(waves_min))


def on_order(new, city, tools):
    """Customers get what they ask for."""
    return OrderAnswer()


def worth_waiting(order, wave, city, tools):
    """Whether a vehicle sent now would only wait before a closed door."""
    arrive_min = wave.now_min + city.loading_min + tools.depot_min(order)
    return order.open_min - arrive_min > LONGEST_WAIT_MIN and not order.must_go


def by_urgency(orders, route, wave, city, tools):
    """The orders with the least slack first."""
    return sorted(orders, key=lambda order: (order.slack_min, order.number))


def by_distance(orders, route, wave, city, tools):
    """The orders nearest to the last stop first."""
    end = tools.orders_of(route, wave)[-1].site
    leave_min = tools.timing(route, wave).return_min
    return sorted(orders, key=lambda o: (tools.travel_min(end, o.site, leave_min), o.number))


def grow(route, left, wave, city, tools):
    """The route with the nearest suitable order added; None when no order suits."""
    for order in by_distance(left, route, wave, city, tools):
        longer = tools.with_stop(route, order)
        if not tools.is_legal(longer, wave):
            continue
        waits = tools.timing(longer, wave).wait_min - tools.timing(route, wave).wait_min
        if waits <= LONGEST_WAIT_MIN and tools.is_punctual(longer, wave, BUFFER_MIN):
            return longer
    return None


def first_stop(route, left, wave, city, tools):
    """The route with the most urgent order that its vehicle may serve; None when there is none."""
    starts = (tools.with_stop(route, o) for o in by_urgency(left, route, wave, city, tools))
    return next((start for start in starts if tools.is_legal(start, wave)), None)


def build_routes(orders, wave, city, tools):
    """One route per free vehicle, the most urgent order first in each."""
    routes, left = [], list(orders)
    for empty in tools.empty_routes(wave):
        route = first_stop(empty, left, wave, city, tools)
        while route is not None:
            best = route
            left = [order for order in left if order.number not in best.stops]
            route = grow(best, left, wave, city, tools)
            if route is None:
                routes.append(best)
    return routes


def plan_wave(wave, city, tools):
    """Send everything that is due."""
    due = [order for order in wave.orders if not worth_waiting(order, wave, city, tools)]
    return WavePlan(tools.assign(build_routes(due, wave, city, tools), wave))


def on_event(event, city, tools):
    """An urgent order gets a vehicle of its own, a long repair a rescue, if one is free."""
    if event.kind == "urgent":
        return EventAnswer(routes=tools.assign((Route((event.order,)),), event.wave))
    if event.kind == "breakdown" and event.minutes >= LONG_REPAIR_MIN:
        return EventAnswer(rescue_vehicle=tools.rescuer(event))
    return EventAnswer()
