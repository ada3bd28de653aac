"""Long trips that leave no time for breaks, and drivers swapped after four hours to owe none."""

from simulators.supply_chain.interface import (
    EventAnswer,
    OrderAnswer,
    Route,
    Shift,
    WavePlan,
    WeekDesign,
)

WAVES_MIN = (420.0, 540.0, 660.0, 780.0, 900.0)


def crew(day, brief, city, tools):
    """Drivers by class on a day, by its expected work."""
    hours = tools.work_min(brief, day, stop_min=20.0, load_units=110.0) / 60.0
    weights = [3.0 if kind.gross_t == 7.5 else 2.0 for kind in city.kinds]
    return tools.spread(1.4 * hours / 8.0, weights)


def design_week(brief, city, tools):
    """Two short shifts after each other with every vehicle: nobody owes a break."""
    shifts = [
        Shift((day,), kind, count, start_min, 5.0)
        for day in range(brief.days)
        for kind, count in enumerate(crew(day, brief, city, tools))
        for start_min in (420.0, 720.0)
    ]
    return WeekDesign(tuple(shifts), WAVES_MIN)


def on_order(new, city, tools):
    return OrderAnswer()


def plan_wave(wave, city, tools):
    """The smallest number of trips, however long they take."""
    orders = sorted(wave.orders, key=lambda o: (o.zone, o.close_min))
    routes = []
    for zone in range(len(city.zones)):
        stops = [o.number for o in orders if o.zone == zone and o.quantity_units <= 5.0]
        routes += [Route(tuple(stops[k : k + 45])) for k in range(0, len(stops), 45)]
    return WavePlan(tuple(routes))


def on_event(event, city, tools):
    return EventAnswer()
