"""Far parcels go through the cross-dock: one truck brings them, small vehicles deliver.

The truck saves each of them the long way. With `MOST_HAULS` it also fills a store there, before
dawn and whenever enough has come together, so that vans that are stationed there load at once. Else
as `prizes`: what is large, or nearer to the depot, leaves from there.
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
HUB_SHARE = 0.6  # of the way from the depot: who is nearer to the cross-dock is served from there
HUB_UNITS = 12.0  # larger orders leave from the depot
HUB_WEIGHT = 0.4  # drivers at the cross-dock / drivers that the stops of its zones need
HUB_RELIEF = 0.6  # drivers at the depot that one at the cross-dock saves
HUB_START_MIN = 500.0
LATE_HUB_START_MIN = 660.0
LATE_HUB_SHARE = 0.0  # of the drivers there who start late
HUB_GROSS_T = 3.5  # heaviest vehicles at the cross-dock
LEAST_HUB_UNITS = 60.0  # in a wave, for a trunk run that routes wait for
TRUNK_FILL_SHARE = 0.9
MOST_HAULS = 0  # runs in a wave that fill the store at the cross-dock; 0: nothing is stored
HAUL_START_MIN = 300.0  # the first such run of the day
LEAST_HAUL_UNITS = 60.0  # for such a run
STORE_BUFFER_MIN = 75.0  # what is stored has this much more time than a vehicle needs

hub_crew: dict[int, int] = {}  # drivers at the cross-dock by day, from the design


def hub_drivers(day, brief, city, tools):
    """Drivers at the cross-dock on a day: for the stops of the zones that are near to it."""
    stops = sum(
        orders
        for zone, orders in enumerate(brief.expected_orders[day])
        if tools.zone_hub_min(zone) < HUB_SHARE * tools.zone_min(zone)
    )
    return round(HUB_WEIGHT * stops * STOP_MIN / 60.0 / SHIFT_HOURS)


def class_weight(kind, city, tools):
    """How many drivers a class of vehicles gets, relative to the others."""
    gross_t = city.kinds[kind].gross_t
    if gross_t <= 3.5:
        return VAN_WEIGHT
    return LIGHT_TRUCK_WEIGHT if gross_t <= 7.5 else HEAVY_TRUCK_WEIGHT


def crew(day, brief, city, tools):
    """Drivers by class at the depot on a day: as many as its work and volume need."""
    work_h = tools.work_min(brief, day, stop_min=STOP_MIN, load_units=LOAD_UNITS) / 60.0
    weights = [class_weight(kind, city, tools) for kind in range(len(city.fleet))]
    least_units = sum(brief.expected_units[day]) / LOADS
    at_hub = HUB_RELIEF * hub_drivers(day, brief, city, tools)
    return tools.spread(SPARE_SHARE * work_h / SHIFT_HOURS - at_hub, weights, least_units)


def starts(kind, count, city, tools):
    """Start and number of a class's drivers: light trucks, which may go anywhere, early."""
    gross_t = city.kinds[kind].gross_t
    late = LATE_VAN_SHARE if gross_t <= 3.5 else LATE_HEAVY_SHARE if gross_t > 7.5 else 0.0
    late = round(late * count)
    return ((START_MIN, count - late), (LATE_START_MIN, late))


def hub_kinds(city):
    """The classes that may be stationed at the cross-dock."""
    return [k for k, n in enumerate(city.fleet) if n and city.kinds[k].gross_t <= HUB_GROSS_T]


def haulier(city, tools):
    """The class that fills the store: the largest of those there are."""
    there = [kind for kind, count in enumerate(city.fleet) if count]
    return max(there, key=lambda kind: city.kinds[kind].capacity_units)


def hub_starts(count):
    """Start and number of the drivers at the cross-dock; a store keeps late ones busy, too."""
    late = int(LATE_HUB_SHARE * count)
    return ((HUB_START_MIN, count - late), (LATE_HUB_START_MIN, late))


def design_week(brief, city, tools):
    """Shifts at the depot for each class, and of small vehicles at the cross-dock."""
    shifts = []
    for day in range(brief.days):
        at_hub = hub_crew[day] = hub_drivers(day, brief, city, tools)
        counts = list(crew(day, brief, city, tools))
        if at_hub and MOST_HAULS:
            kind = haulier(city, tools)
            counts[kind] = max(0, counts[kind] - 1)
            shifts.append(Shift((day,), kind, 1, HAUL_START_MIN, SHIFT_HOURS))
        for kind, count in enumerate(counts):
            is_small = city.kinds[kind].gross_t <= HUB_GROSS_T
            moved = min(at_hub, city.fleet[kind] - count) if is_small else 0
            at_hub -= moved
            for start_min, drivers in starts(kind, count, city, tools):
                shifts.append(Shift((day,), kind, drivers, start_min, SHIFT_HOURS))
            for start_min, drivers in hub_starts(moved):
                shifts.append(Shift((day,), kind, drivers, start_min, SHIFT_HOURS, from_hub=True))
    waves_min = list(range(FIRST_WAVE_MIN, LAST_WAVE_MIN + 1, WAVE_EVERY_MIN))
    early = [HAUL_START_MIN] if MOST_HAULS and any(hub_crew.values()) else []
    return WeekDesign(tuple(shifts), (*early, *waves_min))


