"""What batteries and cars can be said to draw on the eve: no more than they could really do.

A plan is bought at the day-ahead price, and what differs from it is settled at the imbalance price.
Were only its power limited, energy could be bought all day without a place for it: a bet on prices
and no plan of a network. So a plan follows what is stored; where nothing is left, or no room, it
stops.
"""

from dataclasses import dataclass

import numpy as np

from simulators.grid_balancing.assets import Assets
from simulators.grid_balancing.network import Floats
from simulators.grid_balancing.observations import TICK_H


@dataclass(frozen=True)
class Reach:
    """What batteries and cars can do in a day.

    battery_mw, car_mw: most power; only batteries are planned to give. held_mwh: stored at the
    start, of at most `room_mwh`. cars_mwh: what cars need. efficiency: of the best battery, one
    way.
    """

    battery_mw: float
    car_mw: float
    held_mwh: float
    room_mwh: float
    cars_mwh: float
    efficiency: float


def reach_of(assets: Assets, day: int) -> Reach:
    """What is possible as a day begins."""
    batteries, hubs = assets.batteries, assets.hubs
    low = [own.soc_low * own.energy_mwh for own in batteries.facts]
    held = sum(max(0.0, e - b) for e, b in zip(batteries.energy_mwh, low, strict=True))
    room = sum((own.soc_high - own.soc_low) * own.energy_mwh for own in batteries.facts)
    return Reach(
        battery_mw=sum(own.power_mw for own in batteries.facts),
        car_mw=sum(own.power_mw for own in hubs.facts),
        held_mwh=min(held, room),
        room_mwh=room,
        cars_mwh=hubs.day_need_mwh(day),
        efficiency=max((own.efficiency for own in batteries.facts), default=1.0),
    )


def within_reach(wanted_mw: Floats, reach: Reach) -> Floats:
    """The part of a plan that can be done, (ticks,), positive draws."""
    held, cars, possible = reach.held_mwh, reach.cars_mwh, np.empty(len(wanted_mw))
    for tick, wish in enumerate(wanted_mw.tolist()):
        out = min(reach.battery_mw, held * reach.efficiency / TICK_H)
        into = min(reach.battery_mw, (reach.room_mwh - held) / reach.efficiency / TICK_H)
        battery = min(max(wish, -out), into)
        car = min(max(0.0, wish - battery), reach.car_mw, cars / TICK_H)
        stored = battery * (reach.efficiency if battery > 0.0 else 1.0 / reach.efficiency)
        held = min(max(0.0, held + TICK_H * stored), reach.room_mwh)
        cars = max(0.0, cars - TICK_H * car)
        possible[tick] = battery + car
    return possible
