"""What a year's contracts cost, by contract and part: EUR a year of the contract's term."""

from dataclasses import dataclass

import numpy as np

from simulators.contract_risk.claims.losses import Losses
from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.observations import Market
from simulators.contract_risk.play.deals import Deals
from simulators.contract_risk.portfolio.portfolio import Floats, Portfolio
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.world import World

PARTS = (
    "retained_loss",
    "legal_cost",
    "damages_and_credits",
    "insurance",
    "concessions",
    "lost_margin",
    "negotiation",
    "late_payment",
)
LATE_DAYS, LATE_INTEREST = 15.0, 9.0  # invoices come late; interest shortens it (assumed)
PREPAID_YEARS = 0.5  # how long before the usual date a prepaid share comes (assumed)
SIZES_EUR = (1e5, 1e6)  # of contracts for which a round costs more


@dataclass(frozen=True)
class Bill:
    """EUR a year by part, shape (contracts,) each, named as in `PARTS`."""

    by_part: dict[str, Floats]

    def cents(self) -> dict[str, int]:
        """Totals by part in whole cents, so that they add up exactly."""
        return {name: round(100.0 * float(euros.sum())) for name, euros in self.by_part.items()}

    @property
    def total(self) -> Floats:
        """EUR a year, shape (contracts,)."""
        return np.asarray(sum(self.by_part.values()), dtype=np.float64)


def market_of(world: World, contracts: int) -> Market:
    """The facts that rules are sent once."""
    return Market(
        contracts=contracts,
        lawyers=world.lawyers,
        round_cost_eur=_round_costs(world),
        money_cost_share=world.money_cost_share,
        rounds=world.rounds,
    )


def bill(setting: Setting, deals: Deals, terms: TermsColumns, losses: Losses, days: Floats) -> Bill:
    """What the contracts of a year cost.

    days: from offer to signature or end, (contracts,). What is paid once is spread over the term.
    """
    portfolio, world = setting.portfolio, setting.world
    signed = deals.is_signed
    margin = portfolio.margin_share * portfolio.annual_eur
    parts = {
        "retained_loss": (losses.retained_eur + losses.uncovered_eur).sum(axis=1),
        "legal_cost": losses.legal_eur.sum(axis=1),
        "damages_and_credits": losses.damages_and_credits_eur.sum(axis=1),
        "insurance": _insurance(portfolio, world, terms, losses) * signed,
        "concessions": deals.price_eur * signed,
        "lost_margin": margin * ~signed + _churn(margin, setting, deals) * signed,
        "negotiation": _talks(setting, deals) + _delay(setting, days) * signed,
        "late_payment": losses.late_eur.sum(axis=1) + _waiting(portfolio, world, terms) * signed,
    }
    return Bill({name: np.asarray(parts[name], dtype=np.float64) for name in PARTS})


def _insurance(portfolio: Portfolio, world: World, terms: TermsColumns, losses: Losses) -> Floats:
    """Premiums: capacity at the quoted rate, and what the insurer expects to pay, loaded.

    An insurer reads the contract, so the second part follows the terms: cover never pays for
    itself, it only makes bad years milder. When we buy, the supplier passes its premium on.
    """
    capacity = portfolio.insurance_rate * terms.insured_eur
    expected = losses.insured_eur.sum(axis=1)
    return np.asarray(capacity + (1.0 + world.insurance_loading) * expected, dtype=np.float64)


def _churn(margin: Floats, setting: Setting, deals: Deals) -> Floats:
    """Margin that is lost because the other side may leave without a reason.

    When we buy, the right to leave is ours, and worth as much.
    """
    months = np.array([0 if t is None else t.notice_months for t in deals.terms])
    leaves = np.where(months > 0, setting.world.churn_share * np.exp(-months / 12.0), 0.0)
    signed = np.where(setting.portfolio.is_sale, leaves, -leaves)
    return np.asarray(margin * signed, dtype=np.float64)


def _talks(setting: Setting, deals: Deals) -> Floats:
    """Rounds, signed or not."""
    value = setting.portfolio.value_eur
    cost = np.array(_round_costs(setting.world))[np.searchsorted(SIZES_EUR, value, side="right")]
    return np.asarray(deals.asks * cost / setting.portfolio.years, dtype=np.float64)


def _round_costs(world: World) -> tuple[float, float, float]:
    return world.round_small_eur, world.round_medium_eur, world.round_large_eur


def _delay(setting: Setting, days: Floats) -> Floats:
    """A share of the margin of the days until the signature."""
    portfolio = setting.portfolio
    daily = portfolio.margin_share * portfolio.annual_eur / 365.0
    return np.asarray(setting.world.delay_share * daily * days / portfolio.years, dtype=np.float64)


def _waiting(portfolio: Portfolio, world: World, terms: TermsColumns) -> Floats:
    """What waiting for payment costs the supplier; when we buy, it is our gain."""
    late = LATE_DAYS * np.exp(-terms.late_interest / LATE_INTEREST) * portfolio.is_sale
    years = (terms.payment_days + late) / 365.0 - PREPAID_YEARS * terms.prepaid
    cost = world.money_cost_share * portfolio.annual_eur * years
    return np.where(portfolio.is_sale, cost, -cost)
