"""Expected losses in closed form are what many simulated years come to."""

from functools import cache

import msgspec
import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.contract_risk.claims.apply_terms import apply_terms
from simulators.contract_risk.claims.claims import Claims
from simulators.contract_risk.claims.draw_claims import draw_claims
from simulators.contract_risk.claims.expected import expected_losses
from simulators.contract_risk.claims.strikes import GONE, REDUCED, VOID, no_strikes
from simulators.contract_risk.claims.terms_columns import UNLIMITED, terms_columns
from simulators.contract_risk.perils.kinds import PERILS
from simulators.contract_risk.portfolio.portfolio import portfolio_of
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.claims.made_up_contracts import contract

WORLD = World(  # light tails, so that simulated means are sharp
    contagion_cv=0.3, year_cv=0.0, shock_share=0.0, severity_sigma=1.1, special_sigma=1.1,
    largest_loss_eur=1e7,
)  # fmt: skip
ONE_OF_EACH = portfolio_of([
    contract("services_sell", seat="EW"),
    contract("construction_sell", seat="US-NY"),
    contract("outsourcing_buy", size="small"),
])  # fmt: skip
COPIES = 100
PORTFOLIO = portfolio_of(ONE_OF_EACH.contracts * COPIES)
PARTS = ("gross_eur", "paid_eur", "agreed_eur", "insured_eur", "legal_eur", "late_eur")
TERMS = {
    "market": Terms(),
    "no cap": Terms(unlimited=UNLIMITED, waives_indirect=False),
    "tight": Terms(cap=0.1, data_cap=0.2, unlimited=(), service_credit=0.5, law="seat"),
    "sole remedy": Terms(delay_is_sole=True, delay_rate=0.02, delay_cap=0.2, cap=2.0),
    "careful": Terms(acceptance="tested", warranty_months=60, prepaid=0.5, forum="mediation"),
}


@cache
def drawn(world: World) -> Claims:
    return draw_claims(PORTFOLIO, world, Draws(b"many many years."), years=10_000)


def both(terms: Terms, world: World, *, chance: float = 0.0, left: int = VOID):
    strikes = no_strikes(len(PORTFOLIO))
    strikes.probability[:], strikes.left[:] = chance, left
    terms = msgspec.structs.replace(terms, is_aggregate=False)
    columns = terms_columns([terms] * len(PORTFOLIO), PORTFOLIO)
    claims = drawn(world)
    simulated = apply_terms(claims, columns, strikes, world=world)
    return simulated, expected_losses(claims.exposure, columns, strikes, world=world)


def pooled(losses, part: str):
    """By kind of contract and peril."""
    return getattr(losses, part).reshape(COPIES, len(ONE_OF_EACH), len(PERILS)).mean(axis=0)


@pytest.mark.parametrize("terms", TERMS.values(), ids=TERMS)
def test_every_part_of_every_peril_has_its_expected_value(terms):
    simulated, expected = both(terms, WORLD)
    for part in PARTS:
        came, mean = pooled(simulated, part), pooled(expected, part)
        scale = mean.sum(axis=1, keepdims=True)
        wrong = np.abs(came - mean) - 0.05 * np.abs(mean) - 0.01 * scale
        assert wrong.max() <= 1e-6, (part, came, mean)
        assert came.sum() == pytest.approx(mean.sum(), rel=0.03, abs=1e-6), part
    assert simulated.claims.sum() == pytest.approx(expected.claims.sum(), rel=0.01)
    assert simulated.formal.sum() == pytest.approx(expected.formal.sum(), rel=0.1)


def test_heavy_tails_have_their_expected_values_under_caps():
    world = msgspec.structs.replace(WORLD, tail="lomax")
    simulated, expected = both(TERMS["tight"], world)
    for part in ("paid_eur", "agreed_eur", "insured_eur", "legal_eur"):
        came, mean = getattr(simulated, part).sum(), getattr(expected, part).sum()
        assert came == pytest.approx(mean, rel=0.03), part


@pytest.mark.parametrize("left", [VOID, GONE, REDUCED])
def test_limits_that_may_fall_cost_what_their_chance_and_what_is_left_say(left):
    simulated, expected = both(TERMS["tight"], WORLD, chance=0.3, left=left)
    assert simulated.paid_eur.sum() == pytest.approx(expected.paid_eur.sum(), rel=0.05)
    assert simulated.formal.sum() == pytest.approx(expected.formal.sum(), rel=0.1)
