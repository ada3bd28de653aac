"""Whatever rules answer, the referee keeps capacity, windows, vans and the mass balance."""

from types import ModuleType
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.interface import City, Route, Tools, Wave, WavePlan
from simulators.supply_chain.play.referee import direct_trips, review
from simulators.supply_chain.tooling.legality import Sight
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import DirectRules
from tests.simulators.supply_chain.morning import Morning
from tests.simulators.supply_chain.worlds import play

MORNING = Morning(loads_units=[4.0] * 100, orders_per_day=6.0, orders_cv=0.0, capacity_units=10.0)
OPEN = {order.number for order in MORNING.wave.orders}
PLANS = st.lists(st.lists(st.integers(0, 8), max_size=5).map(tuple), max_size=6)


def _review(*routes: tuple[int, ...], free: int = 3) -> Any:
    return review([Route(stops) for stops in routes], _sight(free))


def _sight(free: int) -> Sight:
    wave = msgspec.structs.replace(MORNING.wave, vehicles_free=free, vehicles_fresh=free)
    return Sight(wave, MORNING.book)


@given(PLANS, st.integers(0, 4))
def test_accepted_routes_are_legal_and_nothing_legal_is_refused(
    routes: list[tuple[int, ...]], free: int
) -> None:
    ruling = _review(*routes, free=free)
    stops = [number for route in ruling.accepted for number in route.stops]
    assert len(stops) == len(set(stops))
    assert set(stops) <= OPEN
    assert len(ruling.accepted) <= free
    assert all(4.0 * len(route.stops) <= 10.0 for route in ruling.accepted)
    assert len(ruling.accepted) + len(ruling.refused) == sum(bool(route) for route in routes)
    faults = ruling.overloads + ruling.double_deliveries + ruling.other_faults
    assert (faults > 0) == bool(ruling.refused)


def test_each_kind_of_fault_is_counted_as_what_it_is() -> None:
    assert _review((0, 1, 2)).overloads == 1
    assert _review((0,), (0,)).double_deliveries == 1
    assert _review((0, 0)).double_deliveries == 1
    assert _review((7,)).other_faults == 1
    assert _review((0,), (1,), free=1).other_faults == 1
    assert _review((0, 1), (), (2,)).is_legal


def test_refused_orders_that_cannot_wait_get_a_van_alone_while_there_is_one() -> None:
    assert _fallback({0, 2, 3, 5}, free=3) == ((0,), (2,))
    assert _fallback({0, 2}, free=2) == ((0,),)
    assert _fallback(set(), free=3) == ()


def _fallback(must_go: set[int], free: int) -> tuple[tuple[int, ...], ...]:
    sight = _sight(free)
    ruling = review([Route((0, 1, 2)), Route((3,))], sight)
    return tuple(sent.stops for sent in direct_trips(ruling, frozenset(must_go), sight))


def _random_rules(answers: list[list[list[int]]]) -> DirectRules:
    """Rules whose k-th answer is given; a number counts open orders, beyond them unknown ones."""
    module = ModuleType("random")
    left = list(answers)

    def plan_wave(wave: Wave, city: City, tools: Tools) -> WavePlan:
        routes = left.pop(0) if left else []
        numbers = [order.number for order in wave.orders]
        known = [[numbers[k] if k < len(numbers) else 900 + k for k in r] for r in routes]
        return WavePlan(tuple(Route(tuple(stops)) for stops in known))

    module.plan_wave = plan_wave  # type: ignore[attr-defined] # a module made on the spot
    return DirectRules(module)


ANSWERS = st.lists(st.lists(st.lists(st.integers(0, 12), max_size=7), max_size=5), max_size=11)
SMALL = World(orders_per_day=12.0, sites=20, vehicles=3, capacity_units=15.0)


@settings(max_examples=60, deadline=None)
@given(ANSWERS, st.integers(0, 50))
def test_every_order_is_delivered_or_bought_once_whatever_rules_answer(
    answers: list[list[list[int]]], seed: int
) -> None:
    measures, events = play(SMALL, _random_rules(answers), seed)
    delivered = [e["order"] for e in events if e["kind"] == "stop"]
    bought = [e["order"] for e in events if e["kind"] == "spot"]
    assert sorted(delivered + bought) == list(range(int(measures["orders"])))
    _check_trips([e for e in events if e["kind"] == "trip"])
    _check_stops([e for e in events if e["kind"] == "stop"])


def _check_trips(trips: list[dict[str, Any]]) -> None:
    back: dict[int, float] = {}
    for trip in sorted(trips, key=lambda e: e["sent_min"]):
        assert trip["load_units"] <= SMALL.capacity_units
        assert trip["vehicle"] < SMALL.vehicles
        assert trip["sent_min"] >= back.get(trip["vehicle"], 0.0)  # it was at the depot
        assert trip["sent_min"] + SMALL.loading_min <= trip["left_min"] <= trip["back_min"]
        back[trip["vehicle"]] = trip["back_min"]


def _check_stops(stops: list[dict[str, Any]]) -> None:
    for stop in stops:
        assert stop["left_min"] <= stop["arrived_min"] <= stop["begun_min"] <= stop["done_min"]
        assert stop["begun_min"] >= stop["open_min"]
        assert stop["late_min"] == max(0.0, stop["arrived_min"] - stop["close_min"])
