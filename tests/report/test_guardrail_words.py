from hypothesis import given
from hypothesis import strategies as st

from ruleloop.judge.verdict import Reading
from ruleloop.report.guardrail_words import (
    bound_margin,
    is_unproven,
    limit_text,
    margin_text,
    mean_margin,
    value_text,
)

size = st.floats(0.001, 100.0)


@given(size, st.floats(-50, 50), size, st.booleans())
def test_margins_follow_from_value_limit_and_bound(
    limit: float, mean: float, half: float, more_is_better: bool
) -> None:
    side = 1.0 if more_is_better else -1.0
    value, bound = limit + side * mean, limit + side * (mean - half)
    reading = Reading("NotWorse", "m", value, limit, mean - half, mean >= half, bound)
    assert abs(mean_margin(reading) - mean) < 1e-6
    assert abs((bound_margin(reading) or 0.0) - (mean - half)) < 1e-6


def test_the_same_margin_reads_alike_whichever_way_is_better() -> None:
    at_least = Reading("AtLeast", "m", 0.97, 0.95, 0.02, holds=True)
    at_most = Reading("AtMost", "m", 0.93, 0.95, 0.02, holds=True)
    assert margin_text(at_least) == margin_text(at_most) == "✓ holds by 0.02"


def test_a_mean_that_breaks_the_limit_is_broken_not_unproven() -> None:
    broken = Reading("AtMost", "m", 10.0, 9.5, -0.7, holds=False, bound=10.2)
    assert not is_unproven(broken)
    assert margin_text(broken) == "✕ BROKEN by 0.5"


def test_a_law_that_was_never_broken_needs_no_margin() -> None:
    never = Reading("Never", "illegal_share", 0.0, 0.0, -0.0, holds=True)
    assert margin_text(never) == "✓ holds"
    once = Reading("Never", "illegal_share", 0.004, 0.0, -0.004, holds=False)
    assert margin_text(once) == "✕ BROKEN by 0.004"


def test_a_limit_is_shown_as_it_was_written_however_far_it_was_missed() -> None:
    share = Reading("AtMost", "spot_share", 1.0, 1.0 - 0.98, -0.98, holds=False)
    assert (value_text(share), limit_text(share)) == ("1.00", "0.02")
    assert margin_text(share) == "✕ BROKEN by 0.98"
    on_time = Reading("AtLeast", "on_time_share", 0.0, 0.95, -0.95, holds=False)
    assert (value_text(on_time), limit_text(on_time)) == ("0.00", "0.95")
