"""What terms do to the same claims: who pays, how much, and what never changes."""

from dataclasses import fields, replace

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.contract_risk.claims.apply_terms import apply_terms
from simulators.contract_risk.claims.draw_claims import draw_claims
from simulators.contract_risk.claims.losses import Losses
from simulators.contract_risk.claims.strikes import GONE, REDUCED, VOID, no_strikes
from simulators.contract_risk.claims.terms_columns import UNLIMITED, terms_columns
from simulators.contract_risk.perils.kinds import (
    ACCEPTANCE,
    DATA,
    DEFECT,
    DELAY,
    INJURY,
    IP,
    NON_PAYMENT,
    PERFORMANCE,
    PERILS,
)
from simulators.contract_risk.portfolio.market import market_terms
from simulators.contract_risk.portfolio.portfolio import TYPES
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.claims.made_up_contracts import mix

WORLD = World()
PORTFOLIO = mix(60)
CLAIMS = draw_claims(PORTFOLIO, WORLD, Draws(b"what terms alter"), years=2_000)
SOLD = PORTFOLIO.is_sale
COUNT = len(PORTFOLIO)
SECONDARY = [DELAY, DEFECT, PERFORMANCE, ACCEPTANCE]


def losses(terms: Terms | None, *, world: World = WORLD, **strikes) -> Losses:
    struck = no_strikes(COUNT)
    for name, value in strikes.items():
        getattr(struck, name)[:] = value
    return apply_terms(CLAIMS, terms_columns([terms] * COUNT, PORTFOLIO), struck, world=world)


BASE = losses(Terms())
NO_CAP = Terms(unlimited=UNLIMITED, waives_indirect=False)

some_terms = st.builds(
    Terms,
    cap=st.floats(0.0, 5.0),
    cap_basis=st.sampled_from(["annual", "value", "insured"]),
    is_aggregate=st.booleans(),
    data_cap=st.sampled_from([0.0, 5.0]),
    unlimited=st.lists(st.sampled_from(UNLIMITED), unique=True).map(tuple),
    waives_indirect=st.booleans(),
    delay_rate=st.floats(0.0, 0.02),
    delay_is_sole=st.booleans(),
    indemnity_data=st.booleans(),
)


@settings(max_examples=15, deadline=None)
@given(some_terms)
def test_money_by_contract_and_by_year_is_the_same_money(terms):
    played = losses(terms)
    ours = (
        played.retained_eur + played.damages_and_credits_eur + played.uncovered_eur
        + played.late_eur + played.legal_eur
    )  # fmt: skip
    ours[:, NON_PAYMENT] = played.late_eur[:, NON_PAYMENT] + played.legal_eur[:, NON_PAYMENT]
    assert ours.sum() == pytest.approx(played.year_eur.mean(), rel=1e-6)
    for field in fields(Losses):
        assert np.isfinite(getattr(played, field.name)).all()


@settings(max_examples=15, deadline=None)
@given(some_terms, st.floats(0.0, 0.6))
def test_the_joint_surplus_does_not_depend_on_who_is_liable(terms, loading):
    """Coase neutrality: full information, equal loadings, no cost of disputes, full pass-through.

    Each side counts what it bears with the same loading and the price changes by what the other
    side bears more; what is left to both together is decided by the events alone.
    """
    world = msgspec.structs.replace(WORLD, legal_scale=0.0)
    surplus = []
    for each in (terms, NO_CAP):
        played = losses(msgspec.structs.replace(each, insured_eur=0.0), world=world)
        theirs = (1.0 + loading) * played.borne_by_them_eur.sum(axis=1)
        ours = (1.0 + loading) * (
            played.retained_eur + played.damages_and_credits_eur + played.uncovered_eur
        ).sum(axis=1)
        price = -theirs
        surplus.append((price - ours) + (-price - theirs))
    np.testing.assert_allclose(surplus[0], surplus[1], rtol=1e-6)


def test_a_dispute_cost_breaks_the_neutrality_of_clauses():
    joint = [each.legal_eur.sum() for each in (losses(NO_CAP), losses(Terms(delay_is_sole=True)))]
    assert joint[0] != pytest.approx(joint[1], rel=1e-3)


@settings(max_examples=10, deadline=None)
@given(st.floats(0.0, 4.0), st.floats(0.0, 4.0), st.booleans())
def test_a_higher_cap_never_pays_less(low, more, is_aggregate):
    caps = [Terms(cap=cap, is_aggregate=is_aggregate) for cap in (low, low + more)]
    lower, higher = (losses(each).paid_eur for each in caps)
    assert (higher >= lower - 1e-3).all()


