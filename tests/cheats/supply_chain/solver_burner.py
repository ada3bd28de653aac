"""Asks the solver again and again, to win by effort instead of by rules."""

from simulators.supply_chain.interface import WavePlan


def plan_wave(wave, city, tools):
    urgent = [order for order in wave.orders if tools.must_go(order, wave, 10.0)]
    routes = ()
    for _ in range(3):
        routes = tools.solve(urgent, warm=routes, buffer_min=10.0, iterations=400)
    return WavePlan(routes)
