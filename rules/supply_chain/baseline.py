"""What a good dispatcher does today: hold orders until their window is near, then route by solver.

Drivers are sized to the work of each weekday: trucks for shops from the morning, vans for
households until the evening. A vehicle that would stand before a closed door is not sent, and a
part-empty one waits for company unless an order in it cannot.
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
LOADS = 1.8  # of each vehicle in a day: more cannot be counted on
SPARE_SHARE = 1.25  # drivers on duty / drivers needed on an average day
VAN_WEIGHT = 1.5
LIGHT_TRUCK_WEIGHT = 4.0
HEAVY_TRUCK_WEIGHT = 2.0
LONG_REPAIR_MIN = 45.0
HORIZON_MIN = 5.0  # a vehicle that leaves now may wait this much longer than one of the next wave
REGION_HORIZON_MIN = 60.0  # when the next wave comes, the right vehicle may be out
LEAST_FILL_SHARE = 0.85
REGION_FILL_SHARE = 0.3  # drivers of a region are paid anyway
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
REGION_BUFFER_MIN = 20.0
REGION_HURRY_MIN = 240.0
ITERATIONS = 80
REGION_ITERATIONS = 36


def class_weight(kind, city, tools):
    """How many drivers a class of vehicles gets, relative to the others."""
    gross_t = city.kinds[kind].gross_t
    if gross_t <= 3.5:
        return VAN_WEIGHT
    return LIGHT_TRUCK_WEIGHT if gross_t <= 7.5 else HEAVY_TRUCK_WEIGHT


def crew(day, brief, city, tools):
    """Drivers by class on a day: as many as its average work and its average volume need."""
    work_h = tools.work_min(brief, day, stop_min=STOP_MIN, load_units=LOAD_UNITS) / 60.0
    weights = [class_weight(kind, city, tools) for kind in range(len(city.fleet))]
    least_units = sum(brief.expected_units[day]) / LOADS
    return tools.spread(SPARE_SHARE * work_h / SHIFT_HOURS, weights, least_units)


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


def hurry_min(wave, city, tools):
    """Slack below which an order goes first: the vehicles of a region are out for hours."""
    return REGION_HURRY_MIN if wave.vehicles else BUFFER_MIN


def keep_route(route, wave, city, tools):
    """Whether the route leaves now: it is full enough, or an order in it cannot wait."""
    least = REGION_FILL_SHARE if wave.vehicles else LEAST_FILL_SHARE
    is_full = tools.fill_share(route, wave) >= least
    return is_full or any(
        tools.must_go(order, wave, BUFFER_MIN) for order in tools.orders_of(route, wave)
    )


def effort(wave, city, tools):
    """How carefully the solver plans; in a region its steps take longer."""
    if wave.vehicles:
        return {"buffer_min": REGION_BUFFER_MIN, "iterations": REGION_ITERATIONS}
    return {"buffer_min": BUFFER_MIN, "iterations": ITERATIONS}


def build_routes(orders, wave, city, tools):
    """The solver's routes; orders that cannot wait come first when vehicles are short."""
    hurry = hurry_min(wave, city, tools)
    urgent = [order for order in orders if tools.must_go(order, wave, hurry)]
    return tools.solve(orders, required=urgent, **effort(wave, city, tools))


def plan_wave(wave, city, tools):
    """Route the orders that are due, and send the routes that are worth it."""
    due = [order for order in wave.orders if not worth_waiting(order, wave, city, tools)]
    routes = build_routes(due, wave, city, tools)
    return WavePlan(tuple(r for r in routes if keep_route(r, wave, city, tools)))


def on_event(event, city, tools):
    """An urgent order gets a vehicle of its own, a long repair a rescue, if one is free."""
    if event.kind == "urgent":
        return EventAnswer(routes=tools.assign((Route((event.order,)),), event.wave))
    if event.kind == "breakdown" and event.minutes >= LONG_REPAIR_MIN:
        return EventAnswer(rescue_vehicle=tools.rescuer(event))
    return EventAnswer()
