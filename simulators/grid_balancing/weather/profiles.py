"""The powers of a stretch of quarter-hours in MW, as the profiles of a network give them."""

from collections.abc import Sequence

import msgspec
import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.network.network import (
    STEP_MIN,
    STEPS_PER_DAY,
    STEPS_PER_WEEK,
    Complexes,
    Floats,
    Network,
    Profiles,
    summed_at,
)
from simulators.grid_balancing.weather.noise import forgetful


class Powers(msgspec.Struct, frozen=True):
    """Powers before anybody controls anything, per quarter-hour, all 0 or more but Mvar.

    load_mw, load_mvar: (steps, loads). generation_mw: (steps, generators).
    """

    load_mw: Floats
    load_mvar: Floats
    generation_mw: Floats


def powers(network: Network, first: int, steps: int) -> Powers:
    """The powers of `steps` quarter-hours from number `first` of the profiles on.

    Raises:
        ValueError: the profiles do not reach that far.
    """
    values = network.profiles.values
    if not 0 <= first <= first + steps <= values.shape[1]:
        expected = f"quarter-hours within 0 to {values.shape[1]}"
        raise ValueError(f"{network.name}: expected {expected}, got {first} to {first + steps}")
    part = values[:, first : first + steps].T.astype(float)
    loads, generators = network.loads, network.generators
    return Powers(
        load_mw=part[:, loads.p_column] * loads.p_mw,
        load_mvar=part[:, loads.q_column] * loads.q_mvar,
        generation_mw=part[:, generators.column] * generators.p_mw,
    )


def injections_mva(network: Network, given: Powers) -> Complexes:
    """Generation minus consumption by node, (steps, nodes), complex."""
    size = network.size
    fed = summed_at(network.generators.node, given.generation_mw, nodes=size)
    drawn = summed_at(network.loads.node, given.load_mw, nodes=size)
    reactive = summed_at(network.loads.node, given.load_mvar, nodes=size)
    injection: Complexes = (fed - drawn) - 1j * reactive
    return injection


def drawn_week(profiles: Profiles, draws: Draws, *, months: Sequence[int]) -> int:
    """The first quarter-hour of a week that starts at midnight in one of the months, 1 to 12.

    Every such day is equally likely.

    Raises:
        ValueError: the profiles have no week that starts in these months.
    """
    first = np.datetime64(profiles.start, "m")
    to_midnight = (first.astype("datetime64[D]") - first).astype(np.int64) // STEP_MIN
    starts = np.arange(to_midnight % STEPS_PER_DAY, profiles.steps, STEPS_PER_DAY)
    times = first + starts * np.timedelta64(STEP_MIN, "m")
    month = times.astype("datetime64[M]").astype(np.int64) % 12 + 1
    fits = (starts + STEPS_PER_WEEK <= profiles.steps) & np.isin(month, months)
    if not fits.any():
        raise ValueError(f"expected a whole week that starts in months {list(months)}, got none")
    return int(draws.choice(starts[fits].tolist(), "week"))


def varied(given: Powers, draws: Draws, *, load_cv: float, together_sd: float) -> Powers:
    """The same weather in another year: consumers differ, together and each by itself.

    load_cv: how much one consumer's level differs from its profile. together_sd: relative, how much
    all consumers differ at the same time, with a memory of 6 hours. Both are assumptions.
    """
    steps, loads = given.load_mw.shape
    each = np.array([draws.lognormal(1.0, load_cv, "load", k) for k in range(loads)])
    together = together_sd * forgetful(draws, steps, "loads", memory_steps=6 * 60 / STEP_MIN)
    factor = np.maximum(0.0, 1.0 + together)[:, None] * each
    return Powers(given.load_mw * factor, given.load_mvar * factor, given.generation_mw)
