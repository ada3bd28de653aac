import math
import statistics
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from ruleloop.draws import Draws

SEED = bytes(range(16))
KEYS = st.lists(st.one_of(st.text(max_size=5), st.integers()), min_size=1, max_size=4)


@given(KEYS, st.integers(0, 5))
def test_a_draw_depends_on_its_key_and_never_on_what_was_drawn_before(key, earlier):
    draws = Draws(SEED)
    for number in range(earlier):
        draws.uniform("something else", number)
    assert draws.uniform(*key) == Draws(SEED).uniform(*key)


@given(KEYS)
def test_uniforms_lie_strictly_between_zero_and_one(key):
    assert 0.0 < Draws(SEED).uniform(*key) < 1.0


def test_the_same_key_gives_the_same_number_in_every_process_and_release():
    assert Draws(SEED).uniform("order", 7, "service") == pytest.approx(0.755175674972, abs=1e-10)


def test_hash_randomisation_of_the_interpreter_changes_nothing():
    code = "from ruleloop.draws import Draws; print(Draws(bytes(16)).normal(0, 1, 'a', 2))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_another_seed_or_another_prefix_gives_unrelated_numbers():
    ours = [Draws(SEED).uniform("k", i) for i in range(2000)]
    for other in (Draws(bytes(16)), Draws(SEED).within("sub")):
        theirs = [other.uniform("k", i) for i in range(2000)]
        assert abs(statistics.correlation(ours, theirs)) < 4.0 / math.sqrt(2000)


def test_keys_do_not_run_into_each_other():
    draws = Draws(SEED)
    assert draws.uniform("ab", "c") != draws.uniform("a", "bc")
    assert draws.within("a").uniform("b") == draws.uniform("a", "b")


def test_lognormal_numbers_have_the_declared_mean_and_spread():
    values = [Draws(SEED).lognormal(10.0, 0.35, "x", i) for i in range(20000)]
    assert statistics.fmean(values) == pytest.approx(10.0, abs=4 * 3.5 / math.sqrt(20000))
    assert statistics.stdev(values) / statistics.fmean(values) == pytest.approx(0.35, rel=0.05)


def test_without_spread_a_lognormal_number_is_its_mean():
    assert Draws(SEED).lognormal(7.0, 0.0, "x") == 7.0


@given(st.integers(-5, 5), st.integers(0, 5), KEYS)
def test_whole_numbers_stay_within_their_range(low, width, key):
    assert low <= Draws(SEED).integer(low, low + width, *key) <= low + width


def test_every_option_is_chosen_equally_often():
    chosen = [Draws(SEED).choice("abcd", i) for i in range(8000)]
    for option in "abcd":
        assert chosen.count(option) == pytest.approx(2000, abs=4 * math.sqrt(8000 * 0.25 * 0.75))


def test_a_chance_is_monotone_in_its_probability():
    draws = Draws(SEED)
    assert all(draws.chance(0.7, i) for i in range(200) if draws.chance(0.3, i))


@given(st.floats(0.0, 400.0), KEYS)
def test_a_poisson_count_is_the_quantile_of_its_uniform(mean, key):
    expected = int(poisson.ppf(Draws(SEED).uniform(*key, 0), mean))
    assert abs(Draws(SEED).poisson(mean, *key) - expected) <= 1  # a uniform may fall on a step


@pytest.mark.parametrize("mean", [0.3, 7.0, 1234.5])
def test_poisson_counts_have_their_mean_as_mean_and_variance(mean):
    counts = [Draws(SEED).poisson(mean, "cars", i) for i in range(2000)]
    assert abs(statistics.fmean(counts) - mean) < 4.0 * math.sqrt(mean / 2000)
    assert statistics.variance(counts) == pytest.approx(mean, rel=0.15)


@given(st.floats(0.0, 2000.0), st.floats(0.0, 2000.0), KEYS)
def test_a_poisson_count_is_monotone_in_its_mean(one, other, key):
    draws = Draws(SEED)
    assert draws.poisson(min(one, other), *key) <= draws.poisson(max(one, other), *key)


@pytest.mark.parametrize("mean", [-0.1, math.nan, math.inf])
def test_a_poisson_mean_that_is_none_is_refused(mean):
    with pytest.raises(ValueError, match="at least 0"):
        Draws(SEED).poisson(mean, "cars")


def test_generators_of_different_keys_are_independent_and_repeatable():
    first = Draws(SEED).generator("claims").random(5).tolist()
    assert first == Draws(SEED).generator("claims").random(5).tolist()
    assert first != Draws(SEED).generator("clauses").random(5).tolist()


def test_a_seed_of_another_length_is_refused():
    with pytest.raises(ValueError, match="16 bytes, got 4"):
        Draws(b"1234")


def test_draws_are_equal_exactly_when_they_give_the_same_numbers():
    draws = Draws(SEED)
    assert draws == Draws(SEED)
    assert hash(draws.within("a", 1)) == hash(Draws(SEED).within("a").within(1))
    assert draws.within("a", 1) == Draws(SEED).within("a").within(1)
    assert draws != draws.within("a")
    assert draws != Draws(bytes(16))
    assert draws != "draws"
