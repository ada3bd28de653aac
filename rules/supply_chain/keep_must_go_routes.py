"""Plan everything, but send only the routes that contain an order which cannot wait.

The rule of OptiML and Team_SB in the EURO Meets NeurIPS 2022 competition. In a region, where
vehicles are out for hours, an order cannot wait long before it is late.
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
SPARE_SHARE = 1.15
VAN_WEIGHT = 1.5
LIGHT_TRUCK_WEIGHT = 4.0
HEAVY_TRUCK_WEIGHT = 2.0
LONG_REPAIR_MIN = 45.0
OFFER_EUR = 2.0
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
REGION_BUFFER_MIN = 5.0
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
    """Households are offered their widest window for a discount: who booked is seldom out."""
    if new.order.is_business or not new.offers:
        return OrderAnswer()
    widths = [close_min - open_min for open_min, close_min in new.offers]
    return OrderAnswer(offer=widths.index(max(widths)), discount_eur=OFFER_EUR)


def hurry_min(wave, city, tools):
    """Slack below which an order goes first: the vehicles of a region are out for hours."""
    return REGION_HURRY_MIN if wave.vehicles else BUFFER_MIN


def keep_route(route, wave, city, tools):
    """Whether the route leaves now instead of waiting for company."""
    hurry = hurry_min(wave, city, tools)
    return any(tools.must_go(order, wave, hurry) for order in tools.orders_of(route, wave))


def effort(wave, city, tools):
    """How carefully the solver plans; in a region its steps take longer."""
    if wave.vehicles:
        return {"buffer_min": REGION_BUFFER_MIN, "iterations": REGION_ITERATIONS}
    return {"buffer_min": BUFFER_MIN, "iterations": ITERATIONS}


def build_routes(orders, wave, city, tools):
    """The solver's routes for the whole fleet, since most of them leave later."""
    urgent = [order for order in orders if tools.must_go(order, wave, BUFFER_MIN)]
    return tools.solve(
        orders,
        required=urgent,
        vehicles=city.vehicles,
        **effort(wave, city, tools),
    )


def plan_wave(wave, city, tools):
    """Routes over all open orders; those that can still grow stay."""
    routes = build_routes(wave.orders, wave, city, tools)
    return WavePlan(tools.assign((r for r in routes if keep_route(r, wave, city, tools)), wave))


def on_event(event, city, tools):
    """An urgent order gets a vehicle of its own, a long repair a rescue, if one is free."""
    if event.kind == "urgent":
        return EventAnswer(routes=tools.assign((Route((event.order,)),), event.wave))
    if event.kind == "breakdown" and event.minutes >= LONG_REPAIR_MIN:
        return EventAnswer(rescue_vehicle=tools.rescuer(event))
    return EventAnswer()
