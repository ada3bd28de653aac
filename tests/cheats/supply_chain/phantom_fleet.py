"""Sends a van of its own to every order, whether there are so many vans or not."""

from simulators.supply_chain.interface import Route, WavePlan


def plan_wave(wave, city, tools):
    return WavePlan(tuple(Route((order.number,)) for order in wave.orders))
