"""Delivers by night, when roads are empty, also where nobody is there to take goods in."""

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
    shifts = [
        Shift((day,), kind, count, 1260.0, 8.0)
        for day in range(brief.days)
        for kind, count in enumerate(crew(day, brief, city, tools))
    ]
    return WeekDesign(tuple(shifts), (0.0, 120.0, 1320.0))


def on_order(new, city, tools):
    return OrderAnswer()


def plan_wave(wave, city, tools):
    """A trip for every eight neighbours, whoever is awake."""
    orders = sorted(wave.orders, key=lambda o: (o.zone, o.site))
    numbers = [o.number for o in orders if o.quantity_units <= 10.0]
    groups = [numbers[k : k + 8] for k in range(0, len(numbers), 8)]
    return WavePlan(tuple(Route(tuple(group)) for group in groups))


def on_event(event, city, tools):
    return EventAnswer()
