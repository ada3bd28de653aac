"""How claims end: nearly all are settled in the shadow of what a court would say.

Mnookin & Kornhauser 1979 (doi:10.2307/795824): a settlement is what a judgment would bring times
the chance of winning; the few formal disputes that do not settle end with the judgment itself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.claims import ClaimColumns
from simulators.contract_risk.world import World

Singles = NDArray[np.float32]
CHEAPEST_EUR = 1.0  # of challenges, also in worlds without legal cost


@dataclass(frozen=True)
class Enforceable:
    """What could be owed for each claim, in EUR, shape (claims,).

    agreed: without any proof. capped: if all clauses hold. struck: if a court strikes them.
    falls: probability that they are challenged and struck.
    """

    agreed: Singles
    capped: Singles
    struck: Singles
    falls: Singles


def falls(
    capped: Singles, struck: Singles, *, legal_eur: Singles, strike: Singles, world: World
) -> Singles:
    """Probability that clauses are challenged and fall.

    Who gains more by a challenge than it costs challenges more often; who would lose never does.
    """
    gain = np.maximum(struck - capped, 0.0)
    cost = np.maximum(np.float32(world.challenge_scale) * legal_eur, np.float32(CHEAPEST_EUR))
    challenged = -np.expm1(-gain / cost)
    return np.asarray(challenged * strike, dtype=np.float32)


def settled_eur(sums: Enforceable, world: World) -> Singles:
    """What is paid without a judgment: agreed sums in full, the rest by the chance of winning."""
    beyond = np.maximum(sums.capped - sums.agreed, 0.0)
    paid = np.minimum(sums.agreed, sums.capped) + np.float32(world.win_share) * beyond
    if_struck = np.float32(world.win_share) * sums.struck
    return np.asarray(paid + sums.falls * (if_struck - paid), dtype=np.float32)


def judged(
    sums: Enforceable, columns: ClaimColumns, rows: NDArray[np.int64], world: World
) -> tuple[NDArray[np.int64], Singles, NDArray[np.bool_]]:
    """The formal disputes `rows` that do not settle: which, what is paid, whether it was won."""
    rows = rows[columns.settled[rows] >= world.settle_share]
    won = columns.won[rows] < world.win_share
    is_struck = columns.struck[rows] < sums.falls[rows]
    if_lost = np.where(is_struck, 0.0, np.minimum(sums.agreed[rows], sums.capped[rows]))
    if_won = np.where(is_struck, sums.struck[rows], sums.capped[rows])
    return rows, np.where(won, if_won, if_lost).astype(np.float32), won
