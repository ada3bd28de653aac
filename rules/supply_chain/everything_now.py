"""Greedy: at every wave the solver routes all open orders, and all routes leave."""

from simulators.supply_chain.interface import WavePlan

BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
ITERATIONS = 80


def build_routes(orders, wave, city, tools):
    """The solver's routes; orders that cannot wait come first when vans are short."""
    urgent = [order for order in orders if order.must_go]
    return tools.solve(orders, required=urgent, buffer_min=BUFFER_MIN, iterations=ITERATIONS)


def plan_wave(wave, city, tools):
    """Send everything that is open."""
    return WavePlan(tuple(build_routes(wave.orders, wave, city, tools)))
