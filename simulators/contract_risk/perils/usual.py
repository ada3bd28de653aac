"""How many claims a contract usually has, and about what: by type, at the market's terms.

The split by peril is an assumption guided by what claims are said to be about (IACCM 2011:
delivery and acceptance 41 %, price 38, changes 32, late payment 30, performance 27, service levels
and warranties 27; IACCM 2010: confidentiality, IP or data 10 to 20 % of claims).
"""

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.perils.kinds import (
    DATA,
    DELAY,
    INJURY,
    NON_PAYMENT,
    PERFORMANCE,
    PERILS,
)
from simulators.contract_risk.portfolio.kinds import KINDS
from simulators.contract_risk.portfolio.portfolio import TYPES, Portfolio
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]

# delay, defect, performance, data, ip, injury, non-payment, acceptance
PERCENT_OF_CLAIMS = {
    "saas_sell": (4, 10, 28, 12, 4, 0, 20, 22),
    "services_sell": (18, 12, 15, 6, 3, 2, 18, 26),
    "supply_sell": (26, 28, 6, 1, 3, 6, 18, 12),
    "construction_sell": (32, 22, 4, 0, 1, 8, 13, 20),
    "goods_buy": (30, 34, 8, 1, 4, 6, 0, 17),
    "outsourcing_buy": (15, 11, 30, 12, 4, 1, 0, 27),
}
_SHARES: Floats = np.array([PERCENT_OF_CLAIMS[name] for name in TYPES]) / 100.0

LATE_MEAN = 1.13  # of a lateness over its median, as portfolios spread
BREACH_POWER, BREACH_MEAN = 0.3, 1.16  # breaches with records, assumed
PAST_WEIGHT, USUAL_PAST = 0.15, 0.35  # who had claims has them again: assumed
SLOW_PAYER = np.array([1.35, 0.95, 0.5])  # small, medium, large other sides: assumed


def usual_rates(portfolio: Portfolio, world: World) -> Floats:
    """Claims a year with the market's terms, shape (contracts, perils).

    A contract whose features are usual for its kind has the surveyed number of claims. How much
    the others differ is assumed.
    """
    built = np.array([name.startswith("construction") for name in TYPES])[portfolio.type]
    level = np.where(built, world.construction_claims_a_year, world.claims_a_year)
    past = 1.0 + PAST_WEIGHT * (np.minimum(portfolio.past_claims, 10) - USUAL_PAST)
    level = level * world.frequency_scale * past
    return level[:, None] * _SHARES[portfolio.type] * _features(portfolio)


def _features(portfolio: Portfolio) -> Floats:
    """How much more often than usual for its type each peril strikes, (contracts, perils)."""
    by_peril: Floats = np.ones((len(portfolio), len(PERILS)))
    late = portfolio.late_share / _usual(portfolio, "late")
    by_peril[:, DELAY] = np.clip(late / LATE_MEAN, 0.3, 3.0)
    by_peril[:, PERFORMANCE] = 0.5 + 0.5 * portfolio.criticality / _usual(portfolio, "criticality")
    records = portfolio.records / _usual(portfolio, "records")
    by_peril[:, DATA] = np.minimum(records**BREACH_POWER / BREACH_MEAN, 5.0)
    injury = portfolio.injury_exposure / _usual(portfolio, "injury")
    by_peril[:, INJURY] = np.minimum(injury, 5.0)
    by_peril[:, NON_PAYMENT] = SLOW_PAYER[portfolio.size]
    return by_peril


def _usual(portfolio: Portfolio, feature: str) -> Floats:
    """What is usual for contracts of the same type, shape (contracts,)."""
    return np.array([getattr(KINDS[name], feature) for name in TYPES])[portfolio.type]
