"""Solver, tools and referee agree on what a van holds, down to the rounding of decimals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.interface import Route
from simulators.supply_chain.play.referee import Ruling, review
from simulators.supply_chain.tooling.legality import Sight
from tests.simulators.supply_chain.morning import Morning

pytest.importorskip("pyvrp")

SHARES = st.one_of(st.floats(0.001, 1.0), st.sampled_from([1.0 / 3.0, 0.25, 0.5, 1.0, 0.1, 0.2]))
NOISE = st.sampled_from([0.0, 1e-12, -1e-12, 3e-10, 1e-9, 1e-6, 1e-4, 1e-3])
CAPACITIES = st.one_of(
    st.sampled_from([0.3, 0.9, 1.0, 12.0, 45.0, 1e6]), st.floats(0.001, 1e6, allow_nan=False)
)


def _morning(loads_units: list[float], capacity_units: float) -> Morning:
    return Morning(
        loads_units=loads_units, orders_per_day=20.0, orders_cv=0.0, capacity_units=capacity_units
    )


def _ruling(morning: Morning, routes: tuple[Route, ...]) -> Ruling:
    return review(routes, Sight(morning.wave, morning.book))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(SHARES, NOISE), min_size=2, max_size=12), CAPACITIES)
def test_whatever_the_solver_answers_is_legal_for_the_referee(
    parts: list[tuple[float, float]], capacity_units: float
) -> None:
    loads = [capacity_units * min(1.0, share + noise) for share, noise in parts]
    morning = _morning(loads, capacity_units)
    routes = morning.tools.solve(morning.wave.orders, iterations=10)
    assert _ruling(morning, routes).is_legal
    assert all(morning.tools.fits(route, morning.wave) for route in routes)


def test_three_loads_a_little_above_a_third_do_not_leave_in_one_van() -> None:
    morning = _morning([15.004] * 3, 45.0)
    routes = morning.tools.solve(morning.wave.orders)
    assert len(routes) == 2
    assert _ruling(morning, routes).is_legal


@pytest.mark.parametrize("capacity_units", [45.0, 43.27391, 0.0137, 12.001])
def test_an_order_that_fills_a_van_exactly_is_delivered(capacity_units: float) -> None:
    morning = _morning([capacity_units, capacity_units], capacity_units)
    assert len(morning.tools.solve(morning.wave.orders)) == 2


def test_decimals_that_add_up_on_paper_add_up_in_the_van() -> None:
    morning = _morning([0.1, 0.2], 0.3)
    together = Route((0, 1))
    assert morning.tools.fits(together, morning.wave)
    assert _ruling(morning, (together,)).is_legal
    assert len(morning.tools.solve(morning.wave.orders)) == 1


def test_a_thousandth_too_much_is_an_overload() -> None:
    morning = _morning([45.045], 45.0)
    assert _ruling(morning, (Route((0,)),)).overloads == 1
