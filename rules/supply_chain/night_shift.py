"""Trucks drive by night to the sites that take goods in then; the day shift is smaller for it.

Streets are empty at night, and trucks that stand idle are used a second time; drivers cost more.
Large orders with a night window wait for the evening, and customers whose sites can take them are
offered one.
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
REGION_HORIZON_MIN = 60.0
HORIZON_MIN = 30.0  # a vehicle that leaves now may wait longer than one of the next wave by this
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
REGION_BUFFER_MIN = 5.0
REGION_HURRY_MIN = 240.0
ITERATIONS = 80
REGION_ITERATIONS = 36
OFFER_EUR = 4.0
NIGHT_START_MIN = 1200.0
NIGHT_HOURS = 7.0
RELIEF_SHARE = 0.6  # of the hours driven by night that the day is spared
NIGHT_SHARE = 0.5  # of the volume of zones without a cap on night drops that moves to the night
NIGHT_UNITS = 30.0  # smaller orders go by day
NIGHT_OFFER_EUR = 4.0
MOST_NIGHT_DROPS = 100  # zones with a lower cap are served by day
NIGHT_TRIPS = 2.5  # of a truck in a night
FAR_MIN = 45.0  # zones that take longer to reach are served by day

night_units: dict[int, float] = {}  # what the night shift of each day can take, from the design


def class_weight(kind, city, tools):
    """How many drivers a class of vehicles gets, relative to the others."""
    gross_t = city.kinds[kind].gross_t
    if gross_t <= 3.5:
        return VAN_WEIGHT
    return LIGHT_TRUCK_WEIGHT if gross_t <= 7.5 else HEAVY_TRUCK_WEIGHT


def crew(day, brief, city, tools):
    """Drivers by class on a day: as many as its average work needs."""
    work_h = tools.work_min(brief, day, stop_min=STOP_MIN, load_units=LOAD_UNITS) / 60.0
    work_h -= RELIEF_SHARE * NIGHT_HOURS * night_trucks(day, brief, city, tools)
    weights = [class_weight(kind, city, tools) for kind in range(len(city.fleet))]
    return tools.spread(SPARE_SHARE * work_h / SHIFT_HOURS, weights)


def starts(kind, count, city, tools):
    """Start and number of a class's drivers: light trucks, which may go anywhere, early."""
    gross_t = city.kinds[kind].gross_t
    late = LATE_VAN_SHARE if gross_t <= 3.5 else LATE_HEAVY_SHARE if gross_t > 7.5 else 0.0
    late = round(late * count)
    return ((START_MIN, count - late), (LATE_START_MIN, late))


def night_trucks(day, brief, city, tools):
    """Trucks for the night after a day: what receptive zones may leave for it."""
    units = sum(
        brief.expected_units[day][zone]
        for zone, rules in enumerate(city.zones)
        if rules.night_drops >= MOST_NIGHT_DROPS and tools.zone_min(zone) < FAR_MIN
    )
    return round(NIGHT_SHARE * units / LOAD_UNITS / NIGHT_TRIPS)


def design_week(brief, city, tools):
    """Day shifts for each class, a night shift for the largest trucks but on Saturday."""
    shifts = []
    for day in range(brief.days):
        for kind, count in enumerate(crew(day, brief, city, tools)):
            for start_min, drivers in starts(kind, count, city, tools):
                shifts.append(Shift((day,), kind, drivers, start_min, SHIFT_HOURS))
        largest = max(range(len(city.kinds)), key=lambda kind: city.kinds[kind].capacity_units)
        count = min(night_trucks(day, brief, city, tools), city.fleet[largest])
        if day < brief.days - 1:
            shifts.append(Shift((day,), largest, count, NIGHT_START_MIN, NIGHT_HOURS))
            night_units[day] = count * NIGHT_TRIPS * LOAD_UNITS
    night_min = (NIGHT_START_MIN, 1290, 1380, 30, 120)
    waves_min = (*range(FIRST_WAVE_MIN, LAST_WAVE_MIN + 1, WAVE_EVERY_MIN), *night_min)
    return WeekDesign(tuple(shifts), waves_min)


def on_order(new, city, tools):
    """Large orders of receptive sites are offered a night window, households their widest."""
    nights = [k for k, window in enumerate(new.offers) if tools.is_night(window)]
    if nights and new.order.quantity_units >= NIGHT_UNITS:
        return OrderAnswer(offer=nights[0], discount_eur=NIGHT_OFFER_EUR)
    if new.order.is_business or not new.offers:
        return OrderAnswer()
    widths = [close_min - open_min for open_min, close_min in new.offers]
    return OrderAnswer(offer=widths.index(max(widths)), discount_eur=OFFER_EUR)


def night_orders(wave, city, tools):
    """The largest orders that the night shift of this evening can take; none once it drives."""
    left = night_units.get(wave.day, 0.0)
    chosen = []
    if tools.is_night(wave.now_min) or tools.clock_min(wave.now_min) >= NIGHT_START_MIN:
        return chosen
    for order in sorted(wave.orders, key=lambda order: (-order.quantity_units, order.number)):
        night = tools.night_window(order, wave)
        is_tonight = night is not None and night[0] < 1440.0 * (wave.day + 1)
        if is_tonight and NIGHT_UNITS <= order.quantity_units <= left:
            chosen.append(order)
            left -= order.quantity_units
    return chosen


def worth_waiting(order, wave, city, tools):
    """Whether a vehicle sent now would only wait before a closed door."""
    arrive_min = wave.now_min + city.loading_min + tools.depot_min(order)
    horizon_min = REGION_HORIZON_MIN if wave.vehicles else HORIZON_MIN
    is_early = order.open_min - arrive_min > wave.minutes_to_next + horizon_min
    return is_early and not order.must_go


def hurry_min(wave, city, tools):
    """Slack below which an order goes first: the vehicles of a region are out for hours."""
    return REGION_HURRY_MIN if wave.vehicles else BUFFER_MIN


def effort(wave, city, tools):
    """How carefully the solver plans; in a region its steps take longer."""
    if wave.vehicles:
        return {"buffer_min": REGION_BUFFER_MIN, "iterations": REGION_ITERATIONS}
    return {"buffer_min": BUFFER_MIN, "iterations": ITERATIONS}


def build_routes(orders, wave, city, tools):
    """The solver's routes; orders that cannot wait come first when vehicles are short."""
    urgent = [order for order in orders if tools.must_go(order, wave, hurry_min(wave, city, tools))]
    return tools.solve(orders, required=urgent, **effort(wave, city, tools))


def plan_wave(wave, city, tools):
    """Send what is due; large orders of receptive sites wait for the night."""
    later = night_orders(wave, city, tools)
    due = [o for o in wave.orders if not worth_waiting(o, wave, city, tools) and o not in later]
    return WavePlan(tools.assign(build_routes(due, wave, city, tools), wave))


def on_event(event, city, tools):
    """An urgent order gets a vehicle of its own, a long repair a rescue, if one is free."""
    if event.kind == "urgent":
        return EventAnswer(routes=tools.assign((Route((event.order,)),), event.wave))
    if event.kind == "breakdown" and event.minutes >= LONG_REPAIR_MIN:
        return EventAnswer(rescue_vehicle=tools.rescuer(event))
    return EventAnswer()
