"""Lazy: send only what cannot wait, in routes of the solver."""

from simulators.supply_chain.interface import EventAnswer, OrderAnswer, Shift, WavePlan, WeekDesign

SHIFT_START_MIN = 360.0
SHIFT_HOURS = 8.0
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
ITERATIONS = 80


def worth_waiting(order, wave, city, tools):
    """Whether the order would still be on time with the next wave."""
    return not tools.must_go(order, wave, BUFFER_MIN)


def build_routes(orders, wave, city, tools):
    """The solver's routes over the orders that leave."""
    return tools.solve(orders, buffer_min=BUFFER_MIN, iterations=ITERATIONS)


def plan_wave(wave, city, tools):
    """Route the orders that would be late if they waited; everything else waits."""
    due = [order for order in wave.orders if not worth_waiting(order, wave, city, tools)]
    return WavePlan(tuple(build_routes(due, wave, city, tools)))


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
