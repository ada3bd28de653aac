"""A proven lower bound on the exposure of one replication, for any rules."""

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.contract_risk.build import build_setting
from simulators.contract_risk.claims.draw_claims import mark_shares
from simulators.contract_risk.partners.burden import CREDIT_USED, DELAY_OFFSET
from simulators.contract_risk.perils.kinds import DELAY, MARKS, NON_PAYMENT, PERFORMANCE, PERILS
from simulators.contract_risk.play.money import PARTS, PREPAID_YEARS
from simulators.contract_risk.portfolio.portfolio import Flags, Floats
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.world import World

MOST_INTEREST, MOST_DAYS = 0.5, 365.0  # that terms can hold
INVOICED_DAYS, USUAL_DAYS = 30.0, 30.0
CENT_EUR = 0.01


def floor(world: World, draws: Draws) -> float:
    """EUR per offered contract and year that no playbook can beat in this replication.

    Proof. A contract is signed or not, and costs at least the cheaper of the two.

    1. Unsigned, its margin is lost; talks only add to that.
    2. It is signed only if the other side's mood, the log odds of usual deals and what terms win
       are at least 0 together; kind terms win less than `kind_limit`. Who stays below 0 even so
       signs nothing: there the margin is lost for certain. This is where the bound bites.
    3. Signed, retained losses, agreed sums, legal cost, premiums and talks are 0 at least when we
       sell. What can be below 0 is bounded one by one: a price that rises because terms are the
       kindest possible; a higher cap that is sold for no more than it is worth to the buyer, and
       one more multiple is worth no more than the first would be (limited expected values are
       concave); everything paid in advance; late invoices at the highest interest; when we buy,
       payment after a year, the right to leave, and agreed sums for delay beyond the loss.

    The bounds of 3 are not attained together, so the floor is far below what anybody reaches:
    what a good playbook could expect is another question, see `headroom.py`.

    Raises:
        InputFaults: the list of contracts that the world names has faults.
    """
    setting = build_setting(world, draws)
    portfolio = setting.portfolio
    margin = portfolio.margin_share * portfolio.annual_eur
    signed = _gains_of_terms(setting) + np.where(
        portfolio.is_sale, _sold(setting), _bought(setting, margin)
    )
    least = np.where(never_signs(setting), margin, np.minimum(margin, signed))
    rounding = CENT_EUR * len(PARTS)
    return float((least.sum() - rounding) / len(portfolio))


def never_signs(setting: Setting) -> Flags:
    """Contracts that no terms can win, shape (contracts,)."""
    world = setting.world
    odds = np.log(world.base_win / (1.0 - world.base_win))
    return np.asarray(odds + setting.attitudes.mood + world.kind_limit <= 0.0, dtype=np.bool_)


def _gains_of_terms(setting: Setting) -> Floats:
    """Price for the kindest terms, EUR a year, at most 0."""
    exposure, world, usual = setting.claims.exposure, setting.world, setting.paid
    portfolio, market = setting.portfolio, setting.market
    rates = exposure.most_rate
    paid = usual.damages.sum(axis=(1, 2))
    most = _one_claim(setting, np.full(len(portfolio), np.inf)).sum(axis=1)
    delays = (1.0 - DELAY_OFFSET) * (usual.delay_sums - rates[:, DELAY] * portfolio.value_eur)
    service = usual.credits - CREDIT_USED * rates[:, PERFORMANCE] * portfolio.annual_eur
    days = np.maximum(MOST_DAYS - market.payment_days, 0.0) / 365.0
    later = world.money_cost_share * portfolio.annual_eur * days
    sold = paid - most + delays + service - later
    sooner = market.payment_days / 365.0 + PREPAID_YEARS
    bought = -paid - (1.0 - DELAY_OFFSET) * usual.delay_sums - usual.credits
    bought = bought - world.money_cost_share * portfolio.annual_eur * sooner
    moved = np.minimum(np.where(portfolio.is_sale, sold, bought), 0.0)
    return np.asarray(world.generous_share * moved, dtype=np.float64)


def _one_claim(setting: Setting, limit_eur: Floats) -> Floats:
    """Most that is expected to be paid a year up to a limit of each claim, (contracts, perils)."""
    exposure, world = setting.claims.exposure, setting.world
    means: Floats = np.zeros((len(exposure), len(PERILS)))
    for peril, severity in enumerate(exposure.severity):
        if peril != NON_PAYMENT:
            median = exposure.median_eur[:, peril]
            means[:, peril] = severity.limited_mean_eur(median, limit_eur)
    shares = mark_shares(world).sum(axis=1)
    return np.asarray(world.win_share * exposure.most_rate * means * shares, dtype=np.float64)


def _sold(setting: Setting) -> Floats:
    """Least that a signed sale costs beside its price, EUR a year."""
    world, portfolio = setting.world, setting.portfolio
    step = np.maximum(
        np.maximum(portfolio.annual_eur, portfolio.value_eur), portfolio.insurance_eur
    )
    caps = setting.attitudes.risk * _one_claim(setting, step).sum(axis=1)
    prepaid = world.money_cost_share * portfolio.annual_eur * PREPAID_YEARS
    return np.asarray(-caps - prepaid - _interest(setting), dtype=np.float64)


def _interest(setting: Setting) -> Floats:
    """Most that interest on late invoices can bring, EUR a year."""
    world, columns = setting.world, setting.claims.columns
    earned = world.interest_share * (MOST_INTEREST + world.base_rate) - world.money_cost_share
    if earned <= 0.0:
        return np.zeros(len(setting.portfolio))
    rows = np.flatnonzero(_peril(setting) == NON_PAYMENT)
    reach = (MOST_DAYS + INVOICED_DAYS) / (USUAL_DAYS + INVOICED_DAYS)
    brought = columns.gross_eur[rows].astype(np.float64) * columns.days[rows] * earned / 365.0
    return _a_year(setting, rows, reach * brought)


def _bought(setting: Setting, margin: Floats) -> Floats:
    """Least that a signed purchase costs beside its price, EUR a year."""
    world, portfolio, columns = setting.world, setting.portfolio, setting.claims.columns
    rows = np.flatnonzero(_peril(setting) == DELAY)
    final = max(1.0, world.final_price_share)
    price = portfolio.value_eur[columns.contract[rows]] * final
    agreed = price * np.minimum(columns.days[rows] / 7.0, 1.0)
    beyond = np.maximum(agreed - columns.gross_eur[rows], 0.0)
    later = world.money_cost_share * portfolio.annual_eur * MOST_DAYS / 365.0
    least = -_a_year(setting, rows, beyond) - later - world.churn_share * margin
    return np.asarray(least, dtype=np.float64)


def _peril(setting: Setting) -> NDArray[np.int32]:
    return (setting.claims.columns.slot // len(MARKS)) % len(PERILS)


def _a_year(setting: Setting, rows: NDArray[np.int64], euros: Floats) -> Floats:
    contract = setting.claims.columns.contract[rows]
    total = np.bincount(contract, weights=euros, minlength=len(setting.portfolio))
    return np.asarray(total / setting.claims.years, dtype=np.float64)
