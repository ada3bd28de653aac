"""Parallel savings over the orders of this wave alone (Clarke & Wright 1964); no solver.

Gives up the promises of a week: its long routes keep the vehicles out, and what they miss is
bought from the spot carrier.
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
WAVE_EVERY_MIN = 120
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
BUFFER_MIN = 10.0  # routes are joined only if every stop stays this punctual
HORIZON_MIN = -15.0  # a vehicle that leaves now may wait longer than one of the next wave by this
REGION_HORIZON_MIN = 60.0
LONGEST_TRIP_MIN = 480.0


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
    horizon_min = REGION_HORIZON_MIN if wave.vehicles else HORIZON_MIN
    is_early = order.open_min - arrive_min > wave.minutes_to_next + horizon_min
    return is_early and not order.must_go


def by_savings(orders, tools):
    """All ordered pairs that save driving when joined, the best first."""
    pairs = [(tools.savings_min(a, b), a.number, b.number) for a in orders for b in orders]
    return sorted((p for p in pairs if p[0] > 0.0 and p[1] != p[2]), key=lambda p: (-p[0], p[1:]))


def join(first, second, wave, city, tools):
    """Both routes as one, or None when that is too heavy, long, late or dear."""
    joined = Route((*first.stops, *second.stops))
    if not tools.fits(joined, wave) or not tools.is_punctual(joined, wave, BUFFER_MIN):
        return None
    if tools.timing(joined, wave).duration_min > LONGEST_TRIP_MIN:
        return None
    apart = tools.route_cost_eur(first, wave) + tools.route_cost_eur(second, wave)
    return joined if tools.route_cost_eur(joined, wave) < apart else None


def build_routes(orders, wave, city, tools):
    """Start with one route per order and join ends while that saves; the urgent go first."""
    starts = {order.number: Route((order.number,)) for order in orders}  # by first stop
    ends = dict(starts)  # by last stop
    for _, a, b in by_savings(orders, tools):
        if a not in ends or b not in starts or ends[a] is starts[b]:
            continue
        joined = join(ends[a], starts[b], wave, city, tools)
        if joined is not None:
            del ends[a], starts[b]
            starts[joined.stops[0]] = ends[joined.stops[-1]] = joined
    return sorted(starts.values(), key=lambda route: tools.least_slack_min(route, wave))


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
