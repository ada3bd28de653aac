"""Loads orders that nobody has placed yet: the next numbers, on top of what is open."""

from simulators.supply_chain.interface import Route, WavePlan


def plan_wave(wave, city, tools):
    following = 1 + max((order.number for order in wave.orders), default=-1)
    routes = tools.solve([order for order in wave.orders if order.must_go])
    guess = Route((following, following + 1))
    return WavePlan((guess, *routes))
