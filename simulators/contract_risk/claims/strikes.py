"""How likely a court strikes clauses, and what it leaves of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.perils.kinds import PERILS

VOID, GONE, REDUCED = range(3)
"""What is left of struck clauses: void: the statute applies, nothing is limited, waived or agreed
in advance; gone: the cap and the agreed sum are, the rest stands; reduced: to a cap that a court
finds reasonable."""


@dataclass(frozen=True)
class Strikes:
    """Shapes (contracts, perils), by the claims to which the clauses would be applied.

    probability: that clauses fall if they are challenged, 0 to 1. left: `VOID`, `GONE` or
    `REDUCED`.
    """

    probability: NDArray[np.float32]
    left: NDArray[np.int8]


def no_strikes(contracts: int) -> Strikes:
    """Every clause holds."""
    shape = (contracts, len(PERILS))
    return Strikes(np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.int8))
