"""Other sides sign softer terms more often, ask for what hurts, and are the same people always."""

import itertools
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from simulators.contract_risk.build import build_setting
from simulators.contract_risk.claims.apply_terms import apply_terms
from simulators.contract_risk.claims.terms_columns import terms_columns
from simulators.contract_risk.partners.answer import FATIGUE, answers
from simulators.contract_risk.partners.attitudes import HEADS
from simulators.contract_risk.partners.dislikes import Opinion, opinion
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.tools import Tools
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.offered import draws

WORLD = World(contracts=1_500, years=100)


@pytest.fixture(scope="module")
def setting() -> Setting:
    return build_setting(WORLD, draws(4))


def thought(setting: Setting, world: World = WORLD, **changes: Any) -> Opinion:
    """What other sides think of the market's terms, changed where we sell."""
    tools = Tools(None, lambda _request: None)  # type: ignore[arg-type] # facts are not needed
    sold = setting.portfolio.is_sale
    terms = [
        tools.with_(usual, **changes) if is_sold else usual
        for usual, is_sold in zip(setting.usual, sold, strict=True)
    ]
    return opinion(
        setting.claims.exposure,
        world,
        setting.attitudes,
        terms=terms_columns(terms, setting.portfolio),
        market=setting.market,
        usual=setting.paid,
    )


def signed(setting: Setting, number: int = 0, world: World = WORLD, **changes: Any) -> float:
    """Share of those we sell to who sign."""
    given = answers(
        setting.portfolio, world, setting.attitudes, thought(setting, world, **changes),
        number=number,
    )  # fmt: skip
    return float(given.signs[setting.portfolio.is_sale].mean())


def test_who_signs_harsh_terms_signs_softer_ones_too(setting: Setting) -> None:
    last = WORLD.rounds
    given = [
        answers(
            setting.portfolio, WORLD, setting.attitudes,
            thought(setting, cap=cap, data_cap=max(cap, 3.0)), number=last,
        ).signs
        for cap in (0.0, 0.5, 1.0, 3.0)
    ]  # fmt: skip
    for harsh, soft in itertools.pairwise(given):
        assert (soft | ~harsh).all()
    assert given[0].mean() < given[2].mean() - 0.05


@pytest.mark.parametrize("base_win", [0.7, 0.85])
def test_the_market_s_terms_are_signed_as_often_as_the_world_says(base_win: float) -> None:
    """At the last round, when nobody holds out, but everybody is tired."""
    world = World(contracts=3_000, years=100, base_win=base_win, attitude_sd=0.0)
    odds = np.log(base_win / (1.0 - base_win)) - FATIGUE * world.rounds
    share = signed(build_setting(world, draws(6)), world.rounds, world)
    assert share == pytest.approx(1.0 / (1.0 + np.exp(-odds)), abs=0.03)


def test_staying_firm_wins_some_signatures_late(setting: Setting) -> None:
    shares = [signed(setting, number) for number in range(WORLD.rounds + 1)]
    assert shares == sorted(shares)
    assert shares[-1] > shares[0] + 0.1


def test_harsh_terms_repel_more_where_elasticity_is_higher(setting: Setting) -> None:
    shares = [signed(setting, 3, World(elasticity=e), cap=0.2, data_cap=0.0) for e in (0.5, 1, 2)]
    assert shares == sorted(shares, reverse=True)


def test_kind_terms_win_only_so_much(setting: Setting) -> None:
    kind = thought(setting, cap=50.0, data_cap=50.0, waives_indirect=False, service_credit=1.0)
    assert kind.log_odds.min() >= -WORLD.kind_limit
    assert kind.log_odds[setting.portfolio.is_sale].mean() < -0.05


@pytest.mark.parametrize(
    ("head", "changes"),
    [
        ("cap", {"cap": 0.1}),
        ("indemnity", {"indemnity_ip": False}),
        ("payment", {"prepaid": 0.8}),
        ("warranty", {"warranty_months": 3}),
        ("unlimited", {"unlimited": ()}),
    ],
)
def test_what_hurts_most_is_attacked(setting: Setting, head: str, changes: dict[str, Any]) -> None:
    given = answers(
        setting.portfolio, WORLD, setting.attitudes, thought(setting, **changes), number=0
    )
    asked = given.head[setting.portfolio.is_sale]
    places = np.bincount(asked, minlength=len(HEADS))
    assert HEADS[int(places.argmax())] == head


def test_nobody_both_signs_and_asks_and_nobody_asks_at_the_end(setting: Setting) -> None:
    for number in range(WORLD.rounds + 1):
        given = answers(
            setting.portfolio, WORLD, setting.attitudes, thought(setting), number=number
        )
        assert not (given.signs & given.asks).any()
    assert not given.asks.any()


def test_with_full_price_pass_through_a_cap_is_worth_nothing() -> None:
    """Coase neutrality: no dispute costs, no risk premium, no manners: only the price moves.

    What the cap shifts to the customer comes back in the price, to the cent of the expectation.
    """
    calm: dict[str, Any] = {
        "price_share": 1.0, "generous_share": 1.0, "risk_weight": 1.0, "formal_share": 0.0,
        "means_small_eur": 1e12, "means_medium_eur": 1e12, "saas_sell": 0.0, "goods_buy": 0.0,
        "outsourcing_buy": 0.0, "gross_share": 0.0, "intent_share": 0.0,
    }  # fmt: skip
    world = World(contracts=400, years=3_000, **calm)
    setting = build_setting(world, draws(5))
    setting = replace(setting, attitudes=replace(setting.attitudes, risk=np.ones(400)))
    tools = Tools(None, lambda _request: None)  # type: ignore[arg-type] # facts are not needed
    totals = []
    for cap in (0.25, 1.0, 4.0):
        terms = [
            tools.with_(
                usual, cap=cap, is_aggregate=False, data_cap=0.0, delay_rate=0.0, delay_cap=0.0,
                service_credit=0.0, insured_eur=0.0,
            )
            for usual in setting.usual
        ]  # fmt: skip
        columns = terms_columns(terms, setting.portfolio)
        price = opinion(
            setting.claims.exposure, world, setting.attitudes, terms=columns,
            market=setting.market, usual=setting.paid,
        ).price_eur.sum()  # fmt: skip
        damages = apply_terms(setting.claims, columns, world=world).retained_eur.sum()
        totals.append((damages, damages + price))
    damages, joint = np.array(totals).T
    assert damages.max() > 1.5 * damages.min()
    assert joint == pytest.approx(joint.mean(), rel=0.04)


def test_attitudes_do_not_depend_on_the_terms_or_on_other_parameters() -> None:
    usual, other = (
        build_setting(msgspec.structs.replace(WORLD, elasticity=e), draws(4)) for e in (1.0, 2.0)
    )
    assert (usual.attitudes.mood == other.attitudes.mood).all()
