"""How much of a market's load wind and sun leave for other plants, quarter-hour by quarter-hour."""

from datetime import datetime

import msgspec
import numpy as np

from simulators.grid_balancing.network.network import STEP_MIN, STEPS_PER_DAY, Floats, Network

# Load of a Western European country by local hour, as multiples of its mean (assumed: national
# load curves of ENTSO-E have these two humps); weekends and seasons below are assumed as well.
LOAD_BY_HOUR = (
    0.87, 0.83, 0.81, 0.80, 0.82, 0.88, 1.02, 1.16, 1.14, 1.09, 1.06, 1.06,
    1.05, 1.03, 1.01, 1.01, 1.04, 1.10, 1.16, 1.18, 1.10, 1.03, 0.98, 0.92,
)  # fmt: skip
WEEKEND, SEASON, COLDEST_DAY = 0.92, 0.08, 15


class Weather(msgspec.Struct, frozen=True):
    """Wind and sun over the market, (steps,), as multiples of their mean over the year."""

    start: str
    wind: Floats
    pv: Floats


def weather(network: Network, first: int, steps: int) -> Weather:
    """The weather of a stretch of the network's own profiles; zero for what it does not have."""
    start = np.datetime64(network.profiles.start) + np.timedelta64(STEP_MIN * first, "m")
    return Weather(
        start=str(start),
        wind=_relative(network, "wind")[first : first + steps],
        pv=_relative(network, "pv")[first : first + steps],
    )


def _relative(network: Network, kind: str) -> Floats:
    generators = network.generators
    rows = [k for k, own in enumerate(generators.kind) if own == kind]
    values = network.profiles.values[generators.column[rows]].astype(np.float64)
    total: Floats = generators.p_mw[rows] @ values
    mean = float(total.mean()) if rows else 0.0
    return total / mean if mean > 0.0 else total


def load_shape(start: str, steps: int) -> Floats:
    """The market's load as multiples of its mean over a year, (steps,)."""
    began = datetime.fromisoformat(start)
    step = np.arange(steps) + (began.hour * 60 + began.minute) / STEP_MIN
    hour = step % STEPS_PER_DAY * (STEP_MIN / 60.0)
    by_hour = np.interp(hour, np.arange(24) + 0.5, LOAD_BY_HOUR, period=24.0)
    day = (step // STEPS_PER_DAY).astype(np.int64)
    weekend = np.where((day + began.weekday()) % 7 >= 5, WEEKEND, 1.0)
    turn = 2.0 * np.pi * (day + began.timetuple().tm_yday - COLDEST_DAY) / 365.25
    shape: Floats = by_hour * weekend * (1.0 + SEASON * np.cos(turn))
    return shape


def residual_load(given: Weather, *, wind_share: float, pv_share: float) -> Floats:
    """Load without wind and sun, (steps,), as multiples of the mean load.

    wind_share, pv_share: of the year's energy, 0 to 1.
    """
    load = load_shape(given.start, len(given.wind))
    left: Floats = load - wind_share * given.wind - pv_share * given.pv
    return left
