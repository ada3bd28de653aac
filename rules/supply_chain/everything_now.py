"""Greedy: at every wave the solver routes all open orders, and all routes leave."""

from simulators.supply_chain.interface import WavePlan


def plan_wave(wave, city, tools):
    """Send everything that is open."""
    urgent = [order for order in wave.orders if order.must_go]
    return WavePlan(tools.solve(wave.orders, required=urgent))
