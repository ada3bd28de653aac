from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.domain import AtLeast, AtMost, Guardrail, Never, NotWorse
from ruleloop.errors import SimulatorFailure
from ruleloop.evaluation.replication import Replication
from ruleloop.judge.guardrails import (
    broken_never,
    clearly_broken,
    margins,
    read_guardrail,
    sentence,
    with_allowance,
)

PAIRS = st.lists(
    st.tuples(st.floats(-100.0, 100.0), st.floats(-100.0, 100.0)), min_size=2, max_size=30
)


def played(values: Iterable[float]) -> list[Replication]:
    return [Replication({"x": float(value)}) for value in values]


def test_a_limit_that_is_met_exactly_holds_even_when_it_must_be_proven() -> None:
    for rail in (AtLeast("x", 0.95), AtMost("x", 0.95)):
        assert read_guardrail(rail, played([0.95] * 8), (), proven=True).holds


def test_a_mean_inside_its_limit_is_not_proof_when_it_is_noisy() -> None:
    noisy = played([0.99, 0.93] * 8)
    assert read_guardrail(AtLeast("x", 0.955), noisy, (), proven=False).holds
    reading = read_guardrail(AtLeast("x", 0.955), noisy, (), proven=True)
    assert not reading.holds
    assert reading.bound is not None
    assert reading.bound < reading.limit < reading.value
    assert "not shown to hold" in sentence(reading)


@given(PAIRS, st.booleans(), st.booleans(), st.floats(0.0, 2.0))
def test_a_relative_margin_is_the_allowance_minus_the_worsening(
    pairs: list[tuple[float, float]], relative: bool, more: bool, by: float
) -> None:
    own, base = np.array(pairs).T
    rail = NotWorse("x", by=by, relative=relative, more_is_better=more)
    worsening = (base.mean() - own.mean()) if more else (own.mean() - base.mean())
    allowance = by * abs(base.mean()) if relative else by
    mean = margins(rail, played(own), played(base)).mean()
    assert mean == pytest.approx(allowance - worsening, abs=1e-9)


@given(PAIRS, st.booleans(), st.booleans())
def test_value_limit_and_margin_of_a_reading_agree(
    pairs: list[tuple[float, float]], relative: bool, more: bool
) -> None:
    own, base = np.array(pairs).T
    rail = NotWorse("x", by=0.5, relative=relative, more_is_better=more)
    reading = read_guardrail(rail, played(own), played(base), proven=False)
    room = reading.value - reading.limit if more else reading.limit - reading.value
    assert room == pytest.approx(reading.margin, abs=1e-9)


def test_one_event_in_a_thousand_replications_breaks_a_never() -> None:
    reading = read_guardrail(Never("x"), played([0.0] * 999 + [1e-9]), (), proven=False)
    assert not reading.holds
    assert broken_never((Never("x"),), played([1e-9])[0])
    assert not broken_never((Never("x"),), played([0.0])[0])


def test_clearly_broken_forgives_noise_and_not_a_steady_breach() -> None:
    rails = (AtMost("x", 1.0),)
    assert not clearly_broken(rails, played([0.0, 2.1] * 8), ())
    assert clearly_broken(rails, played([1.1, 1.2] * 8), ())


@pytest.mark.parametrize("rail", [AtLeast("y", 0.0), AtMost("y", 0.0), Never("y")])
def test_a_guardrail_is_never_skipped_because_its_measure_is_missing(rail: Guardrail) -> None:
    with pytest.raises(SimulatorFailure, match="`y`"):
        read_guardrail(rail, played([1.0, 1.0]), (), proven=False)


def test_a_share_of_the_allowance_leaves_demands_as_they_are() -> None:
    demands = (AtLeast("x", 1.0), AtMost("x", 1.0), Never("x"), NotWorse("x", by=-0.5))
    assert with_allowance((*demands, NotWorse("x", by=0.5)), 0.2) == (
        *demands,
        NotWorse("x", by=0.1),
    )
