"""Far zones are served from the cross-dock: one truck brings their goods, small vehicles deliver.

Orders nearer to the cross-dock than to the depot, by enough, leave from there with the first wave
of the day, if there are enough of them; the rest leave from the depot.
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
SPARE_SHARE = 1.15
VAN_WEIGHT = 1.5
LIGHT_TRUCK_WEIGHT = 4.0
HEAVY_TRUCK_WEIGHT = 2.0
LONG_REPAIR_MIN = 45.0
OFFER_EUR = 2.0
REGION_HORIZON_MIN = 60.0
HORIZON_MIN = 30.0  # a vehicle that leaves now may wait longer than one of the next wave by this
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
REGION_BUFFER_MIN = 5.0
REGION_HURRY_MIN = 240.0
ITERATIONS = 80
REGION_ITERATIONS = 36
HUB_SHARE = 0.6  # of the way from the depot: who is nearer to the cross-dock is served from there
HUB_WEIGHT = 0.5  # drivers at the cross-dock / drivers that its work needs
HUB_START_MIN = 480.0
LEAST_HUB_UNITS = 60.0  # in a wave, for a trunk run
TRUNK_FILL_SHARE = 0.9
HUB_GROSS_T = 7.5  # heaviest vehicles at the cross-dock


def class_weight(kind, city, tools):
    """How many drivers a class of vehicles gets, relative to the others."""
    gross_t = city.kinds[kind].gross_t
    if gross_t <= 3.5:
        return VAN_WEIGHT
    return LIGHT_TRUCK_WEIGHT if gross_t <= 7.5 else HEAVY_TRUCK_WEIGHT


def crew(day, brief, city, tools):
    """Drivers by class on a day: as many as its average work needs."""
    work_h = tools.work_min(brief, day, stop_min=STOP_MIN, load_units=LOAD_UNITS) / 60.0
    work_h -= SHIFT_HOURS * hub_drivers(day, brief, city, tools)
    weights = [class_weight(kind, city, tools) for kind in range(len(city.fleet))]
    return tools.spread(SPARE_SHARE * work_h / SHIFT_HOURS, weights)


def starts(kind, count, city, tools):
    """Start and number of a class's drivers: light trucks, which may go anywhere, early."""
    gross_t = city.kinds[kind].gross_t
    late = LATE_VAN_SHARE if gross_t <= 3.5 else LATE_HEAVY_SHARE if gross_t > 7.5 else 0.0
    late = round(late * count)
    return ((START_MIN, count - late), (LATE_START_MIN, late))


def hub_drivers(day, brief, city, tools):
    """Vans at the cross-dock on a day: the stops of the zones that are near to it."""
    stops = sum(
        orders
        for zone, orders in enumerate(brief.expected_orders[day])
        if tools.zone_hub_min(zone) < HUB_SHARE * tools.zone_min(zone)
    )
    return round(HUB_WEIGHT * stops * STOP_MIN / 60.0 / SHIFT_HOURS)


def design_week(brief, city, tools):
    """Shifts at the depot for each class, and vans at the cross-dock."""
    shifts = []
    for day in range(brief.days):
        at_hub = hub_drivers(day, brief, city, tools)
        for kind, count in enumerate(crew(day, brief, city, tools)):
            is_small = city.kinds[kind].gross_t <= HUB_GROSS_T
            moved = min(at_hub, city.fleet[kind] - count) if is_small else 0
            at_hub -= moved
            for start_min, drivers in starts(kind, count, city, tools):
                shifts.append(Shift((day,), kind, drivers, start_min, SHIFT_HOURS))
            shifts.append(Shift((day,), kind, moved, HUB_START_MIN, SHIFT_HOURS, from_hub=True))
    waves_min = range(FIRST_WAVE_MIN, LAST_WAVE_MIN + 1, WAVE_EVERY_MIN)
    return WeekDesign(tuple(shifts), tuple(waves_min))


def on_order(new, city, tools):
    """Households are offered their widest window for a discount: who booked is seldom out."""
    if new.order.is_business or not new.offers:
        return OrderAnswer()
    widths = [close_min - open_min for open_min, close_min in new.offers]
    return OrderAnswer(offer=widths.index(max(widths)), discount_eur=OFFER_EUR)


def is_far(order, wave, city, tools):
    """Whether the order is better served from the cross-dock."""
    return tools.hub_min(order) < HUB_SHARE * tools.depot_min(order)


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


def trunk_load(orders, wave, city, tools):
    """The most urgent orders that one trunk run can bring to the cross-dock."""
    trunks = [city.kinds[vehicle.kind] for vehicle in wave.vehicles if vehicle.base == 0]
    most = TRUNK_FILL_SHARE * max((kind.capacity_units for kind in trunks), default=0.0)
    load, units = [], 0.0
    for order in sorted(orders, key=lambda order: (order.slack_min, order.number)):
        if units + order.quantity_units <= most:
            load.append(order)
            units += order.quantity_units
    return load


def solve_from(base, orders, wave, city, tools):
    """The solver's routes from one base; orders that cannot wait come first."""
    hurry = hurry_min(wave, city, tools)
    return tools.solve(
        orders,
        required=[order for order in orders if tools.must_go(order, wave, hurry)],
        **effort(wave, city, tools),
        from_hub=base == city.hub,
    )


def build_routes(orders, wave, city, tools):
    """Routes from the cross-dock first, then from the depot with what is left."""
    far = [order for order in orders if is_far(order, wave, city, tools)]
    load = trunk_load(far, wave, city, tools)
    units = sum(order.quantity_units for order in load)
    at_hub = solve_from(city.hub, load, wave, city, tools) if units >= LEAST_HUB_UNITS else ()
    served = {number for route in at_hub for number in route.stops}
    rest = [order for order in orders if order.number not in served]
    return (*at_hub, *solve_from(0, rest, wave, city, tools))


def plan_wave(wave, city, tools):
    """Send the routes over all orders that are due."""
    due = [order for order in wave.orders if not worth_waiting(order, wave, city, tools)]
    return WavePlan(tools.assign(build_routes(due, wave, city, tools), wave))


def on_event(event, city, tools):
    """An urgent order gets a vehicle of its own, a long repair a rescue, if one is free."""
    if event.kind == "urgent":
        return EventAnswer(routes=tools.assign((Route((event.order,)),), event.wave))
    if event.kind == "breakdown" and event.minutes >= LONG_REPAIR_MIN:
        return EventAnswer(rescue_vehicle=tools.rescuer(event))
    return EventAnswer()
