"""Parallel savings over the orders of this wave alone (Clarke & Wright 1964); no solver."""

from simulators.supply_chain.interface import Route, WavePlan

BUFFER_MIN = 10.0  # routes are joined only if every stop stays this punctual
HORIZON_MIN = 45.0  # an order is planned when its window opens this soon after a direct arrival


def worth_waiting(order, wave, city, tools):
    """Whether a van sent now would only wait before a closed door."""
    arrive_min = wave.now_min + city.loading_min + tools.depot_min(order)
    return order.open_min - arrive_min > HORIZON_MIN and not order.must_go


def by_savings(orders, tools):
    """All ordered pairs that save driving when joined, the best first."""
    pairs = [(tools.savings_min(a, b), a.number, b.number) for a in orders for b in orders]
    return sorted((p for p in pairs if p[0] > 0.0 and p[1] != p[2]), key=lambda p: (-p[0], p[1:]))


def join(first, second, wave, tools):
    """Both routes as one, or None when that is too heavy, late or dearer than two vans."""
    joined = Route((*first.stops, *second.stops))
    if not tools.fits(joined, wave) or not tools.is_punctual(joined, wave, BUFFER_MIN):
        return None
    apart = tools.route_cost_eur(first, wave) + tools.route_cost_eur(second, wave)
    return joined if tools.route_cost_eur(joined, wave) < apart else None


def build_routes(orders, wave, city, tools):
    """Start with one route per order and join ends while that saves; the urgent go first."""
    starts = {order.number: Route((order.number,)) for order in orders}  # by first stop
    ends = dict(starts)  # by last stop
    for _, a, b in by_savings(orders, tools):
        if a not in ends or b not in starts or ends[a] is starts[b]:
            continue
        joined = join(ends[a], starts[b], wave, tools)
        if joined is not None:
            del ends[a], starts[b]
            starts[joined.stops[0]] = ends[joined.stops[-1]] = joined
    routes = sorted(starts.values(), key=lambda route: tools.least_slack_min(route, wave))
    return routes[: wave.vehicles_free]


def plan_wave(wave, city, tools):
    """Send everything that is due."""
    due = [order for order in wave.orders if not worth_waiting(order, wave, city, tools)]
    return WavePlan(tuple(build_routes(due, wave, city, tools)))
