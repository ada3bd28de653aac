"""How much of what a challenge would bring is never claimed, because the challenge costs more."""

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.disputes import CHEAPEST_EUR
from simulators.contract_risk.claims.draw_claims import indirect_quantiles
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]
POINTS, STEPS = 89, (47, 76)  # a rank-1 lattice, generators by least P_2 (Sloan & Joe 1994)


def left_alone_eur(
    exposure: Exposure, world: World, *, strike: Floats, held: tuple[Floats, Floats],
    struck: tuple[Floats, Floats], legal: Floats,
) -> Floats:  # fmt: skip
    """Mean gain for one claim that is not worth the challenge, shape (contracts, perils).

    held, struck: what is waived and the limit, if clauses hold and if they fall. legal: multiple
    of the usual legal cost. All have the shape (contracts, perils); 0 where nothing can fall.
    """
    from scipy.special import ndtri

    left: Floats = np.zeros_like(strike)
    place = (np.arange(POINTS) + 0.5) / POINTS
    normal, noise = ndtri(place), ndtri((place * STEPS[0]) % 1.0)
    indirect = indirect_quantiles(world, POINTS)[((place * STEPS[1]) % 1.0 * POINTS).astype(int)]
    for peril, severity in enumerate(exposure.severity):
        rows = np.flatnonzero(strike[:, peril])
        if not len(rows):
            continue
        loss = severity.losses_eur(exposure.median_eur[rows, peril, None], normal[None, :])

        def owed(
            side: tuple[Floats, Floats], loss: Floats = loss, rows: NDArray[np.int64] = rows,
            peril: int = peril,
        ) -> Floats:  # fmt: skip
            waived, limit = (cells[rows, peril, None] for cells in side)
            return np.asarray(np.minimum(loss * (1.0 - waived * indirect), limit))

        gain = np.maximum(owed(struck) - owed(held), 0.0)
        log_loss = np.log(np.maximum(loss / world.price_level, 1.0))
        log_cost = world.legal_intercept + world.legal_slope * log_loss + world.legal_sd * noise
        level = world.challenge_scale * world.legal_scale * world.price_level
        cost = level * np.exp(log_cost) * legal[rows, peril, None]
        alone = np.exp(-gain / np.maximum(cost, CHEAPEST_EUR))
        left[rows, peril] = (gain * alone).mean(axis=1)
    return left
