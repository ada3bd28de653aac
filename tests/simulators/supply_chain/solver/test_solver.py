"""The solver behind `tools.solve`: repeatable, counted, within capacity, and it takes no cheek."""

import pytest

from simulators.supply_chain.interface import Route, Solve
from simulators.supply_chain.solver.solver import DAY_ITERATIONS
from tests.simulators.supply_chain.morning import Morning

pytest.importorskip("pyvrp")


def _served(routes: tuple[Route, ...]) -> list[int]:
    return sorted(number for route in routes for number in route.stops)


def test_the_same_question_gets_the_same_answer() -> None:
    first, second = Morning(), Morning()
    routes = first.tools.solve(first.wave.orders)
    assert second.tools.solve(second.wave.orders) == routes
    assert first.tools.solve(first.wave.orders) == routes  # asked before, spent more


def test_everything_is_served_once_in_time_and_within_capacity_when_it_can_be() -> None:
    morning = Morning()
    routes = morning.tools.solve(morning.wave.orders)
    assert _served(routes) == [order.number for order in morning.wave.orders]
    assert all(morning.tools.fits(route, morning.wave) for route in routes)
    assert all(morning.tools.is_punctual(route, morning.wave, -15.0) for route in routes)


def test_worthless_orders_stay_and_required_ones_go() -> None:
    morning = Morning()
    required = morning.wave.orders[3:6]
    routes = morning.tools.solve(morning.wave.orders, required=required, prizes_eur={})
    assert _served(routes) == [order.number for order in required]


def test_higher_prizes_never_serve_fewer_orders_here() -> None:
    morning = Morning()
    served = [
        len(
            _served(
                morning.tools.solve(
                    morning.wave.orders,
                    prizes_eur={order.number: prize for order in morning.wave.orders},
                )
            )
        )
        for prize in (0.0, 8.0, 20.0, 500.0)
    ]
    assert served == sorted(served)
    assert served[0] == 0
    assert served[-1] == len(morning.wave.orders)


def test_the_solver_beats_one_van_per_order_by_far() -> None:
    morning = Morning(vehicles=24)
    alone = tuple(Route((order.number,)) for order in morning.wave.orders)
    routes = morning.tools.solve(morning.wave.orders)
    assert morning.cost_eur(routes) < 0.6 * morning.cost_eur(alone)


def test_a_warm_start_is_never_worse_after_one_step() -> None:
    morning = Morning()
    good = morning.tools.solve(morning.wave.orders, iterations=400)
    again = morning.tools.solve(morning.wave.orders, warm=good, iterations=1)
    assert morning.cost_eur(again) <= morning.cost_eur(good) * 1.02


def test_no_more_routes_than_vans_and_none_when_there_is_no_van() -> None:
    morning = Morning(vehicles=2)
    assert len(morning.tools.solve(morning.wave.orders)) <= 2
    assert morning.tools.solve(morning.wave.orders, vehicles=0) == ()
    assert morning.tools.solve([]) == ()


def test_iterations_are_counted_and_capped_per_day() -> None:
    morning = Morning(orders_per_day=3.0)
    for _ in range(DAY_ITERATIONS // 400 + 3):
        morning.tools.solve(morning.wave.orders, iterations=400)
    assert morning.solver.spent == DAY_ITERATIONS + 3


@pytest.mark.parametrize(
    ("request_", "complaint"),
    [
        (Solve((0, 999)), "not open now: .999"),
        (Solve((0, 0)), "twice"),
        (Solve((0,), required=(1,)), "required"),
        (Solve((0, 1), prizes_eur=(1.0,)), "one prize for every order"),
    ],
)
def test_nonsense_is_refused_with_a_reason(request_: Solve, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Morning().solver.answer(request_)
