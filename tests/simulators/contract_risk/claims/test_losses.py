"""The tail of yearly totals, and who bears what."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.contract_risk.claims.losses import tail_value_eur

years = st.lists(st.floats(-1e6, 1e9), min_size=2, max_size=400).map(np.array)


def test_the_tail_value_counts_a_part_of_a_year():
    year_eur = np.arange(250.0)
    assert tail_value_eur(year_eur) == pytest.approx((249.0 + 248.0 + 0.5 * 247.0) / 2.5)
    assert tail_value_eur(np.arange(100.0)) == pytest.approx(99.0)
    assert tail_value_eur(np.arange(4.0)) == pytest.approx(3.0)


@given(years, st.floats(0.0, 1e6))
def test_the_tail_value_moves_with_all_years_and_lies_between_mean_and_worst(year_eur, more):
    tail = tail_value_eur(year_eur)
    slack = 1e-9 * np.abs(year_eur).max() + 1e-6
    assert year_eur.mean() - slack <= tail <= year_eur.max() + slack
    assert tail_value_eur(year_eur + more) == pytest.approx(tail + more, rel=1e-9, abs=1e-3)


@given(years)
def test_two_portfolios_together_have_no_larger_tail_than_apart(year_eur):
    other = year_eur[::-1]
    together, apart = tail_value_eur(year_eur + other), 2.0 * tail_value_eur(year_eur)
    assert together <= apart + 1e-6 * (1.0 + abs(apart))
