"""A bound is a bound whatever the solver says, and the optimum when it says the truth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.grid_balancing.bounds.linear_program import LinearProgram


def made_up(seed):
    """A program with a feasible point: the program, the point's cost, and the solver's inputs."""
    rng = np.random.default_rng(seed)
    size, rows = 6, 3
    low = -rng.random(size)
    high = low + 2.0 * rng.random(size)
    cost = rng.standard_normal(size)
    inside = low + rng.random(size) * (high - low)
    equal, most = rng.standard_normal((2, rows, size))
    program = LinearProgram()
    places = program.variables(size, low=low, high=high, cost=cost)
    rights = equal @ inside, most @ inside + rng.random(rows)
    for k in range(rows):
        program.equal(
            rights[0][k : k + 1], *[(places[j : j + 1], equal[k, j]) for j in range(size)]
        )
        program.at_most(
            rights[1][k : k + 1], *[(places[j : j + 1], most[k, j]) for j in range(size)]
        )
    return program, float(cost @ inside), (cost, most, rights[1], equal, rights[0], low, high)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
@settings(max_examples=200, deadline=None)
def test_no_prices_prove_more_than_a_feasible_point_costs(seed, prices_seed):
    program, cost, _ = made_up(seed)
    prices = 3.0 * np.random.default_rng(prices_seed).standard_normal((2, 3))
    assert program.bound_at(*prices) <= cost + 1e-9


@pytest.mark.parametrize("seed", range(12))
def test_the_bound_is_the_optimum(seed):
    from scipy.optimize import linprog

    program, cost, (c, most, most_right, equal, equal_right, low, high) = made_up(seed)
    box = list(zip(low, high, strict=True))
    optimum = linprog(c, most, most_right, equal, equal_right, box, method="highs-ipm").fun
    assert program.bound() == pytest.approx(optimum, abs=1e-6)
    assert program.bound() <= cost + 1e-9


def test_a_sum_of_variables_is_one_row():
    program = LinearProgram()
    places = program.variables(4, low=0.0, high=1.0, cost=(-1.0, -2.0, -3.0, -4.0))
    program.sum_at_most(2.5, places)
    assert program.bound() == pytest.approx(-(4.0 + 3.0 + 0.5 * 2.0))


@pytest.mark.parametrize(("low", "high"), [(0.0, np.inf), (1.0, 0.0), (np.nan, 1.0)])
def test_boxes_must_be_finite_and_in_order(low, high):
    with pytest.raises(ValueError, match="finite limits"):
        LinearProgram().variables(1, low=low, high=high)
