"""Trucks drive by night to the sites that take goods in then; the day shift is smaller for it.

Streets are empty at night, and trucks that stand idle are used a second time; drivers cost more.
Else as `prizes`. Orders that a receptive site takes in tonight wait for the evening.
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
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
REGION_BUFFER_MIN = 20.0
REGION_HORIZON_MIN = 60.0
REGION_HURRY_MIN = 240.0  # less slack goes first: the vehicles of a region are out for hours
REGION_FILL_SHARE = 0.4  # less full routes wait for company, if they can
COMPANY_MIN = 60.0  # slack with which they can
ITERATIONS = 80
REGION_ITERATIONS = 36
REGION_PRIZE_SHARE = 8.0  # of what the order would cost alone, if it can only just wait
REGION_PATIENCE_MIN = 600.0  # more slack than that halves the prize
NIGHT_START_MIN = 1200.0
NIGHT_HOURS = 7.0
NIGHT_WAVES_MIN = (1200, 1230, 1260, 1290, 1320, 1350, 1380, 1410, 0, 30, 60, 90)
NIGHT_SHARE = 0.3  # of the volume of the receptive zones that is counted on for the night
NIGHT_LOADS = 2.5  # of a truck in a night
RELIEF_SHARE = 0.8  # of the volume of the night by which the day's crew is smaller
MOST_NIGHT_DROPS = 100  # zones with a lower cap are served by day
FAR_MIN = 45.0  # zones that take longer to reach are served by day

night_units: dict[int, float] = {}  # what the night after each day can take, from the design


def night_trucks(day, brief, city, tools):
    """Class and number of trucks for the night after a day: the largest, as many as fill up."""
    there = [kind for kind, count in enumerate(city.fleet) if count]
    largest = max(there, key=lambda kind: city.kinds[kind].capacity_units)
    units = sum(
        brief.expected_units[day][zone]
        for zone, rules in enumerate(city.zones)
        if rules.night_drops >= MOST_NIGHT_DROPS and tools.zone_min(zone) < FAR_MIN
    )
    trucks = int(NIGHT_SHARE * units / (NIGHT_LOADS * city.kinds[largest].capacity_units))
    return largest, 0 if day == brief.days - 1 else min(trucks, city.fleet[largest])


def class_weight(kind, city, tools):
    """How many drivers a class of vehicles gets, relative to the others."""
    gross_t = city.kinds[kind].gross_t
    if gross_t <= 3.5:
        return VAN_WEIGHT
    return LIGHT_TRUCK_WEIGHT if gross_t <= 7.5 else HEAVY_TRUCK_WEIGHT


def crew(day, brief, city, tools):
    """Drivers by class on a day: as many as the work and volume need that the night leaves."""
    largest, trucks = night_trucks(day, brief, city, tools)
    night_units[day] = trucks * NIGHT_LOADS * city.kinds[largest].capacity_units
    units = sum(brief.expected_units[day])
    share = 1.0 - RELIEF_SHARE * night_units[day] / max(1.0, units)
    work_h = tools.work_min(brief, day, stop_min=STOP_MIN, load_units=LOAD_UNITS) / 60.0
    weights = [class_weight(kind, city, tools) for kind in range(len(city.fleet))]
    drivers = SPARE_SHARE * share * work_h / SHIFT_HOURS
    return tools.spread(drivers, weights, share * units / LOADS)


def starts(kind, count, city, tools):
    """Start and number of a class's drivers: light trucks, which may go anywhere, early."""
    gross_t = city.kinds[kind].gross_t
    late = LATE_VAN_SHARE if gross_t <= 3.5 else LATE_HEAVY_SHARE if gross_t > 7.5 else 0.0
    late = round(late * count)
    return ((START_MIN, count - late), (LATE_START_MIN, late))


def design_week(brief, city, tools):
    """Day shifts for each class, and night shifts for the largest trucks."""
    shifts = []
    for day in range(brief.days):
        for kind, count in enumerate(crew(day, brief, city, tools)):
            for start_min, drivers in starts(kind, count, city, tools):
                shifts.append(Shift((day,), kind, drivers, start_min, SHIFT_HOURS))
        largest, trucks = night_trucks(day, brief, city, tools)
        shifts.append(Shift((day,), largest, trucks, NIGHT_START_MIN, NIGHT_HOURS))
    waves_min = (*range(FIRST_WAVE_MIN, LAST_WAVE_MIN + 1, WAVE_EVERY_MIN), *NIGHT_WAVES_MIN)
    return WeekDesign(tuple(shifts), waves_min)


def on_order(new, city, tools):
    """Customers get what they ask for."""
    return OrderAnswer()


def night_orders(wave, city, tools):
    """The largest orders that the trucks of this evening can take; none once they drive."""
    left, chosen = night_units.get(wave.day, 0.0), []
    if not LAST_WAVE_MIN >= tools.clock_min(wave.now_min) >= FIRST_WAVE_MIN:
        return chosen
    for order in sorted(wave.orders, key=lambda order: (-order.quantity_units, order.number)):
        night = tools.night_window(order, wave)
        if night and night[0] < 1440.0 * (wave.day + 1) and order.quantity_units <= left:
            chosen.append(order.number)
            left -= order.quantity_units
    return chosen


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
    spare_min = max(0.0, order.slack_min - wave.minutes_to_next)
    patience = REGION_PATIENCE_MIN / (REGION_PATIENCE_MIN + spare_min)
    return REGION_PRIZE_SHARE * patience * tools.direct_cost_eur(order, wave)


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


def build_routes(orders, wave, city, tools):
    """Routes with the urgent orders, and with those whose prize exceeds what they add."""
    hurry = hurry_min(wave, city, tools)
    urgent = [order for order in orders if tools.must_go(order, wave, hurry)]
    prizes = {order.number: prize_eur(order, wave, city, tools) for order in orders}
    return tools.solve(orders, required=urgent, prizes_eur=prizes, **effort(wave, city, tools))


def plan_wave(wave, city, tools):
    """Send what pays now; what the night can take waits for it."""
    later = night_orders(wave, city, tools)
    due = [o for o in wave.orders if o.number not in later]
    due = [order for order in due if not worth_waiting(order, wave, city, tools)]
    routes = build_routes(due, wave, city, tools)
    return WavePlan(tuple(r for r in routes if keep_route(r, wave, city, tools)))


def on_event(event, city, tools):
    """An urgent order gets a vehicle of its own, a long repair a rescue, if one is free."""
    if event.kind == "urgent":
        return EventAnswer(routes=tools.assign((Route((event.order,)),), event.wave))
    if event.kind == "breakdown" and event.minutes >= LONG_REPAIR_MIN:
        return EventAnswer(rescue_vehicle=tools.rescuer(event))
    return EventAnswer()
