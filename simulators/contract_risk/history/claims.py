"""Recorded claims, as an insurer or a legal department keeps them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Claims:
    """Columns over claims, in one currency and at one price level.

    loss: what was paid for the loss itself, above 0. legal_cost: of lawyers, courts and experts for
    this claim, 0 or more. limit: most that could be paid, infinite for none. censored: the loss was
    larger than its limit, nobody knows by how much.
    """

    loss: Floats
    legal_cost: Floats
    limit: Floats
    censored: Bools
