"""Lazy: send only what cannot wait, in routes of the solver."""

from simulators.supply_chain.interface import WavePlan

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
