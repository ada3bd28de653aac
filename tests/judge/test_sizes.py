from hypothesis import given
from hypothesis import strategies as st

from ruleloop.judge.sizes import recommended_evidence
from ruleloop.scenario import Evidence

RATIOS = st.floats(0.0, 40.0)


@given(RATIOS, RATIOS)
def test_more_noise_never_asks_for_fewer_pairs(one: float, other: float) -> None:
    quiet, noisy = (recommended_evidence(ratio) for ratio in sorted((one, other)))
    assert quiet.screen <= noisy.screen
    assert quiet.race_first <= noisy.race_first
    assert quiet.race_most <= noisy.race_most
    assert quiet.confirm <= noisy.confirm


@given(RATIOS)
def test_a_worthwhile_gain_is_at_least_two_and_a_half_standard_errors_of_the_confirmation(
    ratio: float,
) -> None:
    sizes = recommended_evidence(ratio)
    assert ratio == 0.0 or sizes.confirm**0.5 / ratio >= 2.5
    assert sizes.race_first < sizes.race_most


def test_the_defaults_suit_a_quiet_simulator() -> None:
    assert recommended_evidence(3.0) == Evidence()
