"""How likely a court strikes clauses, and what it leaves of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.perils.kinds import PERILS

VOID, GONE, REDUCED = range(3)
"""What is left of struck limits: void: the statute applies, nothing is limited, waived or agreed
in advance; gone: the cap and the agreed sum are, the waiver stands; reduced: to a cap that a court
finds reasonable."""

Singles = NDArray[np.float32]


@dataclass(frozen=True)
class Strikes:
    """How likely clauses fall once they are challenged, 0 to 1 each.

    probability, left: of limits of liability, shape (contracts, perils), by the claims that they
    limit, and `VOID`, `GONE` or `REDUCED`. Who gains nothing does not challenge them.
    The others have the shape (contracts,) and are always challenged by whom they harm: waiver: of
    indirect loss. agreed: liquidated damages, with their being the only remedy. time: warranty
    and time to complain; the statute's are left. They enter as expectations, also in court.
    """

    probability: Singles
    left: NDArray[np.int8]
    waiver: Singles
    agreed: Singles
    time: Singles


def no_strikes(contracts: int) -> Strikes:
    """Every clause holds."""
    shape = (contracts, len(PERILS))
    none = [np.zeros(contracts, dtype=np.float32) for _ in range(3)]
    return Strikes(np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.int8), *none)
