"""Draws a year of a world; rules have no part in it."""

from ruleloop.draws import Draws
from simulators.contract_risk.claims.draw_claims import draw_claims
from simulators.contract_risk.claims.terms_columns import terms_columns
from simulators.contract_risk.kept_settings import KeptSettings
from simulators.contract_risk.partners.attitudes import attitudes_of
from simulators.contract_risk.partners.burden import paid
from simulators.contract_risk.portfolio.contract_csv import contracts_of
from simulators.contract_risk.portfolio.generate import generate
from simulators.contract_risk.portfolio.market import market_terms
from simulators.contract_risk.portfolio.portfolio import Portfolio, portfolio_of
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.world import World

SETTINGS = KeptSettings(most_claims=4_000_000)  # some 200 MB


def build_portfolio(world: World, draws: Draws) -> Portfolio:
    """The offered contracts: the user's own, or drawn.

    Raises:
        InputFaults: the file that the world names has faults.
    """
    if world.contracts_csv:
        return portfolio_of(contracts_of(world.contracts_csv, world.home))
    return generate(world, draws)


def build_setting(world: World, draws: Draws) -> Setting:
    """The year of (world, seed), drawn again only when it was not needed for a while.

    Raises:
        InputFaults: the file that the world names has faults.
    """
    return SETTINGS.get(
        world, draws, lambda: setting_of(build_portfolio(world, draws), world, draws)
    )


def setting_of(portfolio: Portfolio, world: World, draws: Draws) -> Setting:
    """The year of a portfolio, drawn or not."""
    usual = tuple(market_terms(contract) for contract in portfolio.contracts)
    market, claims = terms_columns(usual, portfolio), draw_claims(portfolio, world, draws)
    return Setting(
        world=world,
        draws=draws,
        portfolio=portfolio,
        claims=claims,
        attitudes=attitudes_of(portfolio, world, draws),
        usual=usual,
        market=market,
        paid=paid(claims.exposure, world, market),
    )
