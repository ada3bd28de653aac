"""What the other side expects to carry itself under some terms, in EUR a year, by head.

When we sell, the customer carries what our liability does not reach; when we buy, the supplier
carries what its liability does. Expected payments are closed-form limited expected values of the
losses that the world really has: people who deal with such contracts know what they cost. Courts,
costs of disputes and yearly aggregates are left out of their sums.
"""

from dataclasses import dataclass

import numpy as np

from simulators.contract_risk.claims.clause_tables import limits
from simulators.contract_risk.claims.draw_claims import mark_shares
from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.observations import Asked
from simulators.contract_risk.partners.attitudes import HEADS
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.perils.kept import kept_share
from simulators.contract_risk.perils.kinds import (
    ACCEPTANCE,
    DATA,
    DEFECT,
    DELAY,
    INJURY,
    IP,
    MARKS,
    NON_PAYMENT,
    ORDINARY,
    PERFORMANCE,
    PERILS,
)
from simulators.contract_risk.portfolio.portfolio import Flags, Floats
from simulators.contract_risk.world import World

CREDIT_USED = 0.5  # of the most service credits, at a breach of service levels (assumed)
DELAY_OFFSET = 0.5  # of agreed sums for delay that damages would have covered anyway (assumed)
PREPAID_YEARS = 0.5  # how long before the usual date a prepaid share comes


@dataclass(frozen=True)
class Paid:
    """What the supplier pays a year: (contracts, perils, marks), and agreed sums, (contracts,)."""

    damages: Floats
    delay_sums: Floats
    credits: Floats


def burdens(
    exposure: Exposure, world: World, *, terms: TermsColumns, market: TermsColumns, usual: Paid
) -> Floats:
    """(contracts, heads): more than with the market's terms; below 0 where it is less.

    usual: what is paid with the market's terms.
    """
    claim = _damages(exposure, world, terms, terms.waives_indirect)
    unwaived = claim
    if (terms.waives_indirect != market.waives_indirect).any():
        unwaived = _damages(exposure, world, terms, market.waives_indirect)
    usual_rates, rates = _rates(world, exposure, market), _rates(world, exposure, terms)
    sums = _agreed(exposure, world, terms, rates)
    by_head = np.zeros((len(exposure), len(HEADS)))

    def less(head: Asked, euros: Floats) -> None:
        by_head[:, HEADS.index(head)] += euros

    fewer = usual.damages - unwaived * usual_rates
    general = [DELAY, DEFECT, PERFORMANCE, ACCEPTANCE]
    ordinary = fewer[:, general, ORDINARY].sum(axis=1)
    less("data_cap", fewer[:, DATA].sum(axis=1))
    less("ip_cap", fewer[:, IP].sum(axis=1))
    less("cap", ordinary)
    less("unlimited", fewer[:, [*general, INJURY]].sum(axis=(1, 2)) - ordinary)
    less("indirect", ((unwaived - claim) * usual_rates).sum(axis=(1, 2)))
    rarer = claim * (usual_rates - rates)
    less("acceptance", rarer[:, ACCEPTANCE].sum(axis=1))
    less("warranty", rarer[:, DEFECT].sum(axis=1))
    less("liquidated_damages", (1.0 - DELAY_OFFSET) * (usual.delay_sums - sums[0]))
    less("service_credit", usual.credits - sums[1])
    less("payment", _payment(exposure, world, terms) - _payment(exposure, world, market))
    return np.where(exposure.portfolio.is_sale[:, None], by_head, -by_head)


def paid(exposure: Exposure, world: World, terms: TermsColumns) -> Paid:
    """Expected payments of the supplier a year."""
    rates = _rates(world, exposure, terms)
    claim = _damages(exposure, world, terms, terms.waives_indirect)
    return Paid(claim * rates, *_agreed(exposure, world, terms, rates))


def _agreed(
    exposure: Exposure, world: World, terms: TermsColumns, rates: Floats
) -> tuple[Floats, Floats]:
    """Expected liquidated damages and service credits, (contracts,)."""
    delays = rates[:, DELAY].sum(axis=1) * _delay_sum(exposure, world, terms)
    owed = CREDIT_USED * terms.service_credit * exposure.portfolio.annual_eur
    return delays, rates[:, PERFORMANCE].sum(axis=1) * owed


def _rates(world: World, exposure: Exposure, terms: TermsColumns) -> Floats:
    """Claims a year, (contracts, perils, marks)."""
    kept = kept_share(
        world,
        acceptance=terms.acceptance,
        change_control=terms.change_control,
        warranty_months=terms.warranty_months,
        notice_days=terms.notice_days,
    )
    rates: Floats = (exposure.most_rate * kept)[:, :, None] * mark_shares(world)
    rates[:, NON_PAYMENT] = 0.0  # what the customer owes is no burden of these terms
    return rates


def _damages(exposure: Exposure, world: World, terms: TermsColumns, waives: Flags) -> Floats:
    """Expected payment for one claim, settled in the shadow of what a court would say.

    Shape (contracts, perils, marks).
    """
    limit, _ = limits(terms)
    owed = np.where(waives[:, None, None] & np.isfinite(limit), 1.0 - world.indirect_share, 1.0)
    means: Floats = np.empty((len(exposure), len(PERILS), len(MARKS)))
    for peril, severity in enumerate(exposure.severity):
        median = exposure.median_eur[:, peril, None] * owed[:, peril]
        means[:, peril] = severity.limited_mean_eur(median, limit[:, peril])
    return world.win_share * means


def _delay_sum(exposure: Exposure, world: World, terms: TermsColumns) -> Floats:
    """Expected agreed sum for one delay, (contracts,); weeks are lognormal."""
    from scipy.special import ndtr

    portfolio, sigma = exposure.portfolio, world.weeks_sigma
    weeks = np.maximum(portfolio.days_to_deliver * portfolio.late_share, 3.0) / 7.0
    rate = np.maximum(terms.delay_rate, 1e-9)
    most = terms.delay_cap / rate
    with np.errstate(divide="ignore"):
        z = np.log(most / weeks) / sigma
    limited = weeks * np.exp(0.5 * sigma**2) * ndtr(z - sigma) + most * ndtr(-z)
    return np.asarray(terms.delay_rate * limited * portfolio.value_eur, dtype=np.float64)


def _payment(exposure: Exposure, world: World, terms: TermsColumns) -> Floats:
    """What early payment is worth to the supplier, EUR a year."""
    early = PREPAID_YEARS * terms.prepaid - terms.payment_days / 365.0
    return np.asarray(
        world.money_cost_share * exposure.portfolio.annual_eur * early, dtype=np.float64
    )