def test_a_cap_is_good_for_who_sells_and_bad_for_who_buys():
    tight, wide = losses(Terms(cap=0.1)), losses(Terms(cap=5.0))
    assert tight.retained_eur.sum() < wide.retained_eur.sum()
    assert tight.uncovered_eur.sum() > wide.uncovered_eur.sum()
    assert not wide.uncovered_eur[SOLD].any()
    assert not wide.retained_eur[~SOLD].any()


def test_a_cap_for_the_year_pays_no_more_than_one_for_each_claim():
    together, each = losses(Terms(cap=0.2)), losses(Terms(cap=0.2, is_aggregate=False))
    assert (together.paid_eur <= each.paid_eur + 1e-3).all()
    assert together.paid_eur.sum() < 0.995 * each.paid_eur.sum()


def test_no_contract_pays_more_in_a_year_than_its_aggregate_cap():
    one = mix(1)
    world = msgspec.structs.replace(
        WORLD, win_share=1.0, formal_share=0.0, legal_scale=0.0, default_share=0.0,
        money_cost_share=0.0, interest_share=0.0, contagion_cv=3.0,
    )  # fmt: skip
    claims = draw_claims(one, world, Draws(b"one of one cap.."), years=20_000)
    terms = Terms(unlimited=(), data_cap=0.0, insured_eur=0.0)
    worst = apply_terms(claims, terms_columns([terms], one), world=world).year_eur.max()
    assert worst == pytest.approx(one.annual_eur[0], rel=1e-6)
    beside = msgspec.structs.replace(terms, data_cap=3.0)
    more = apply_terms(claims, terms_columns([beside], one), world=world).year_eur.max()
    assert one.annual_eur[0] < more <= 4.0 * one.annual_eur[0] * (1.0 + 1e-6)


@pytest.mark.parametrize(
    ("change", "peril"),
    [
        ({"data_cap": 10.0}, DATA),
        ({"ip_cap": 10.0}, IP),
        ({"injury_cap": 10.0}, INJURY),
        ({"indemnity_data": True}, DATA),
        ({"indemnity_third_party": True}, INJURY),
        ({"unlimited": ("data",)}, DATA),
        ({"unlimited": ("ip",)}, IP),
        ({"unlimited": ("product_liability",)}, INJURY),
    ],
    ids=str,
)
def test_a_carve_out_for_one_peril_pays_more_of_that_one(change, peril):
    capped = Terms(unlimited=(), cap=0.5, data_cap=0.0)
    more = losses(msgspec.structs.replace(capped, **change)).paid_eur.sum(axis=0)
    less = losses(capped).paid_eur.sum(axis=0)
    assert more[peril] > 1.02 * less[peril]
    others = [k for k in range(len(PERILS)) if k != peril]
    np.testing.assert_allclose(more[others], less[others], rtol=0.05)


@pytest.mark.parametrize("name", UNLIMITED)
def test_every_unlimited_head_pays_something_more(name):
    capped = losses(Terms(cap=0.01, data_cap=0.0, unlimited=()))
    free = losses(Terms(cap=0.01, data_cap=0.0, unlimited=(name,)))
    assert (free.paid_eur >= capped.paid_eur - 1e-3).all()
    assert free.paid_eur.sum() > capped.paid_eur.sum()


def test_an_ip_indemnity_is_owed_without_fault():
    with_it, without = losses(Terms()), losses(Terms(indemnity_ip=False))
    share = without.paid_eur[SOLD, IP].sum() / with_it.paid_eur[SOLD, IP].sum()
    assert share == pytest.approx(WORLD.unindemnified_share, rel=0.01)


def test_a_waiver_takes_the_indirect_part_of_uncapped_ordinary_losses():
    terms = Terms(cap=100.0, unlimited=(), delay_rate=0.0, service_credit=0.0, insured_eur=0.0)
    waived = losses(terms).paid_eur[:, DEFECT]
    owed = losses(msgspec.structs.replace(terms, waives_indirect=False)).paid_eur[:, DEFECT]
    assert waived.sum() / owed.sum() == pytest.approx(1.0 - WORLD.indirect_share, abs=0.06)


def test_acceptance_and_change_control_keep_the_share_of_disputes_that_is_assumed():
    none = losses(Terms(acceptance="none", change_control=False)).claims[:, ACCEPTANCE].sum()
    for base, effect in (
        (Terms(acceptance="deemed"), WORLD.deemed_effect),
        (Terms(acceptance="tested"), WORLD.tested_effect),
    ):
        for has_control in (True, False):
            terms = msgspec.structs.replace(base, change_control=has_control)
            kept = losses(terms).claims[:, ACCEPTANCE].sum() / none
            assumed = effect * (WORLD.change_effect if has_control else 1.0)
            assert kept == pytest.approx(assumed, abs=0.03)


