"""Greedy: at every wave the solver routes all open orders, and all routes leave."""

from simulators.supply_chain.interface import EventAnswer, OrderAnswer, Shift, WavePlan, WeekDesign

SHIFT_START_MIN = 360.0
SHIFT_HOURS = 8.0
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
ITERATIONS = 80


def build_routes(orders, wave, city, tools):
    """The solver's routes; orders that cannot wait come first when vans are short."""
    urgent = [order for order in orders if order.must_go]
    return tools.solve(orders, required=urgent, buffer_min=BUFFER_MIN, iterations=ITERATIONS)


def plan_wave(wave, city, tools):
    """Send everything that is open."""
    return WavePlan(tuple(build_routes(wave.orders, wave, city, tools)))


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
