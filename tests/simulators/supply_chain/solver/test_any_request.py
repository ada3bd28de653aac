"""Every legal request is answered; every illegal one gets a ValueError with a sentence."""

import math
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulators.supply_chain.interface import Route, Solve
from simulators.supply_chain.solver.solver import DAY_ITERATIONS
from tests.simulators.supply_chain.morning import Morning

pytest.importorskip("pyvrp")

ORDERS = 9
NUMBERS = st.integers(0, ORDERS + 3)
SUBSETS = st.lists(st.integers(0, ORDERS - 1), unique=True)
PRIZES = st.one_of(st.just(0.0), st.sampled_from([1e-9, 1.0, 1e6]), st.floats(0.0, 1e6))
WORLDS = st.sampled_from(
    [
        {},
        {"vehicles": 1},
        {"sites": 1},
        {"vehicles": 3, "capacity_units": 5.0},
        {"wage_eur_per_h": 0.0, "km_eur": 0.0, "vehicle_eur_per_day": 0.0},
        {"loading_min": 240.0, "window_min": 1.0},
        {"radius_km": 200.0, "speed_kmh": 5.0, "congestion": 3.0},
        {"wage_eur_per_h": 200.0, "km_eur": 10.0, "vehicle_eur_per_day": 2000.0},
    ]
)


@st.composite
def _legal(draw: Any) -> Solve:
    orders = draw(SUBSETS)
    some = st.lists(st.sampled_from(orders), unique=True) if orders else st.just([])
    prizes = st.lists(PRIZES, min_size=len(orders), max_size=len(orders)).map(tuple)
    routes = st.lists(st.lists(NUMBERS, max_size=6).map(tuple).map(Route), max_size=9)
    return Solve(
        orders=tuple(orders),
        required=tuple(draw(some)),
        prizes_eur=draw(st.one_of(st.none(), prizes)),
        warm=tuple(draw(routes)),
        vehicles=draw(st.one_of(st.integers(-1, 12), st.just(500))),
        buffer_min=draw(st.one_of(st.floats(0.0, 600.0), st.sampled_from([0.0, 600.0]))),
        iterations=draw(st.integers(1, 30)),
    )


def _morning(world: dict[str, Any]) -> Morning:
    morning = Morning(**{"orders_per_day": float(ORDERS), "orders_cv": 0.0, **world})
    assert len(morning.day.orders) == ORDERS
    return morning


@settings(max_examples=100, deadline=None)
@given(_legal(), WORLDS, st.integers(0, 9), st.integers(0, 9))
@example(Solve((0,), prizes_eur=(0.0,), iterations=400), {}, 0, 0)
@example(Solve(tuple(range(ORDERS)), warm=(Route(tuple(range(ORDERS))),)), {"vehicles": 1}, 0, 1)
def test_a_legal_request_gets_routes_of_the_orders_asked_for(
    request_: Solve, world: dict[str, Any], out: int, fresh: int
) -> None:
    morning = _morning(world)
    free = max(0, morning.city.vehicles - out)
    morning.solver.look(
        msgspec.structs.replace(morning.wave, vehicles_free=free, vehicles_fresh=min(fresh, free))
    )
    crossed = msgspec.msgpack.decode(msgspec.msgpack.encode(request_), type=Solve)
    routes = morning.solver.answer(crossed)
    stops = [number for route in routes for number in route.stops]
    assert len(stops) == len(set(stops))
    assert set(stops) <= set(request_.orders)
    most = free if request_.vehicles < 0 else min(request_.vehicles, morning.city.vehicles)
    assert len(routes) <= most
    assert all(morning.tools.fits(route, morning.wave) for route in routes)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(NUMBERS, max_size=6).map(tuple),
    st.lists(NUMBERS, max_size=6).map(tuple),
    st.one_of(st.none(), st.lists(PRIZES | st.just(math.nan), max_size=6).map(tuple)),
    st.sampled_from([0.0, 600.0, math.nan]),
)
def test_any_other_request_is_refused_with_a_sentence(
    orders: tuple[int, ...],
    required: tuple[int, ...],
    prizes: tuple[float, ...] | None,
    buffer_min: float,
) -> None:
    request = Solve(orders, required, prizes, buffer_min=buffer_min, iterations=1)
    morning = _morning({})
    is_legal = (
        len(set(orders)) == len(orders)
        and set(orders) <= set(range(ORDERS))
        and set(required) <= set(orders)
        and (prizes is None or len(prizes) == len(orders))
        and not math.isnan(buffer_min + sum(prizes or ()))
    )
    if is_legal:
        morning.solver.answer(request)
        return
    with pytest.raises(ValueError, match=r"^solve: .* "):
        morning.solver.answer(request)
    assert morning.solver.spent == 0


def test_a_day_without_iterations_left_still_answers() -> None:
    morning = _morning({})
    morning.solver.spent = DAY_ITERATIONS + 5
    assert morning.tools.solve(morning.wave.orders)
    assert morning.solver.spent == DAY_ITERATIONS + 6
