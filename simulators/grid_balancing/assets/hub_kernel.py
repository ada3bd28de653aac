"""The inner loops of charging hubs: one source text, run by Python or compiled by numba.

Sequences are by session (all stays), or by *row* (cars that are plugged in now, hub by hub); `cars`
leads from rows to sessions. Powers are in MW, a tick has `TICK_H` hours.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

TICK_H = 0.25  # numba reads it as a constant of this module
READY_MWH = 1e-4  # 0.1 kWh: about half a kilometre
DEEPEST_MWH = 0.025  # assumed: nobody gives back to more than 25 kWh below what the owner wants
DEADLINES = (4, 8, 16, 32, 96)
# places in the state of a hub
CARS, NEEDED, LEAST, FULL, GIVE, DUE = range(6)
STATES = DUE + len(DEADLINES)
# places in the counters of those who left
LEFT, READY, SHORT = range(3)


def look(
    tick: int,
    cars: Sequence[int],
    hub: Sequence[int],
    leave: Sequence[int],
    charger_mw: Sequence[float],
    again: Sequence[float],
    owed_mwh: Sequence[float],
    out_least: Any,
    out_full: Any,
    out_give: Any,
    out_laxity: Any,
    out_state: Any,
) -> None:
    """What each plugged car must, can and could give back in this tick, and sums by hub.

    again: of what is given back, the share of what must then be charged again; 0 cannot give.
    out_state: (hubs * STATES,), zeros. out_laxity: ticks that a car can wait, by row, with
    1,000,000 for each hub before it, so that sorting keeps hubs apart.
    """
    for row in range(len(cars)):
        car = cars[row]
        owed, power, left = owed_mwh[car], charger_mw[car], leave[car] - tick
        step = power * TICK_H
        later = (left - 1) * step
        least = max(0.0, owed - later) / TICK_H
        full = min(power, owed / TICK_H)
        give = 0.0
        if again[car] > 0.0:
            give = min(later - owed, DEEPEST_MWH - owed) * again[car] / TICK_H
            give = max(0.0, min(power, give))
        out_least[row], out_full[row], out_give[row] = min(least, full), full, give
        out_laxity[row] = 1e6 * hub[car] + left - owed / step
        at = hub[car] * STATES
        out_state[at + CARS] += 1.0
        out_state[at + NEEDED] += owed
        out_state[at + LEAST] += out_least[row]
        out_state[at + FULL] += full
        out_state[at + GIVE] += give
        for k in range(len(DEADLINES)):
            after = left - DEADLINES[k]
            out_state[at + DUE + k] += max(0.0, owed - after * step) if after > 0 else owed


def share_out(
    tick: int,
    charging_mw: Any,
    giving_mw: Any,
    order: Sequence[int],
    cars: Sequence[int],
    hub: Sequence[int],
    leave: Sequence[int],
    again: Sequence[float],
    least_mw: Sequence[float],
    full_mw: Sequence[float],
    give_mw: Sequence[float],
    owed_mwh: Any,
    out_left: Any,
) -> None:
    """Give each hub's charging to its cars and take its giving from them; count who leaves.

    charging_mw, giving_mw: by hub, 0 or more; what is left of them remains. order: rows by laxity.
    First everyone gets what must flow, then those who can wait least; those who can wait longest
    give back. A car that gives back needs nothing now, so that nobody does both at a loss.
    """
    for urgent in (True, False):
        for place in range(len(order)):
            row = order[place]
            car = cars[row]
            k = hub[car]
            most = least_mw[row] if urgent else full_mw[row] - least_mw[row]
            flow = min(most, charging_mw[k])
            charging_mw[k] -= flow
            owed_mwh[car] -= flow * TICK_H
    for place in range(len(order) - 1, -1, -1):
        row = order[place]
        car = cars[row]
        k = hub[car]
        flow = min(give_mw[row], giving_mw[k])
        if flow > 0.0:
            giving_mw[k] -= flow
            owed_mwh[car] += flow * TICK_H / again[car]
    for row in range(len(cars)):
        car = cars[row]
        owed_mwh[car] = max(0.0, owed_mwh[car])
        if leave[car] == tick + 1:
            out_left[LEFT] += 1.0
            out_left[READY] += 1.0 if owed_mwh[car] <= READY_MWH else 0.0
            out_left[SHORT] += owed_mwh[car]


@cache
def compiled() -> tuple[Callable[..., None], Callable[..., None]] | None:
    """Both loops compiled by numba; None where numba is not installed."""
    try:
        import numba
    except ImportError:
        return None
    try:
        return numba.njit(cache=True)(look), numba.njit(cache=True)(share_out)
    except RuntimeError:  # nowhere to keep the machine code
        return numba.njit(look), numba.njit(share_out)
