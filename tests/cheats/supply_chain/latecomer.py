"""Ignores windows: waits for full vans and pays for being late instead."""

from simulators.supply_chain.interface import EventAnswer, OrderAnswer, Shift, WavePlan, WeekDesign

SHIFT_START_MIN = 360.0
SHIFT_HOURS = 8.0
FULL_SHARE = 0.8


def plan_wave(wave, city, tools):
    routes = tools.solve(wave.orders, iterations=60)
    full = [r for r in routes if tools.fill_share(r, wave) >= FULL_SHARE or wave.is_last_wave]
    return WavePlan(tuple(full))


def design_week(brief, city, tools):
    """Everybody drives by day, with whatever there is; a wave every hour."""
    shifts = []
    drivers = city.drivers
    for kind, vehicles in enumerate(city.fleet):
        count = min(vehicles, drivers)
        drivers -= count
        shifts.append(Shift(tuple(range(brief.days)), kind, count, SHIFT_START_MIN, SHIFT_HOURS))
    return WeekDesign(tuple(shifts), tuple(60.0 * hour for hour in range(6, 17)))


def on_order(new, city, tools):
    """Customers get what they ask for."""
    return OrderAnswer()


def on_event(event, city, tools):
    """Things take their course."""
    return EventAnswer()
