"""Each van goes to the nearest order that it can still reach in time; no solver, no waiting."""

from simulators.supply_chain.interface import Route, WavePlan

BUFFER_MIN = 10.0  # a stop is added only if this much earlier than the end of its window
LONGEST_WAIT_MIN = 30.0  # before a closed door, at any one stop


def worth_waiting(order, wave, city, tools):
    """Whether a van sent now would only wait before a closed door."""
    arrive_min = wave.now_min + city.loading_min + tools.depot_min(order)
    return order.open_min - arrive_min > LONGEST_WAIT_MIN and not order.must_go


def most_urgent(orders):
    """The order with the least slack."""
    return min(orders, key=lambda order: (order.slack_min, order.number))


def grow(route, left, wave, tools):
    """The route with the nearest suitable order added; None when no order suits."""
    end = tools.orders_of(route, wave)[-1].site
    leave_min = tools.timing(route, wave).return_min
    near = sorted(left, key=lambda o: (tools.travel_min(end, o.site, leave_min), o.number))
    for order in near:
        longer = Route((*route.stops, order.number))
        waits = tools.timing(longer, wave).wait_min - tools.timing(route, wave).wait_min
        if (
            tools.fits(longer, wave)
            and waits <= LONGEST_WAIT_MIN
            and tools.is_punctual(longer, wave, BUFFER_MIN)
        ):
            return longer
    return None


def build_routes(orders, wave, city, tools):
    """One route per free van, the most urgent order first in each."""
    routes, left = [], list(orders)
    while left and len(routes) < wave.vehicles_free:
        route = Route((most_urgent(left).number,))
        while route is not None:
            best = route
            left = [order for order in left if order.number not in best.stops]
            route = grow(best, left, wave, tools)
        routes.append(best)
    return routes


def plan_wave(wave, city, tools):
    """Send everything that is due."""
    due = [order for order in wave.orders if not worth_waiting(order, wave, city, tools)]
    return WavePlan(tuple(build_routes(due, wave, city, tools)))
