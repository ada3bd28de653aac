"""Noise that forgets: stationary Ornstein-Uhlenbeck series (Uhlenbeck & Ornstein 1930)."""

import math

import numpy as np

from ruleloop.draws import Draws, Key
from simulators.grid_balancing.network.network import Floats


def forgetful(draws: Draws, steps: int, *key: Key, memory_steps: float) -> Floats:
    """A series (steps,) with mean 0, variance 1 and autocorrelation exp(-lag / memory_steps)."""
    from scipy.signal import lfilter

    keep = math.exp(-1.0 / memory_steps) if memory_steps > 0.0 else 0.0
    shocks = draws.generator(*key).standard_normal(steps)
    shocks[1:] *= math.sqrt(1.0 - keep * keep)
    series: Floats = np.asarray(lfilter([1.0], [1.0, -keep], shocks), dtype=np.float64)
    return series
