"""Lazy: send only what cannot wait, in routes of the solver."""

from simulators.supply_chain.interface import WavePlan


def plan_wave(wave, city, tools):
    """Route the orders that would be late if they waited; everything else waits."""
    urgent = [order for order in wave.orders if order.must_go]
    return WavePlan(tools.solve(urgent))
