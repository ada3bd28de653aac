"""Which vans the solver plans with, and what they cost: only fresh ones cost the day's price."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.supply_chain.interface import City, Solve, Wave
from simulators.supply_chain.solver.problem import Problem
from tests.simulators.supply_chain.morning import Morning

pytest.importorskip("pyvrp")


def _priced(wanted: int, vans: int, out: int, fresh: int) -> tuple[int, int]:
    """Vans that the solver may plan with: without and with the price of the day."""
    morning = Morning(vehicles=vans)
    city: City = morning.city
    wave: Wave = msgspec.structs.replace(
        morning.wave, vehicles_free=vans - out, vehicles_fresh=fresh
    )
    problem = Problem(
        Solve((0,), vehicles=wanted), wave, places=morning.day, city=city, tools=morning.tools
    )
    loading_eur = city.loading_min / 60.0 * city.kinds[0].wage_eur_per_h
    counts = {False: 0, True: 0}
    for group in problem.groups:
        extra_eur = problem.price_eur(group) - loading_eur
        assert extra_eur == pytest.approx(city.kinds[0].fixed_eur_per_day * group.is_fresh)
        counts[group.is_fresh] += group.count
    return counts[False], counts[True]


def test_vans_on_the_road_do_not_make_the_fresh_ones_free() -> None:
    assert _priced(-1, vans=5, out=3, fresh=2) == (0, 2)
    assert _priced(2, vans=5, out=3, fresh=2) == (0, 2)
    assert _priced(-1, vans=5, out=1, fresh=2) == (2, 2)
    assert _priced(4, vans=5, out=3, fresh=2) == (2, 2)


@given(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9), st.integers(-1, 12))
def test_the_paid_vans_at_the_depot_come_first_then_the_fresh_then_those_still_out(
    vans: int, out: int, fresh: int, wanted: int
) -> None:
    out = min(out, vans)
    fresh = min(fresh, vans - out)
    paid_here, asked = vans - out - fresh, vans - out if wanted < 0 else min(wanted, vans)
    paid, dear = _priced(wanted, vans, out, fresh)
    assert paid + dear == asked
    assert dear == min(fresh, max(0, asked - paid_here))
