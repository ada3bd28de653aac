"""The border: what may cross, and the pure helpers of `Tools`."""

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.interface import read_interface
from simulators.supply_chain import interface
from simulators.supply_chain.build import as_week
from simulators.supply_chain.generator.city import generate_day
from simulators.supply_chain.interface import Route, Solve, Tools, Wave, WavePlan
from simulators.supply_chain.play.observe import Watch, describe_city
from simulators.supply_chain.play.orderbook import OrderBook
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.worlds import draws

WORLD = World(known_before_share=1.0, orders_per_day=14.0)
DAY = generate_day(WORLD, draws(11))
WEEK = as_week(DAY, WORLD)
CITY = describe_city(WEEK, WORLD)
BOOK = OrderBook()
ENTRIES = [BOOK.take_in(n, order, order.windows) for n, order in enumerate(WEEK.orders)]
WATCH = Watch(RoadBook(CITY))
TOOLS = Tools(CITY, lambda _request: ())
NOW, NEXT = DAY.waves_min[:2]
ORDERS = tuple(WATCH.see(entry, NOW, NEXT) for entry in ENTRIES)
WAVE = Wave(NOW, NEXT - NOW, False, 9, 7, 7, (), 5.0, ORDERS)
ROUTES = st.permutations(range(len(ORDERS))).flatmap(
    lambda order: st.integers(1, 6).map(lambda size: Route(tuple(order[:size])))
)


def test_the_engine_reads_the_interface() -> None:
    found = read_interface(interface)
    assert found.decisions["plan_wave"].extras == ("facts", "tools")
    assert found.facts is interface.City
    assert found.tools is Tools
    assert found.answers == {Solve: tuple[Route, ...]}


@pytest.mark.parametrize(
    "answer",
    [
        {"routes": [{"stops": [1.5]}]},
        {"routes": [{"stops": [-1]}]},
        {"routes": [{"stops": [1], "van": 3}]},
        {"routes": [{"stops": list(range(501))}]},
        {"routes": [[1, 2]]},
        {"routs": []},
        {"routes": None},
    ],
)
def test_an_answer_of_another_shape_does_not_cross(answer: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=WavePlan)


@given(ROUTES)
def test_a_plan_survives_the_wire(route: Route) -> None:
    plan = WavePlan((route,))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(plan), type=WavePlan) == plan
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(WAVE), type=Wave) == WAVE


def _late_when_leaving_at_once(route: Route) -> list[float]:
    """Minutes late by stop in a city without rush hours, computed step by step."""
    at_min, site, late = NOW + CITY.loading_min, 0, []
    for number in route.stops:
        order = DAY.orders[number]
        at_min += DAY.travel_min[site, order.site]
        late.append(max(0.0, at_min - order.close_min))
        at_min, site = max(at_min, order.open_min) + order.service_min, order.site
    return late


@given(ROUTES)
def test_a_van_puts_off_leaving_only_while_that_makes_no_stop_late(route: Route) -> None:
    even = msgspec.structs.replace(CITY, hour_factor=(1.0,) * 24)
    timing = Tools(even, lambda _request: ()).timing(route, WAVE)
    closes = [DAY.orders[number].close_min for number in route.stops]
    late = [max(0.0, a - c) for a, c in zip(timing.arrive_min, closes, strict=True)]
    assert late == pytest.approx(_late_when_leaving_at_once(route))


@given(ROUTES)
def test_a_van_that_puts_off_leaving_is_not_back_later(route: Route) -> None:
    even = msgspec.structs.replace(CITY, hour_factor=(1.0,) * 24)
    timing = Tools(even, lambda _request: ()).timing(route, WAVE)
    at_min, site = NOW + CITY.loading_min, 0
    for number in route.stops:
        order = DAY.orders[number]
        at_min = max(at_min + DAY.travel_min[site, order.site], order.open_min)
        at_min, site = at_min + order.service_min, order.site
    assert timing.leave_min >= NOW + CITY.loading_min
    assert timing.return_min == pytest.approx(at_min + DAY.travel_min[site, 0])


@given(ROUTES)
def test_time_adds_up(route: Route) -> None:
    timing = TOOLS.timing(route, WAVE)
    service = sum(order.service_min for order in TOOLS.orders_of(route, WAVE))
    assert list(timing.arrive_min) == sorted(timing.arrive_min)
    assert timing.return_min - timing.leave_min >= service + timing.wait_min
    assert timing.duration_min == pytest.approx(
        timing.return_min - timing.leave_min + CITY.loading_min
    )


@settings(deadline=None)
@given(ROUTES, st.integers(0, len(ORDERS) - 1))
def test_insertion_is_the_cheapest_place_and_removal_undoes_it(route: Route, number: int) -> None:
    if number in route.stops:
        return
    order = ORDERS[number]
    longer = TOOLS.insert(order, route, WAVE)
    cost = TOOLS.route_cost_eur(longer, WAVE)
    places = [Route((*route.stops[:k], number, *route.stops[k:])) for k in range(len(route.stops))]
    assert all(cost <= TOOLS.route_cost_eur(place, WAVE) for place in places)
    assert TOOLS.insertion_cost_eur(order, route, WAVE) == pytest.approx(
        TOOLS.removal_saving_eur(order, longer, WAVE)
    )


def test_must_go_means_that_the_next_wave_is_too_late_even_driving_directly() -> None:
    for order, entry in zip(ORDERS, ENTRIES, strict=True):
        assert order.must_go == (WATCH.direct_arrival_min(entry, NEXT) > entry.due_min)
        assert order.slack_min == pytest.approx(
            entry.due_min - TOOLS.timing(Route((order.number,)), WAVE).arrive_min[0]
            if TOOLS.timing(Route((order.number,)), WAVE).leave_min == NOW + CITY.loading_min
            else entry.due_min - WATCH.direct_arrival_min(entry, NOW)
        )
    last = WATCH.see(ENTRIES[0], NOW, None)
    assert last.must_go


def test_shares_and_expectations_are_what_they_say() -> None:
    route = Route((0, 1))
    load = ORDERS[0].quantity_units + ORDERS[1].quantity_units
    assert TOOLS.fill_share(route, WAVE) == load / CITY.kinds[0].capacity_units
    assert TOOLS.orders_to_come_near(ORDERS[0], WAVE, 1e6) == pytest.approx(WAVE.orders_to_come)
    assert TOOLS.orders_to_come_near(ORDERS[0], WAVE, 5.0) <= TOOLS.orders_to_come_near(
        ORDERS[0], WAVE, 15.0
    )
    assert TOOLS.least_slack_min(Route(()), WAVE) == math.inf
    assert TOOLS.cost_per_stop_eur(Route(()), WAVE) == 0.0
    alone = msgspec.structs.replace(WAVE, orders=ORDERS[:1])
    assert TOOLS.nearest_min(ORDERS[0], alone) == math.inf


def test_an_order_that_is_not_open_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        TOOLS.timing(Route((999,)), WAVE)
