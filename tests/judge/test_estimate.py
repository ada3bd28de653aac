import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ruleloop.domain import Maximise, Minimise
from ruleloop.errors import SimulatorFailure
from ruleloop.evaluation.replication import Replication
from ruleloop.judge.estimate import column, estimate, gains, lower_bound, t_quantile

VALUES = st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=60).filter(lambda v: np.std(v) > 1e-3)


@given(VALUES, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_interval_is_that_of_scipys_t_test(values: list[float], confidence: float) -> None:
    theirs = stats.ttest_1samp(values, 0.0).confidence_interval(confidence)
    ours = estimate(np.array(values), confidence=confidence)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=1e-7, abs=1e-7)


@given(VALUES)
def test_the_lower_bound_is_that_of_scipys_one_sided_t_test(values: list[float]) -> None:
    theirs = stats.ttest_1samp(values, 0.0, alternative="greater").confidence_interval(0.95)
    assert lower_bound(np.array(values)) == pytest.approx(theirs.low, rel=1e-7, abs=1e-7)


@given(st.floats(0.01, 0.99), st.integers(1, 400))
def test_t_quantiles_are_those_of_scipy(probability: float, degrees: int) -> None:
    assert t_quantile(probability, degrees) == pytest.approx(
        stats.t.ppf(probability, degrees), rel=1e-8, abs=1e-8
    )


def test_replications_of_one_world_count_as_one_observation() -> None:
    worlds = np.random.default_rng(1).normal(size=24)
    alone, repeated = estimate(worlds), estimate(np.repeat(worlds, 5), values_per_world=5)
    assert (repeated.low, repeated.high) == pytest.approx((alone.low, alone.high))
    assert repeated.pairs == 120


def test_a_gain_is_positive_when_better_in_both_directions() -> None:
    low, high = [Replication({"x": 1.0})], [Replication({"x": 3.0})]
    assert gains(Minimise("x", "EUR"), low, high) == pytest.approx([2.0])
    assert gains(Maximise("x", "EUR"), low, high) == pytest.approx([-2.0])


@pytest.mark.parametrize("measures", [{}, {"x": float("nan")}, {"x": float("inf")}])
def test_a_measure_that_is_missing_or_not_finite_is_the_simulators_failure(
    measures: dict[str, float],
) -> None:
    with pytest.raises(SimulatorFailure, match="`x`"):
        column([Replication({"x": 1.0}), Replication(measures)], "x")