def on_order(new, city, tools):
    """Customers get what they ask for."""
    return OrderAnswer()


def worth_waiting(order, wave, city, tools):
    """Whether a vehicle of a region sent now would only wait before a closed door."""
    way_min = tools.hub_min(order) if order.at_hub else tools.depot_min(order)
    arrive_min = wave.now_min + city.loading_min + way_min
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


def suits_hub(order, wave, city, tools, spare_min=BUFFER_MIN):
    """Whether the order is small, nearer to the cross-dock, and has time for the way through it."""
    is_far = tools.hub_min(order) < HUB_SHARE * tools.depot_min(order)
    if not is_far or order.quantity_units > HUB_UNITS or order.at_hub:
        return False
    if not any(tools.can_take(kind, [order]) for kind in hub_kinds(city)):
        return False
    extra_min = tools.ready_min(wave, from_hub=True) - tools.ready_min(wave)
    return order.slack_min > extra_min - tools.depot_min(order) + tools.hub_min(order) + spare_min


def trunk_load(orders, wave, city, tools):
    """The most urgent far orders that one trunk run can bring to the cross-dock."""
    trunks = [city.kinds[vehicle.kind] for vehicle in wave.vehicles if vehicle.base == 0]
    most = TRUNK_FILL_SHARE * max((kind.capacity_units for kind in trunks), default=0.0)
    load, units = [], 0.0
    for order in sorted(orders, key=lambda order: (order.slack_min, order.number)):
        if suits_hub(order, wave, city, tools) and order.quantity_units <= most - units:
            load.append(order)
            units += order.quantity_units
    return load if units >= LEAST_HUB_UNITS else []


def solve_from(base, orders, wave, city, tools):
    """Routes from one base with the urgent orders, and with those that pay."""
    hurry = hurry_min(wave, city, tools)
    return tools.solve(
        orders,
        required=[order for order in orders if tools.must_go(order, wave, hurry)],
        prizes_eur={order.number: prize_eur(order, wave, city, tools) for order in orders},
        from_hub=base == city.hub,
        **effort(wave, city, tools),
    )


def build_routes(orders, wave, city, tools):
    """Routes with what is stored at the cross-dock or a trunk brings there, then from the depot."""
    stored = [order for order in orders if order.at_hub]
    at_hub = solve_from(city.hub, stored, wave, city, tools)
    if not at_hub:
        at_hub = solve_from(city.hub, trunk_load(orders, wave, city, tools), wave, city, tools)
    served = {number for route in at_hub for number in route.stops}
    rest = [order for order in orders if order.number not in served and not order.at_hub]
    return (*at_hub, *solve_from(0, rest, wave, city, tools))


def is_staffed(order, wave, city, tools):
    """Whether somebody at the cross-dock can deliver what is brought there now."""
    end_min = 1440.0 * wave.day + LATE_HUB_START_MIN + 60.0 * SHIFT_HOURS
    there_min = tools.ready_min(wave, from_hub=True) + tools.hub_min(order) + STORE_BUFFER_MIN
    if hub_crew.get(wave.day) and max(there_min, order.open_min) < end_min:
        return True
    return bool(hub_crew.get(wave.day + 1)) and order.due_min > 1440.0 * (wave.day + 1)


def store(wave, city, tools):
    """Runs that bring what suits to the cross-dock, the most urgent first, as long as they fill."""
    hauls = []
    fitting = [
        order
        for order in wave.orders
        if MOST_HAULS
        and suits_hub(order, wave, city, tools, STORE_BUFFER_MIN)
        and is_staffed(order, wave, city, tools)
    ]
    fitting.sort(key=lambda order: (order.slack_min, order.number))
    while sum(order.quantity_units for order in fitting) >= LEAST_HAUL_UNITS:
        if len(hauls) == MOST_HAULS:
            break
        haul = tools.haul(fitting, wave, kinds=(haulier(city, tools),), hauls=hauls)
        if haul is None:
            break
        hauls.append(haul)
        fitting = [order for order in fitting if order.number not in haul.orders]
    return tuple(hauls)


def plan_wave(wave, city, tools):
    """Send what pays now; before dawn only the run to the cross-dock leaves."""
    if tools.clock_min(wave.now_min) < FIRST_WAVE_MIN:
        return WavePlan((), store(wave, city, tools))
    hauls = store(wave, city, tools)
    taken = {number for haul in hauls for number in haul.orders}
    due = [o for o in wave.orders if o.number not in taken]
    due = [order for order in due if not worth_waiting(order, wave, city, tools)]
    routes = build_routes(due, wave, city, tools)
    kept = [r for r in routes if r.from_hub or keep_route(r, wave, city, tools)]
    kept.sort(key=lambda route: tools.least_slack_min(route, wave))  # the trunk may take a vehicle
    busy = {haul.vehicle for haul in hauls}
    kept = [route for route in kept if route.vehicle not in busy]
    return WavePlan(tools.assign(kept, wave), hauls)


def on_event(event, city, tools):
    """An urgent order gets a vehicle of its own, a long repair a rescue, if one is free."""
    if event.kind == "urgent":
        return EventAnswer(routes=tools.assign((Route((event.order,)),), event.wave))
    if event.kind == "breakdown" and event.minutes >= LONG_REPAIR_MIN:
        return EventAnswer(rescue_vehicle=tools.rescuer(event))
    return EventAnswer()
