"""Sums agreed in advance: the late-delivery clause of the Accord Project, and what follows."""

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.contract_risk.claims.agreed_sums import delay_damages_eur, service_credits_eur
from simulators.contract_risk.claims.apply_terms import apply_terms
from simulators.contract_risk.claims.draw_claims import draw_claims
from simulators.contract_risk.claims.losses import Losses
from simulators.contract_risk.claims.strikes import no_strikes
from simulators.contract_risk.claims.terms_columns import terms_columns
from simulators.contract_risk.perils.kinds import DELAY, PERFORMANCE
from simulators.contract_risk.portfolio.portfolio import portfolio_of
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.claims.made_up_contracts import contract

ONE = portfolio_of([contract("construction_sell")])
WORLD = World()
CLAIMS = draw_claims(ONE, WORLD, Draws(b"sums owed anyway"), years=20_000)


def losses(terms: Terms, falls: float = 0.0) -> Losses:
    strikes = no_strikes(1)
    strikes.agreed[:] = falls
    return apply_terms(CLAIMS, terms_columns([terms], ONE), strikes, world=WORLD)


@pytest.mark.parametrize(
    ("days", "owed"),
    [(0.0, 0.0), (5.0, 52.5), (1.0, 10.5), (200.0, 110.0)],
    ids=["in time, or by force majeure", "five days", "half a period", "long"],
)
def test_late_delivery_costs_what_the_accord_template_says(days, owed):
    # 10.5 % for every two days, at most 55 %, goods of 200
    late, price = np.array([days]), np.array([200.0])
    rate_a_week, cap = np.array([0.105 * 3.5]), np.array([0.55])
    assert delay_damages_eur(late, price, rate_a_week, cap) == pytest.approx(owed)


def test_service_credits_grow_with_the_loss_up_to_what_was_agreed():
    loss = np.array([0.0, 25_000.0, 100_000.0, 1e7])
    owed = service_credits_eur(loss, np.full(4, 1e5), np.full(4, 0.1))
    assert owed.tolist() == [0.0, 2_500.0, 10_000.0, 10_000.0]


def test_agreed_sums_only_follow_delays_and_poor_service():
    agreed = losses(Terms(delay_rate=0.01, delay_cap=0.1, service_credit=0.2)).agreed_eur[0]
    assert np.flatnonzero(agreed).tolist() == [DELAY, PERFORMANCE]


def test_the_base_of_a_penalty_is_the_account_that_it_names():
    order, final = (
        losses(Terms(delay_base=base, cap=100.0, delay_cap=0.01)).agreed_eur[0, DELAY]
        for base in ("order_sum", "final_account")
    )
    assert final == pytest.approx(WORLD.final_price_share * order)


def test_a_sole_remedy_limits_what_delays_cost_unless_liability_is_unlimited():
    beside = Terms(unlimited=(), cap=100.0)
    sole = Terms(unlimited=(), cap=100.0, delay_is_sole=True)
    assert losses(sole).paid_eur[0, DELAY] < 0.6 * losses(beside).paid_eur[0, DELAY]
    assert losses(sole).paid_eur[0, DELAY] == pytest.approx(losses(sole).agreed_eur[0, DELAY])
    free = Terms(unlimited=("gross_negligence", "intent"), cap=100.0, delay_is_sole=True)
    assert losses(free).paid_eur[0, DELAY] > losses(sole).paid_eur[0, DELAY]


def test_an_agreed_sum_spares_legal_cost():
    sole = Terms(unlimited=(), delay_is_sole=True)
    assert losses(sole).legal_eur[0, DELAY] < 0.5 * losses(Terms()).legal_eur[0, DELAY]


def test_a_struck_penalty_leaves_the_damages_that_are_proven():
    harsh = Terms(delay_rate=0.5, delay_cap=1.0, cap=100.0, unlimited=())
    none = Terms(delay_rate=0.0, delay_cap=0.0, cap=100.0, unlimited=())
    held, half, struck = (losses(harsh, falls).paid_eur[0, DELAY] for falls in (0.0, 0.5, 1.0))
    assert held > half > struck
    assert struck == pytest.approx(losses(none).paid_eur[0, DELAY], rel=1e-5)