def test_defects_of_what_was_bought_hurt_after_the_warranty_too():
    short, long = losses(Terms(warranty_months=6)), losses(Terms(warranty_months=60))
    assert short.gross_eur[~SOLD, DEFECT] == pytest.approx(long.gross_eur[~SOLD, DEFECT])
    assert short.uncovered_eur[:, DEFECT].sum() > long.uncovered_eur[:, DEFECT].sum()
    assert short.retained_eur[:, DEFECT].sum() < long.retained_eur[:, DEFECT].sum()


def test_a_longer_warranty_and_more_time_to_complain_admit_more_defects():
    short, long = losses(Terms(warranty_months=6)), losses(Terms(warranty_months=60))
    assert (short.claims[:, DEFECT] <= long.claims[:, DEFECT]).all()
    assert short.claims[:, DEFECT].sum() < long.claims[:, DEFECT].sum()
    late, soon = losses(Terms(notice_days=60)), losses(Terms(notice_days=1))
    assert soon.claims[:, DEFECT].sum() < late.claims[:, DEFECT].sum()


def test_a_struck_warranty_brings_the_statutes_back():
    short = Terms(warranty_months=1, notice_days=1)
    built = np.array([name.startswith("construction") for name in TYPES])[PORTFOLIO.type]
    struck = losses(short, time=1.0).claims[~built, DEFECT]
    of_statute = losses(Terms(warranty_months=24, notice_days=30)).claims[~built, DEFECT]
    np.testing.assert_array_equal(struck, of_statute)
    half = losses(short, time=0.5).claims[:, DEFECT].sum()
    assert losses(short).claims[:, DEFECT].sum() < half


def test_zero_liability_that_is_void_costs_more_than_a_fair_cap():
    zero = Terms(cap=0.0, data_cap=0.0, unlimited=())
    held = losses(zero).retained_eur.sum()
    void = losses(zero, probability=0.9, left=VOID).retained_eur.sum()
    fair = losses(Terms()).retained_eur.sum()
    assert held < fair < void


def test_what_is_left_of_struck_limits_decides_what_is_paid():
    tight = Terms(cap=0.05, data_cap=0.0, unlimited=())
    kept, reduced, gone, void = (
        losses(tight, probability=chance, left=left).paid_eur[SOLD].sum()
        for chance, left in ((0.0, VOID), (0.8, REDUCED), (0.8, GONE), (0.8, VOID))
    )
    assert kept < reduced < gone < void


def test_a_waiver_that_may_fall_is_worth_less():
    held, half = losses(Terms()), losses(Terms(), waiver=0.5)
    assert (half.paid_eur >= held.paid_eur - 1e-3).all()
    assert half.paid_eur.sum() > held.paid_eur.sum()


def test_lost_deals_cost_nothing():
    lost = losses(None)
    assert not lost.claims.any()
    assert not lost.gross_eur.any()
    assert not lost.legal_eur.any()
    assert not lost.year_eur.any()
    assert lost.controlled_share == 1.0


def test_terms_of_one_contract_change_nothing_of_another():
    changed: list[Terms | None] = [Terms()] * COUNT
    changed[3], changed[4] = Terms(cap=9.0, is_aggregate=False), None
    played = apply_terms(CLAIMS, terms_columns(changed, PORTFOLIO), world=WORLD)
    others = [k for k in range(COUNT) if k not in {3, 4}]
    np.testing.assert_array_equal(played.paid_eur[others], BASE.paid_eur[others])
    np.testing.assert_array_equal(played.legal_eur[others], BASE.legal_eur[others])


def test_insurance_pays_what_it_covers_and_never_agreed_sums_or_own_poor_work():
    covered, bare = losses(Terms()), losses(Terms(insured_eur=0.0))
    assert not bare.insured_eur.any()
    assert covered.retained_eur.sum() < bare.retained_eur.sum()
    paid = np.flatnonzero(covered.insured_eur.sum(axis=0)).tolist()
    assert paid == [PERFORMANCE, DATA, IP, INJURY]
    assert not covered.insured_eur[~SOLD].any()


def test_a_supplier_pays_no_more_than_it_has_or_is_insured_for():
    poor = msgspec.structs.replace(WORLD, means_small_eur=1_000.0)
    bare, insured = (
        losses(replace_insured, world=poor).uncovered_eur[~SOLD & (PORTFOLIO.size == 0)].sum()
        for replace_insured in (Terms(insured_eur=0.0), Terms(insured_eur=1e6))
    )
    assert bare > insured


