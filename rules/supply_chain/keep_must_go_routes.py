"""Plan every open order, but send only the routes that are full or contain an order that must go.

The rule of OptiML and Team_SB in the EURO Meets NeurIPS 2022 competition, on a dispatch day with
all vehicles, also those still out. In a region every order is worth serving, else as `prizes`.
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
LOADS = 2.0  # most that is planned for a vehicle in a day
SPARE_SHARE = 1.2  # drivers on duty / drivers needed on an average day
VAN_WEIGHT = 1.5
LIGHT_TRUCK_WEIGHT = 4.0
HEAVY_TRUCK_WEIGHT = 2.0
LONG_REPAIR_MIN = 45.0
OFFER_EUR = 2.0
WIDER_MIN = 240.0  # least gain in the width of a window for which a discount is paid
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
REGION_BUFFER_MIN = 20.0
REGION_HORIZON_MIN = 60.0
REGION_HURRY_MIN = 240.0  # less slack goes first: the vehicles of a region are out for hours
REGION_FILL_SHARE = 0.7  # less full routes wait for company, if they can
COMPANY_MIN = 90.0  # slack with which they can
ITERATIONS = 80
REGION_ITERATIONS = 24


def class_weight(kind, city, tools):
    """How many drivers a class of vehicles gets, relative to the others."""
    gross_t = city.kinds[kind].gross_t
    if gross_t <= 3.5:
        return VAN_WEIGHT
    return LIGHT_TRUCK_WEIGHT if gross_t <= 7.5 else HEAVY_TRUCK_WEIGHT


def crew(day, brief, city, tools):
    """Drivers by class on a day: as many as its average work and volume need."""
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
    """Households with a narrow window are offered a wide one: it is easier to serve."""
    widths = [close_min - open_min for open_min, close_min in new.offers]
    asked = new.order.close_min - new.order.open_min
    if new.order.is_business or max(widths, default=0.0) < asked + WIDER_MIN:
        return OrderAnswer()
    return OrderAnswer(offer=widths.index(max(widths)), discount_eur=OFFER_EUR)


def worth_waiting(order, wave, city, tools):
    """Whether a vehicle of a region sent now would only wait before a closed door."""
    arrive_min = wave.now_min + city.loading_min + tools.depot_min(order)
    is_early = order.open_min - arrive_min > wave.minutes_to_next + REGION_HORIZON_MIN
    return bool(wave.vehicles) and is_early and not order.must_go


def hurry_min(wave, city, tools):
    """Slack below which an order goes first."""
    return REGION_HURRY_MIN if wave.vehicles else BUFFER_MIN


def keep_route(route, wave, city, tools):
    """Whether the route leaves now instead of waiting for company."""
    if wave.vehicles and tools.fill_share(route, wave) >= REGION_FILL_SHARE:
        return True
    company = COMPANY_MIN if wave.vehicles else BUFFER_MIN
    return any(tools.must_go(order, wave, company) for order in tools.orders_of(route, wave))


def effort(wave, city, tools):
    """How carefully the solver plans; in a region its steps take longer."""
    if wave.vehicles:
        return {"buffer_min": REGION_BUFFER_MIN, "iterations": REGION_ITERATIONS}
    return {"buffer_min": BUFFER_MIN, "iterations": ITERATIONS}


def build_routes(orders, wave, city, tools):
    """The solver's routes over all orders, on a dispatch day for the whole fleet."""
    hurry = hurry_min(wave, city, tools)
    urgent = [order for order in orders if tools.must_go(order, wave, hurry)]
    count = -1 if wave.vehicles else city.vehicles
    return tools.solve(orders, required=urgent, vehicles=count, **effort(wave, city, tools))


def plan_wave(wave, city, tools):
    """Routes over all open orders; those that can still grow stay."""
    due = [order for order in wave.orders if not worth_waiting(order, wave, city, tools)]
    routes = build_routes(due, wave, city, tools)
    return WavePlan(tools.assign((r for r in routes if keep_route(r, wave, city, tools)), wave))


def on_event(event, city, tools):
    """An urgent order gets a vehicle of its own, a long repair a rescue, if one is free."""
    if event.kind == "urgent":
        return EventAnswer(routes=tools.assign((Route((event.order,)),), event.wave))
    if event.kind == "breakdown" and event.minutes >= LONG_REPAIR_MIN:
        return EventAnswer(rescue_vehicle=tools.rescuer(event))
    return EventAnswer()
