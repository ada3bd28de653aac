"""What terms cost in signatures and in price: the assumptions that decide what is best.

No public source measures them, so they are parameters of the world, drawn anew for every world,
and the report shows how results move with them.
"""

from dataclasses import dataclass

import numpy as np

from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.partners.attitudes import Attitudes
from simulators.contract_risk.partners.burden import Paid, burdens
from simulators.contract_risk.partners.deviations import deviations
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.portfolio.portfolio import Floats
from simulators.contract_risk.world import World

STEEPER = 1.0  # how much more than in proportion harsh terms repel, per log odds (assumed)


@dataclass(frozen=True)
class Opinion:
    """What the other sides think of terms.

    by_head: (contracts, heads), log odds of signing that each head costs, by itself. log_odds:
    (contracts,), that all of them cost together. price_eur: (contracts,), taken off the price a
    year if the deal is signed; below 0: paid on top.
    """

    by_head: Floats
    log_odds: Floats
    price_eur: Floats


def opinion(
    exposure: Exposure,
    world: World,
    attitudes: Attitudes,
    *,
    terms: TermsColumns,
    market: TermsColumns,
    usual: Paid,
) -> Opinion:
    """What the other sides think of terms, beside the market's.

    Of an expected loss that moves to the other side, a share is taken off the price, with a risk
    premium; the rest it dislikes, the stronger it is the more. Of one that we take over, a
    smaller share is paid for. Harsh terms repel more than in proportion; kind terms win only so
    much, for most deals are won and lost over other things.
    """
    portfolio = exposure.portfolio
    moved = burdens(exposure, world, terms=terms, market=market, usual=usual)
    unpaid = np.where(moved > 0.0, 1.0 - world.price_share, 1.0 - world.generous_share) * moved
    felt = attitudes.risk[:, None] * unpaid / portfolio.annual_eur[:, None]
    manners = world.friction * deviations(terms, market, portfolio)
    power = world.elasticity * (0.2 + 1.6 * portfolio.leverage[:, None])
    by_head = power * attitudes.care * (world.loss_odds * felt + manners)
    harsh = np.maximum(by_head, 0.0).sum(axis=1)
    kind = -np.minimum(by_head, 0.0).sum(axis=1)
    net = moved.sum(axis=1)
    share = np.where(net > 0.0, world.price_share * attitudes.risk, world.generous_share)
    return Opinion(
        by_head=by_head,
        log_odds=harsh + STEEPER * harsh**2 - world.kind_limit * np.tanh(kind / world.kind_limit),
        price_eur=share * net,
    )
