"""What sums agreed in advance add to expected damages, for one claim."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.agreed_sums import AgreedSums
from simulators.contract_risk.claims.draw_claims import indirect_quantiles, usual_days
from simulators.contract_risk.claims.strikes import Strikes
from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.perils.kinds import DELAY, PERFORMANCE
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]
INDIRECT_POINTS = 6
POINTS, STEPS = 89, (47, 76)  # a rank-1 lattice, generators by least P_2 (Sloan & Joe 1994)


@dataclass(frozen=True)
class Added:
    """Shape (contracts,): more paid than without them, agreed, and where nothing else is owed.

    fixed_share: of legal cost.
    """

    paid_eur: Floats
    agreed_eur: Floats
    fixed_share: Floats


def delays(
    exposure: Exposure, terms: TermsColumns, strikes: Strikes, world: World, *,
    limit_eur: Floats | None, waived: Floats,
) -> Added:  # fmt: skip
    """Liquidated damages: means over a lattice of losses, weeks and indirect parts.

    Only the difference to plain damages is taken from the lattice; it is bounded by the sums.
    limit_eur: shape (contracts,); None: liability is unlimited.
    """
    from scipy.special import ndtri

    count, single = len(terms), np.float32
    place = (np.arange(POINTS) + 0.5) / POINTS
    normal, own = ndtri(place), ndtri((place * STEPS[0]) % 1.0)
    indirect = indirect_quantiles(world, POINTS)[((place * STEPS[1]) % 1.0 * POINTS).astype(int)]
    alike = min(world.weeks_sigma / world.severity_sigma, 1.0)
    log_days = world.weeks_sigma * (alike * normal + np.sqrt(1.0 - alike**2) * own)
    days = (usual_days(exposure)[:, None] * np.exp(log_days)).astype(single)
    median = exposure.median_eur[:, DELAY, None].astype(single)
    loss = exposure.severity[DELAY].losses_eur(median, normal.astype(single)[None, :])
    demand = loss * (1.0 - waived[:, None] * indirect).astype(single)
    contract = np.repeat(np.arange(count, dtype=np.int32), POINTS)
    is_limited = np.full(count * POINTS, limit_eur is not None)
    sums = AgreedSums(exposure, terms, strikes, world).of_delay(
        contract, days.ravel(), demand.ravel(), is_limited
    )
    most = np.full((count, 1), np.inf) if limit_eur is None else limit_eur[:, None]
    shape = (count, POINTS)
    agreed = np.minimum(sums.agreed_eur.reshape(shape), most)
    owed = np.minimum(sums.owed_eur.reshape(shape), most)
    beyond = np.maximum(owed - agreed, 0.0) - np.minimum(demand, most)
    weight = loss.astype(np.float64) ** world.legal_slope
    fixed = (sums.is_fixed.reshape(shape) * weight).sum(axis=1) / weight.sum(axis=1)
    return Added((agreed + world.win_share * beyond).mean(axis=1), agreed.mean(axis=1), fixed)


def service(
    exposure: Exposure, terms: TermsColumns, world: World, *,
    limit_eur: Floats | None, waived: Floats,
) -> Added:  # fmt: skip
    """Service credits, in closed form: they are linear in the loss up to a year's price."""
    annual, credit = exposure.portfolio.annual_eur, np.maximum(terms.service_credit, 1e-12)
    limit = np.full(len(terms), np.inf) if limit_eur is None else limit_eur

    def limited(most: Floats) -> Floats:
        severity = exposure.severity[PERFORMANCE]
        return severity.limited_mean_eur(exposure.median_eur[:, PERFORMANCE], most)

    agreed = credit * limited(np.minimum(annual, limit / credit))
    beyond, fixed = [], []
    for part in indirect_quantiles(world, INDIRECT_POINTS):
        owed = np.maximum(1.0 - part * waived, 1e-12)  # of each EUR of loss, with proof
        is_enough = annual * credit / owed  # losses up to here are settled by credits
        crossing = np.minimum(is_enough, limit / owed)
        beyond.append(np.where(credit > owed, agreed - owed * limited(crossing), 0.0))
        fixed.append(np.where(credit > owed, is_enough, 0.0))
    more = np.mean(beyond, axis=0)
    paid = agreed + world.win_share * (more - agreed)
    return Added(np.asarray(paid), agreed, _legal_below(exposure, np.array(fixed), world))


def _legal_below(exposure: Exposure, loss_eur: Floats, world: World) -> Floats:
    """Share of legal cost in claims about service up to some losses, mean over rows."""
    from scipy.special import ndtri

    normal = ndtri((np.arange(POINTS) + 0.5) / POINTS)
    median = exposure.median_eur[:, PERFORMANCE, None]
    loss = exposure.severity[PERFORMANCE].losses_eur(median, normal[None, :])
    weight = np.cumsum(loss**world.legal_slope, axis=1)
    shares = []
    for limit in loss_eur:
        below = (loss <= limit[:, None]).sum(axis=1)
        upto = np.take_along_axis(weight, np.maximum(below - 1, 0)[:, None], axis=1)[:, 0]
        shares.append(np.where(below > 0, upto / weight[:, -1], 0.0))
    return np.asarray(np.mean(shares, axis=0), dtype=np.float64)
