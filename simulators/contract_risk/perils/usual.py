"""How many claims a contract usually has, and about what: by type, at the market's terms.

The split by peril is an assumption guided by what claims are said to be about (IACCM 2011:
delivery and acceptance 41 %, price 38, changes 32, late payment 30, performance 27, service levels
and warranties 27; IACCM 2010: confidentiality, IP or data 10 to 20 % of claims).
"""

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.perils.kinds import DATA, IP, NON_PAYMENT, PERILS
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

USUAL_RECORDS, USUAL_INJURY, USUAL_LATE, USUAL_CRITICALITY = 10_000.0, 0.3, 0.2, 0.5
SLOW_PAYER = np.array([1.5, 1.0, 0.6])  # small, medium, large


def usual_rates(portfolio: Portfolio, world: World) -> Floats:
    """Claims a year with the market's terms, shape (contracts, perils).

    A contract whose features are usual for its kind has the surveyed number of claims. How much
    the others differ is assumed.
    """
    built = np.array([name.startswith("construction") for name in TYPES])[portfolio.type]
    level = np.where(built, world.construction_claims_a_year, world.claims_a_year)
    level = level * world.frequency_scale * (0.85 + 0.15 * np.minimum(portfolio.past_claims, 10))
    return level[:, None] * _SHARES[portfolio.type] * _features(portfolio)


def _features(portfolio: Portfolio) -> Floats:
    """How much more often than usual each peril strikes, shape (contracts, perils)."""
    by_peril: Floats = np.ones((len(portfolio), len(PERILS)))
    late = np.clip(portfolio.late_share / USUAL_LATE, 0.3, 3.0)
    by_peril[:, 0] = late
    by_peril[:, 2] = 0.5 + portfolio.criticality / (2.0 * USUAL_CRITICALITY)
    by_peril[:, DATA] = np.minimum((portfolio.records / USUAL_RECORDS) ** 0.3, 5.0)
    by_peril[:, IP] = 1.0
    by_peril[:, 5] = portfolio.injury_exposure / USUAL_INJURY
    by_peril[:, NON_PAYMENT] = SLOW_PAYER[portfolio.size]
    return by_peril
