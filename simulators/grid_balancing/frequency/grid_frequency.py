"""The frequency of the large grid second by second, which one network cannot move.

Slow noise, the jumps at full hours when schedules change, and now and then the loss of a large
plant; sizes are assumed after usual records of Continental Europe (about 20 mHz standard deviation,
hourly jumps of 20 to 50 mHz).
"""

from dataclasses import dataclass

import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.network.network import STEP_MIN, Floats
from simulators.grid_balancing.weather.noise import forgetful

NOMINAL_HZ = 50.0
TICK_S = STEP_MIN * 60
FULL_HZ, DEAD_BAND_HZ = 0.2, 0.01  # reserve is full at 200 mHz (Regulation (EU) 2017/1485)
HOUR_S, FADES_S = 3_600, 300.0
LOSS_CHANCE_PER_H, LOSS_HZ = 0.01, (0.05, 0.12)  # assumed
HOURLY_SHARE = 1.2  # of the noise's standard deviation, assumed


@dataclass(frozen=True)
class GridFrequency:
    """By tick, (ticks,): mean, lowest and highest frequency, and how much reserve was asked for.

    asked: mean share of the sold reserve, positive when the battery gives. asked_up, asked_down:
        mean of its positive and of its negative part, both 0 or more.
    outside_s: seconds further than `FULL_HZ` from nominal. rocof_hz_per_s: fastest change.
    """

    hz: Floats
    low: Floats
    high: Floats
    asked: Floats
    asked_up: Floats
    asked_down: Floats
    outside_s: Floats
    rocof_hz_per_s: Floats


def grid_frequency(ticks: int, draws: Draws, *, sd_hz: float) -> GridFrequency:
    """The frequency of `ticks` quarter-hours with a standard deviation of about `sd_hz`."""
    own = draws.within("grid frequency")
    seconds = ticks * TICK_S
    noise = sd_hz * 0.9 * forgetful(own, seconds, "noise", memory_steps=FADES_S)
    _add_dips(noise, own, sd_hz)
    df = noise.reshape(ticks, TICK_S)
    beyond = np.abs(df) > DEAD_BAND_HZ
    asked = np.where(beyond, np.clip(-df / FULL_HZ, -1.0, 1.0), 0.0)
    up = np.maximum(asked, 0.0).mean(axis=1)
    mean = asked.mean(axis=1)
    return GridFrequency(
        hz=NOMINAL_HZ + df.mean(axis=1),
        low=NOMINAL_HZ + df.min(axis=1),
        high=NOMINAL_HZ + df.max(axis=1),
        asked=mean,
        asked_up=up,
        asked_down=up - mean,
        outside_s=(np.abs(df) > FULL_HZ).sum(axis=1).astype(np.float64),
        rocof_hz_per_s=np.abs(np.diff(df, axis=1)).max(axis=1),
    )


def _add_dips(df: Floats, draws: Draws, sd_hz: float) -> None:
    """Add jumps at full hours and losses of plants, which fade within minutes."""
    lasts = round(4.0 * FADES_S)
    shape = np.exp(-np.arange(lasts) / FADES_S)
    for hour in range(len(df) // HOUR_S):
        begin = hour * HOUR_S
        part = df[begin : begin + lasts]
        part += draws.normal(0.0, HOURLY_SHARE * sd_hz, "hour", hour) * shape[: len(part)]
        if draws.chance(LOSS_CHANCE_PER_H, "loss", hour):
            at = begin + int(draws.uniform("loss", hour, "second") * HOUR_S)
            part = df[at : at + lasts]
            part -= draws.between(*LOSS_HZ, "loss", hour, "depth") * shape[: len(part)]
