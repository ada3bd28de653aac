"""Large orders leave in parts that fill what room is left, and electric vans do the small ones.

Fewer kilometres of heavy trucks for a few more stops. Else as `prizes`.
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
VAN_WEIGHT = 1.0
LIGHT_TRUCK_WEIGHT = 4.0
HEAVY_TRUCK_WEIGHT = 2.0
LONG_REPAIR_MIN = 45.0
OFFER_EUR = 2.0
WIDER_MIN = 240.0  # least gain in the width of a window for which a discount is paid
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
REGION_BUFFER_MIN = 20.0
REGION_HORIZON_MIN = 60.0
REGION_HURRY_MIN = 240.0  # less slack goes first: the vehicles of a region are out for hours
REGION_FILL_SHARE = 0.4  # less full routes wait for company, if they can
COMPANY_MIN = 60.0  # slack with which they can
ITERATIONS = 80
REGION_ITERATIONS = 36
PRIZE_SHARE = 1.25  # of what the order would cost alone, if it can only just wait
PATIENCE_MIN = 40.0  # more slack than that halves the prize
REGION_PRIZE_SHARE = 8.0
REGION_PATIENCE_MIN = 600.0
ELECTRIC_WEIGHT = 2.0
PART_UNITS = 100.0  # largest part of an order that may be split


def class_weight(kind, city, tools):
    """How many drivers a class of vehicles gets, relative to the others."""
    gross_t = city.kinds[kind].gross_t
    if gross_t <= 3.5:
        return ELECTRIC_WEIGHT if city.kinds[kind].is_electric else VAN_WEIGHT
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


def prize_eur(order, wave, city, tools):
    """What serving the order now is worth: it falls with the minutes that it can still wait."""
    share, patient_min = PRIZE_SHARE, PATIENCE_MIN
    if wave.vehicles:
        share, patient_min = REGION_PRIZE_SHARE, REGION_PATIENCE_MIN
    spare_min = max(0.0, order.slack_min - wave.minutes_to_next)
    patience = patient_min / (patient_min + spare_min)
    return share * patience * tools.direct_cost_eur(order, wave)


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


def parts(order, wave, city, tools):
    """How often an order is named to the solver: in so many parts it may leave."""
    return math.ceil(order.quantity_units / PART_UNITS) if order.may_split else 1


def build_routes(orders, wave, city, tools):
    """Routes with the urgent orders, and with those whose prize exceeds what they add."""
    hurry = hurry_min(wave, city, tools)
    urgent = [order for order in orders if tools.must_go(order, wave, hurry)]
    prizes = {order.number: prize_eur(order, wave, city, tools) for order in orders}
    named = [order for order in orders for _ in range(parts(order, wave, city, tools))]
    return tools.solve(named, required=urgent, prizes_eur=prizes, **effort(wave, city, tools))


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
