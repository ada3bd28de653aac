from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Verdict
from ruleloop.report.gain_chain import gain_chain
from tests.report.intervals import estimate

OPENING = Stand("s", "s", "b", "s", "baseline", "shipped", worthwhile=1.0, clip=6.0)


def keep(
    gain: float, *, versus_anchor: float, kept_for: Literal["gain", "simplicity"] = "gain"
) -> Verdict:
    return Verdict(
        "keep",
        "confirm",
        (),
        race=estimate(1.5 * gain, 0.3),
        confirm=estimate(gain, 0.2),
        kept_for=kept_for,
        versus_anchor=estimate(versus_anchor, 0.2),
    )


def totals(*kept: tuple[str, Verdict]) -> list[float]:
    return [link.confirmed for link in gain_chain(OPENING, kept)]


def test_gains_over_the_champion_add_up() -> None:
    kept = (("a", keep(2.0, versus_anchor=2.0)), ("b", keep(3.0, versus_anchor=3.0)))
    assert totals(*kept) == [2.0, 5.0]


def test_a_simpler_rule_set_stands_on_the_anchor_that_it_was_measured_against() -> None:
    simpler = keep(-0.4, versus_anchor=-0.4, kept_for="simplicity")
    kept = (("a", keep(2.0, versus_anchor=2.0)), ("b", simpler), ("c", simpler))
    assert totals(*kept) == pytest.approx([2.0, 1.6, 1.6])


def test_a_gain_after_a_simplification_stands_on_the_simpler_champion() -> None:
    kept = (
        ("a", keep(2.0, versus_anchor=2.0)),
        ("b", keep(-0.4, versus_anchor=-0.4, kept_for="simplicity")),
        ("c", keep(1.0, versus_anchor=0.6)),  # too little to lift the anchor
        ("d", keep(-0.1, versus_anchor=-0.1, kept_for="simplicity")),
    )
    assert totals(*kept) == pytest.approx([2.0, 1.6, 2.6, 1.9])


def test_race_and_confirmation_follow_the_same_chain() -> None:
    kept = (
        ("a", keep(2.0, versus_anchor=2.0)),
        ("b", keep(-0.4, versus_anchor=-0.4, kept_for="simplicity")),
        ("c", keep(-0.2, versus_anchor=-0.2, kept_for="simplicity")),
    )
    last = gain_chain(OPENING, kept)[-1]
    assert [race.mean for race in last.races] == pytest.approx([3.0, -0.3])
    assert [confirm.mean for confirm in last.confirms] == [2.0, -0.2]


def test_best_shipped_that_comes_back_gains_nothing_over_itself() -> None:
    back = keep(-0.3, versus_anchor=-0.3, kept_for="simplicity")
    assert totals(("a", keep(2.0, versus_anchor=2.0)), ("s", back)) == [2.0, 0.0]


@given(st.lists(st.floats(-0.5, 0.0), min_size=1, max_size=20))
def test_simplifications_alone_never_pile_up(costs: list[float]) -> None:
    kept = [
        (f"r{k}", keep(cost, versus_anchor=cost, kept_for="simplicity"))
        for k, cost in enumerate(costs)
    ]
    assert totals(*kept) == costs
