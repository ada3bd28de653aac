"""What rules are told of the future: forecasts for every tick and for every eve, made beforehand.

Forecasts before the first tick exist as well, so that the first eve and tick are like all others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ruleloop.draws import Draws
from simulators.grid_balancing.network.network import STEPS_PER_DAY, Floats
from simulators.grid_balancing.observations import HORIZON
from simulators.grid_balancing.weather.forecast import Forecaster

EVE = STEPS_PER_DAY // 2  # energy of a day is bought at noon before
LEAD = EVE + 1  # quarter-hours before the first tick that forecasts know of


@dataclass(frozen=True)
class Outlook:
    """Forecasts of one series in MW.

    ticks: (ticks, HORIZON), row t begins with tick t and ends with NaN beyond the last tick.
    eves: (days, 96), as they are at noon before each day.
    surprise: (ticks,), how much more came than was forecast at noon of the eve, roughly with unit
        standard deviation.
    """

    ticks: Floats
    eves: Floats
    surprise: Floats


def outlook(
    actual: Floats, scale: Floats, draws: Draws, name: str, *, memory_steps: float
) -> Outlook:
    """Forecasts of a series (ticks,) that is 0 or more; `scale` is the error's sd far ahead."""
    steps, lead = len(actual), np.zeros(LEAD)
    forecaster = Forecaster(
        np.concatenate([lead, actual]),
        np.concatenate([lead, scale]),
        draws,
        name,
        memory_steps=memory_steps,
    )
    eves = [
        forecaster.at(LEAD + day * STEPS_PER_DAY - EVE - 1, EVE + STEPS_PER_DAY, least=0.0)[EVE:]
        for day in range(steps // STEPS_PER_DAY)
    ]
    return Outlook(
        ticks=_by_tick(forecaster, steps),
        eves=np.array(eves),
        surprise=forecaster.surprise(EVE)[LEAD:],
    )


def _by_tick(forecaster: Forecaster, steps: int) -> Floats:
    """Row t is `forecaster.at` one step before tick t; all rows at once."""
    actual, scale, x, keep = forecaster.parts()
    beyond = np.full(HORIZON - 1, np.nan)
    windows = [
        sliding_window_view(np.concatenate([series[LEAD:], beyond]), HORIZON)
        for series in (actual, scale, x)
    ]
    fade = keep ** np.arange(1, HORIZON + 1)
    known = x[LEAD - 1 : LEAD - 1 + steps]
    surprise = windows[2] - known[:, None] * fade
    found: Floats = np.maximum(0.0, windows[0] - windows[1] * surprise)
    return found
