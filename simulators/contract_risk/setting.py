"""One year before anybody offers anything: all that is drawn."""

from dataclasses import dataclass

from ruleloop.draws import Draws
from simulators.contract_risk.claims.claims import Claims
from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.partners.attitudes import Attitudes
from simulators.contract_risk.partners.burden import Paid
from simulators.contract_risk.portfolio.portfolio import Portfolio
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.world import World


@dataclass(frozen=True)
class Setting:
    """A world's year.

    usual: the market's terms of each contract; market: the same as columns. paid: what the
    supplier is expected to pay under them.
    """

    world: World
    draws: Draws
    portfolio: Portfolio
    claims: Claims
    attitudes: Attitudes
    usual: tuple[Terms, ...]
    market: TermsColumns
    paid: Paid
