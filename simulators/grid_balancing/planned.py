"""What batteries and cars can be said to draw on the eve: no more than they could really do.

A plan is bought at the day-ahead price and whatever differs from it is settled at the imbalance
price. Were only its power limited, energy could be bought all day without a place for it, which is
a bet on prices and no plan of a network. So it follows what is stored: it starts with what is there
and ends a quarter-hour early where nothing is left or no room.
"""

import numpy as np

from simulators.grid_balancing.network import Floats
from simulators.grid_balancing.observations import TICK_H


def within_reach(
    wanted_mw: Floats,
    *,
    most_in_mw: float,
    most_out_mw: float,
    held_mwh: float,
    most_held_mwh: float,
    efficiency: float,
) -> Floats:
    """The part of a plan that can be done, (ticks,), positive draws.

    held_mwh: stored at the start, of at most `most_held_mwh`, which counts what cars need as well.
    efficiency: one way, of the best battery.
    """
    held, possible = held_mwh, np.empty(len(wanted_mw))
    for tick, wish in enumerate(wanted_mw.tolist()):
        into = max(0.0, most_held_mwh - held) / efficiency / TICK_H
        out = max(0.0, held) * efficiency / TICK_H
        mw = min(max(wish, -most_out_mw, -out), most_in_mw, into)
        held += TICK_H * (mw * efficiency if mw > 0.0 else mw / efficiency)
        possible[tick] = mw
    return possible
