import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.synthetic_bench import Noise, standard_noise
from ruleloop.judge.eprocess import WIN, BettingProcess
from ruleloop.judge.race import looks

GAINS = st.lists(st.floats(-5.0, 5.0), min_size=1, max_size=40)


def wealth(gains: Sequence[float], clip: float, null: float = 0.0) -> float:
    process = BettingProcess(clip, null)
    process.add(np.array(gains, dtype=float))
    return process.value


def test_wealth_has_expectation_one_for_a_fair_coin_by_full_enumeration() -> None:
    paths = itertools.product((-1.0, 1.0), repeat=8)
    assert np.mean([wealth(path, 1.0) for path in paths]) == pytest.approx(1.0, abs=1e-12)


def test_wealth_shrinks_on_average_for_an_unfair_coin() -> None:
    paths = list(itertools.product((-1.0, 1.0), repeat=6))
    chances = [np.prod([0.4 if step > 0 else 0.6 for step in path]) for path in paths]
    assert np.dot(chances, [wealth(path, 1.0) for path in paths]) < 1.0


@given(GAINS, st.floats(0.5, 10.0), st.floats(-1.0, 1.0))
def test_wealth_is_the_mean_product_of_all_bets(
    gains: list[float], clip: float, null: float
) -> None:
    bets = np.linspace(0.02, 0.95, 24)
    shares = [min(1.0, max(-1.0, (gain - null) / clip)) for gain in gains]
    naive = np.mean([np.prod([1.0 + bet * share for share in shares]) for bet in bets])
    assert wealth(gains, clip, null) == pytest.approx(naive, rel=1e-9, abs=1e-12)


@given(GAINS, st.integers(0, 40))
def test_adding_in_pieces_gives_the_same_evidence_as_at_once(gains: list[float], cut: int) -> None:
    process = BettingProcess(2.0)
    process.add(np.array(gains[:cut], dtype=float))
    process.add(np.array(gains[cut:], dtype=float))
    assert process.value == pytest.approx(wealth(gains, 2.0), rel=1e-9)


@given(GAINS)
def test_a_loss_beyond_the_clip_is_noticed(gains: list[float]) -> None:
    process = BettingProcess(1.0)
    process.add(np.array(gains))
    assert process.clipped_loss == (min(gains) < -1.0)


def test_overwhelming_evidence_stays_finite() -> None:
    assert np.isfinite(wealth([1.0] * 5000, 1.0))


@pytest.mark.parametrize("clip", [0.0, -1.0, float("inf"), float("nan")])
def test_a_clip_that_is_no_range_is_refused(clip: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        BettingProcess(clip)


@pytest.mark.parametrize(
    ("noise", "clip"),
    [("gaussian", 6.0), ("skewed", 6.0), ("rare 2 %", 8.0), ("rare 0.5 %", 6.0)],
)
def test_peeking_at_every_look_declares_a_false_win_in_at_most_one_of_twenty_races(
    noise: Noise, clip: float
) -> None:
    generator = np.random.default_rng(7)
    paths, wins = 1500, 0
    for _ in range(paths):
        gains, process, seen = standard_noise(noise, 256, generator), BettingProcess(clip), 0
        for pairs in looks(16, 256):
            process.add(gains[seen:pairs])
            seen = pairs
            if process.value >= WIN:
                wins += 1
                break
    assert wins / paths <= 0.05


def test_a_real_gain_of_half_a_standard_deviation_is_usually_proven_within_a_hundred_pairs() -> (
    None
):
    generator = np.random.default_rng(8)
    proven = [wealth(generator.normal(0.5, 1.0, 100).tolist(), 6.0) >= WIN for _ in range(200)]
    assert np.mean(proven) > 0.85
