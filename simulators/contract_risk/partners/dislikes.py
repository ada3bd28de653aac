"""What terms cost in signatures and in price: the assumptions that decide what is best.

No public source measures them, so they are parameters of the world, drawn anew for every world,
and the report shows how results move with them.
"""

from dataclasses import dataclass

import numpy as np

from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.partners.attitudes import Attitudes
from simulators.contract_risk.partners.burden import Paid, burdens
from simulators.contract_risk.partners.deviations import KINDNESS, deviations
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.portfolio.portfolio import Floats
from simulators.contract_risk.world import World


@dataclass(frozen=True)
class Opinion:
    """What the other sides think of terms.

    log_odds: (contracts, heads), that each head costs. price_eur: (contracts,), taken off the
    price a year if the deal is signed; below 0: paid on top. carried_eur: (contracts,), what the
    other side expects to carry more than usual, a year.
    """

    log_odds: Floats
    price_eur: Floats
    carried_eur: Floats


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
    premium; the rest it dislikes. Of one that we take over, a smaller share is paid for.
    """
    moved = burdens(exposure, world, terms=terms, market=market, usual=usual)
    harsh, kind = np.maximum(moved, 0.0), np.minimum(moved, 0.0)
    felt = (1.0 - world.price_share) * harsh + KINDNESS * (1.0 - world.generous_share) * kind
    of_price = felt / exposure.portfolio.annual_eur[:, None]
    losses = world.loss_odds * attitudes.risk[:, None] * of_price
    manners = world.friction * deviations(terms, market, exposure.portfolio)
    power = 0.5 + exposure.portfolio.leverage[:, None]
    net = moved.sum(axis=1)
    return Opinion(
        log_odds=world.elasticity * power * attitudes.care * (losses + manners),
        price_eur=np.where(
            net > 0.0, world.price_share * attitudes.risk * net, world.generous_share * net
        ),
        carried_eur=net,
    )
