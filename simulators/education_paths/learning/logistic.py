"""Chances and logits."""

import math

import numpy as np

from simulators.education_paths.learning.model import Floats


def logistic(logits: Floats) -> Floats:
    """Chances of logits; logits beyond +-500 count as that."""
    chances: Floats = 1.0 / (1.0 + np.exp(-np.clip(logits, -500.0, 500.0)))
    return chances


def logit(chance: float) -> float:
    """Logits of a chance strictly between 0 and 1."""
    return math.log(chance / (1.0 - chance))
