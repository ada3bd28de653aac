"""Serves near customers only: the far and dear ones are left to the spot carrier."""

from simulators.supply_chain.interface import EventAnswer, OrderAnswer, Shift, WavePlan, WeekDesign

SHIFT_START_MIN = 360.0
SHIFT_HOURS = 8.0
FAR_MIN = 22.0


def plan_wave(wave, city, tools):
    near = [order for order in wave.orders if tools.depot_min(order) < FAR_MIN]
    urgent = [order for order in near if tools.must_go(order, wave, 10.0)]
    prizes = {o.number: 0.5 * tools.direct_cost_eur(o, wave) * (o.slack_min < 150.0) for o in near}
    return WavePlan(tools.solve(near, required=urgent, prizes_eur=prizes, buffer_min=10.0))


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
