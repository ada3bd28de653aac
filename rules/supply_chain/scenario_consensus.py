"""Plan against sampled futures, and send what leaves in most of the plans.

A light version of iterative conditional dispatch (Lan, van Doorn, Wouda, Rijal & Bhulai 2024,
doi:10.1287/trsc.2023.0111): an order that often shares its route with one that is still to come
waits for it. Else as `prizes`.
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
HORIZON_MIN = 30.0  # a vehicle that leaves now may wait longer than one of the next wave by this
REGION_HURRY_MIN = 240.0  # less slack goes first: the vehicles of a region are out for hours
REGION_FILL_SHARE = 0.4  # less full routes wait for company, if they can
COMPANY_MIN = 60.0  # slack with which they can
ITERATIONS = 80
REGION_ITERATIONS = 24
FUTURES = 5
REGION_FUTURES = 2
SENT_SHARE = 0.2  # of the futures in which an order leaves now, for it to leave
FUTURE_ITERATIONS = 18
REGION_FUTURE_ITERATIONS = 2


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
    """Whether a vehicle sent now would only wait before a closed door."""
    arrive_min = wave.now_min + city.loading_min + tools.depot_min(order)
    horizon_min = REGION_HORIZON_MIN if wave.vehicles else HORIZON_MIN
    is_early = order.open_min - arrive_min > wave.minutes_to_next + horizon_min
    return is_early and not order.must_go


def hurry_min(wave, city, tools):
    """Slack below which an order goes first."""
    return REGION_HURRY_MIN if wave.vehicles else BUFFER_MIN


def keep_route(route, wave, city, tools):
    """Whether the route leaves now: it is full enough, or an order in it cannot wait long."""
    if not wave.vehicles or tools.fill_share(route, wave) >= REGION_FILL_SHARE:
        return True
    return any(tools.must_go(order, wave, COMPANY_MIN) for order in tools.orders_of(route, wave))


def effort(wave, city, tools):
    """How carefully the solver plans; in a region its steps take longer."""
    if wave.vehicles:
        return {"buffer_min": REGION_BUFFER_MIN, "iterations": REGION_ITERATIONS}
    return {"buffer_min": BUFFER_MIN, "iterations": ITERATIONS}


def sent_share(orders, wave, city, tools):
    """By order number, the share of sampled futures in which the order leaves now."""
    counts = {order.number: 0 for order in orders}
    careful, futures = effort(wave, city, tools), REGION_FUTURES if wave.vehicles else FUTURES
    careful["iterations"] = REGION_FUTURE_ITERATIONS if wave.vehicles else FUTURE_ITERATIONS
    for future in range(futures):
        for route in tools.solve(orders, future=future, **careful):
            for number in route.stops:
                counts[number] += 1
    return {number: count / futures for number, count in counts.items()}


def build_routes(orders, wave, city, tools):
    """Routes over the orders that mostly leave, or cannot wait."""
    hurry = hurry_min(wave, city, tools)
    urgent = [order for order in orders if tools.must_go(order, wave, hurry)]
    share = sent_share(orders, wave, city, tools)
    chosen = [order for order in orders if order in urgent or share[order.number] >= SENT_SHARE]
    return tools.solve(chosen, required=urgent, **effort(wave, city, tools))


def plan_wave(wave, city, tools):
    """Send what pays now."""
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
