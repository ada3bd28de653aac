"""Plan everything, but send only the routes that contain an order which cannot wait.

The rule of OptiML and Team_SB in the EURO Meets NeurIPS 2022 competition.
"""

from simulators.supply_chain.interface import WavePlan

BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
ITERATIONS = 80


def keep_route(route, wave, city, tools):
    """Whether the route leaves now instead of waiting for company."""
    return any(tools.must_go(order, wave, BUFFER_MIN) for order in tools.orders_of(route, wave))


def build_routes(orders, wave, city, tools):
    """The solver's routes for the whole fleet, since most of them leave later."""
    urgent = [order for order in orders if tools.must_go(order, wave, BUFFER_MIN)]
    return tools.solve(
        orders,
        required=urgent,
        vehicles=city.vehicles,
        buffer_min=BUFFER_MIN,
        iterations=ITERATIONS,
    )


def plan_wave(wave, city, tools):
    """Routes over all open orders; those that can still grow stay."""
    routes = build_routes(wave.orders, wave, city, tools)
    kept = [r for r in routes if keep_route(r, wave, city, tools)]
    return WavePlan(tuple(kept[: wave.vehicles_free]))
