"""Leaves to the spot carrier whatever costs more than an average order."""

from simulators.supply_chain.interface import EventAnswer, OrderAnswer, Shift, WavePlan, WeekDesign

SHIFT_START_MIN = 360.0
SHIFT_HOURS = 8.0
DEAR_EUR = 14.0


def plan_wave(wave, city, tools):
    prizes = {order.number: DEAR_EUR for order in wave.orders if order.slack_min < 120.0}
    return WavePlan(tools.solve(wave.orders, prizes_eur=prizes, buffer_min=10.0))


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