def test_unpaid_invoices_cost_who_sells_and_less_when_paid_in_advance():
    assert not BASE.late_eur[~SOLD].any()
    assert BASE.late_eur[SOLD, NON_PAYMENT].sum() > 0.0
    assert not np.delete(BASE.late_eur, NON_PAYMENT, axis=1).any()
    assert losses(Terms(prepaid=1.0)).late_eur.sum() == 0.0
    assert losses(Terms(payment_days=90)).late_eur.sum() == pytest.approx(
        2.0 * BASE.late_eur.sum(), rel=1e-5
    )
    assert losses(Terms(late_interest=12.0)).late_eur.sum() < BASE.late_eur.sum()


def test_legal_cost_is_the_laws_and_the_forums():
    only = [k for k in range(COUNT) if PORTFOLIO.seat[k] == 1]
    seat, home = losses(Terms(law="seat")), losses(Terms(law="home"))
    ratio = seat.legal_eur[only].sum() / home.legal_eur[only].sum()
    assert ratio == pytest.approx(WORLD.legal_cost_ew / WORLD.legal_cost_de, rel=0.01)
    assert losses(Terms(forum="arbitration")).legal_eur.sum() > home.legal_eur.sum()
    assert losses(Terms(forum="mediation")).formal.sum() < home.formal.sum()


def test_doubtful_clauses_are_disputed_more_formally():
    assert losses(Terms(), probability=0.5).formal.sum() > BASE.formal.sum()


def test_at_the_markets_terms_claims_disputes_and_costs_are_as_surveyed():
    terms = terms_columns([market_terms(each) for each in PORTFOLIO.contracts], PORTFOLIO)
    played = apply_terms(CLAIMS, terms, world=WORLD)
    claims, value_eur = played.claims.sum(axis=1), PORTFOLIO.annual_eur.sum()
    built = np.array([name.startswith("construction") for name in TYPES])[PORTFOLIO.type]
    assert 0.15 < claims[built].mean() < 0.25  # IACCM 2014: 21 %
    assert 0.07 < claims.mean() < 0.11  # 9 %
    assert 0.004 < played.formal.sum() / played.claims.sum() < 0.02  # IACCM 2014: about 1 %
    assert 0.0005 < played.legal_eur.sum() / value_eur < 0.003  # 0.1 to 0.17 % of revenue
    assert 0.01 < played.year_eur.mean() / value_eur < 0.086  # WorldCC: all erosion 8.6 %


def test_terms_and_claims_must_be_of_the_same_contracts():
    with pytest.raises(ValueError, match="expected terms and strikes of 60 contracts, got 59"):
        apply_terms(CLAIMS, terms_columns([Terms()] * 59, mix(59)), world=WORLD)
    with pytest.raises(ValueError, match="expected 60 terms, one a contract, got 2"):
        terms_columns([Terms()] * 2, PORTFOLIO)


@pytest.mark.parametrize(
    "extremes",
    [
        {"legal_scale": 0.0, "win_share": 0.0, "formal_share": 1.0, "ambiguity": 50.0},
        {"service_loss_share": 0.0, "project_loss_share": 0.0, "breach_mean_eur": 0.0},
        {"shock_share": 1.0, "shocks_a_year": 0.01, "contagion_cv": 5.0, "year_cv": 2.0},
        {"tail": "lomax", "severity_alpha": 1.01, "largest_loss_eur": 1e12, "legal_slope": 2.0},
        {"frequency_scale": 0.0},
        {"gross_share": 0.5, "intent_share": 0.5, "money_cost_share": 0.0, "base_rate": 0.5},
    ],
    ids=str,
)
def test_worlds_at_the_ends_of_their_bounds_give_finite_money(extremes):
    world = msgspec.structs.replace(WORLD, **extremes)
    portfolio = mix(20)
    claims = draw_claims(portfolio, world, Draws(b"ends of all boun"), years=200)
    strikes = no_strikes(20)
    for column in (strikes.probability, strikes.waiver, strikes.agreed, strikes.time):
        column[:] = 0.5
    for terms in (Terms(), NO_CAP, Terms(cap=0.0, data_cap=0.0, warranty_months=0)):
        played = apply_terms(claims, terms_columns([terms] * 20, portfolio), strikes, world=world)
        for field in fields(Losses):
            assert np.isfinite(getattr(played, field.name)).all(), field.name


def test_batches_change_nothing(monkeypatch):
    monkeypatch.setattr("simulators.contract_risk.claims.claims.BATCH", 64)
    small = losses(Terms())
    np.testing.assert_allclose(small.paid_eur, BASE.paid_eur, rtol=1e-9)
    np.testing.assert_allclose(small.year_eur, BASE.year_eur, rtol=1e-9)


def test_who_controls_a_risk_bears_more_of_it_with_more_liability():
    assert losses(Terms(cap=0.1)).controlled_share < losses(NO_CAP).controlled_share <= 1.0
    assert replace(BASE, gross_eur=BASE.gross_eur * 0.0).controlled_share == 1.0
