"""What a good dispatcher does today: hold orders until their window is near, then route by solver.

A van that would stand before a closed door is not sent, and a part-empty one waits for company
unless one of its orders cannot.
"""

from simulators.supply_chain.interface import WavePlan

HORIZON_MIN = 65.0  # an order is planned when its window opens this soon after a direct arrival
LEAST_FILL_SHARE = 0.85
BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
ITERATIONS = 80


def worth_waiting(order, wave, city, tools):
    """Whether a van sent now would only wait before a closed door."""
    arrive_min = wave.now_min + city.loading_min + tools.depot_min(order)
    return order.open_min - arrive_min > HORIZON_MIN and not order.must_go


def keep_route(route, wave, city, tools):
    """Whether the route leaves now: it is full enough, or an order in it cannot wait."""
    is_full = tools.fill_share(route, wave) >= LEAST_FILL_SHARE
    return is_full or any(
        tools.must_go(order, wave, BUFFER_MIN) for order in tools.orders_of(route, wave)
    )


def build_routes(orders, wave, city, tools):
    """The solver's routes; orders that cannot wait come first when vans are short."""
    urgent = [order for order in orders if tools.must_go(order, wave, BUFFER_MIN)]
    return tools.solve(orders, required=urgent, buffer_min=BUFFER_MIN, iterations=ITERATIONS)


def plan_wave(wave, city, tools):
    """Route the orders that are due, and send the routes that are worth it."""
    due = [order for order in wave.orders if not worth_waiting(order, wave, city, tools)]
    routes = build_routes(due, wave, city, tools)
    return WavePlan(tuple(r for r in routes if keep_route(r, wave, city, tools)))
