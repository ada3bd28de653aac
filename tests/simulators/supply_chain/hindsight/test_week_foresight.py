"""Foresight of a week: what the referee bills, never worse than what is known, well chosen."""

import math
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ruleloop.domain import Plan, Trace
from simulators.supply_chain.bounds.week_floor import floor_of_week
from simulators.supply_chain.build import build_week
from simulators.supply_chain.hindsight import week_foresight as module
from simulators.supply_chain.hindsight.day_foresight import Foreseen
from simulators.supply_chain.hindsight.tour_choice import Limits, cheapest_tours
from simulators.supply_chain.hindsight.tour_costs import NEVER, TourCosts
from simulators.supply_chain.hindsight.tour_plan import put_together, taken_apart
from simulators.supply_chain.hindsight.tours import Course, Item, Tour
from simulators.supply_chain.hindsight.wave_times import MOST_WAVES, WaveTimes
from simulators.supply_chain.hindsight.week_foresight import foresight_of_week
from simulators.supply_chain.hindsight.week_plan import FollowWeek, decoded, executed_plan
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.simulate import simulate
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import rule_set
from tests.simulators.supply_chain.test_week_any_rules import ROUGH
from tests.simulators.supply_chain.wild import wild_rules
from tests.simulators.supply_chain.worlds import draws, play

WORLD = World(region=True, days=2, orders_per_day=30.0, sites=40)
WEEK = build_week(WORLD, draws(3))
CITY = describe_city(WEEK, WORLD)
Events = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS", 12)


@pytest.fixture(scope="module")
def executed() -> tuple[dict[str, float], Events]:
    return play(WORLD, rule_set("savings_one_wave"), 3)


def found(events: Events, best: Plan | Foreseen | None = None) -> Foreseen:
    return foresight_of_week(WORLD, WEEK, draws(3), events, best)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.3, 0.8, 1.0]))
def test_whatever_was_decided_can_be_read_from_the_trace_and_followed_to_the_cent(
    number: int, sanity: float
) -> None:
    measures, events = play(ROUGH, wild_rules(number, sanity), number)
    plan = executed_plan(events)
    again = simulate(ROUGH, draws(number), FollowWeek(decoded(plan.encoded())), Trace())
    assert again["total_eur"] == measures["total_eur"]
    assert again["distance_km"] == measures["distance_km"]


@pytest.mark.parametrize("name", ["nearest_neighbour", "split_and_mix", "hub_consolidation"])
def test_a_week_taken_apart_and_put_together_is_billed_as_its_tours_say(name: str) -> None:
    _, events = play(WORLD, rule_set(name), 3)
    whole = taken_apart(WEEK, CITY, executed_plan(events), events)
    waves = WaveTimes(whole.plan.design.waves_min)
    costs = TourCosts(WORLD, WEEK, CITY, draws(3), items=whole.items, waves=waves)
    whole = whole.with_fixed(lambda tour: costs.course(tour) is NEVER)
    plan = put_together(whole, costs, whole.tours)
    assert plan is not None
    trace = Trace(on=True)
    simulate(WORLD, draws(3), FollowWeek(plan), trace)
    trips = {tuple(e["stops"]): e for e in trace.events if e["kind"] == "trip"}
    differences = [
        trips[tuple(whole.items[k].order for k in stops)]["left_min"] - leave_min
        for tour in whole.tours
        for stops, leave_min in zip(tour.trips, costs.course(tour).leaves_min, strict=True)
    ]
    assert len(differences) >= 3
    assert sum(abs(minutes) < 1e-6 for minutes in differences) >= 0.8 * len(differences)


def test_foresight_improves_on_what_was_executed_and_stays_above_the_floor(
    executed: tuple[dict[str, float], Events],
) -> None:
    measures, events = executed
    best = found(events)
    floor = floor_of_week(
        WEEK, CITY, draws(3), travel_cv=WORLD.travel_cv, service_cv=WORLD.service_cv
    )
    assert floor < best.objective < 0.95 * measures["cost_per_unit_eur"]
    again = simulate(WORLD, draws(3), FollowWeek(decoded(best.plan)), Trace())
    assert again["cost_per_unit_eur"] == best.objective
    assert again["hours_broken"] == again["overloads"] == again["double_deliveries"] == 0.0


def test_foresight_is_only_ever_improved_and_searches_on_when_asked_again(
    executed: tuple[dict[str, float], Events],
) -> None:
    _, events = executed
    first = found(events)
    second = found(events, Plan(first.objective, first.plan))
    assert second.objective < first.objective
    _, others = play(WORLD, rule_set("everything_now"), 3)
    assert found(others, Plan(second.objective, second.plan)).objective <= second.objective


def test_foresight_is_a_function_of_its_arguments(
    executed: tuple[dict[str, float], Events],
) -> None:
    _, events = executed
    assert found(events) == found(events)


@pytest.mark.parametrize("number", range(2))
def test_foresight_of_a_week_of_wild_rules_is_no_worse_than_they_were(number: int) -> None:
    world = replace(ROUGH, days=2)
    measures, events = play(world, wild_rules(number), number)
    week = build_week(world, draws(number))
    best = foresight_of_week(world, week, draws(number), events)
    assert best.objective <= measures["cost_per_unit_eur"]


def item(number: int, spot_eur: float) -> Item:
    return Item(
        order=number,
        site=1,
        zone=0,
        units=1.0,
        is_whole=True,
        weight_kg=1.0,
        service_min=1.0,
        known_min=0.0,
        gone_min=0.0,
        windows=((0.0, 0.0),),
        is_business=True,
        absent_chance=0.0,
        spot_eur=spot_eur,
    )


pools = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.integers(0, 1),
        st.frozensets(st.integers(0, 4), min_size=1),
        st.integers(1, 60),
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(pools, st.lists(st.integers(0, 30), min_size=5, max_size=5), st.integers(0, 2))
def test_the_chosen_tours_are_the_cheapest_of_all_selections(
    drawn: list[tuple[int, int, frozenset[int], int]], spots: list[int], fleet: int
) -> None:
    items = [item(k, float(eur)) for k, eur in enumerate(spots)]
    pool = {
        Tour(day, kind, float(place), (tuple(sorted(held)),)): Course(float(eur))
        for place, (day, kind, held, eur) in enumerate(drawn)
    }
    limits = Limits(frozenset(range(5)), ((fleet, fleet), (fleet, fleet)), (2, 2))

    def saves_eur(tours: tuple[Tour, ...]) -> float:
        held = [k for tour in tours for k in tour.items]
        if len(set(held)) < len(held):
            return -math.inf
        for day in (0, 1):
            kinds = [tour.kind for tour in tours if tour.day == day]
            if len(kinds) > 2 or any(kinds.count(kind) > fleet for kind in (0, 1)):
                return -math.inf
        return sum(spots[k] for k in held) - sum(pool[tour].cost_eur for tour in tours)

    subsets = (c for size in range(len(pool) + 1) for c in combinations(pool, size))
    best = max(saves_eur(tours) for tours in subsets)
    assert saves_eur(cheapest_tours(pool, items, limits, ())) == pytest.approx(best)


@given(st.sets(st.integers(0, 1439).map(float), max_size=MOST_WAVES), st.floats(0.0, 8640.0))
def test_waves_keep_their_minutes_and_surround_every_moment(
    kept: set[float], minute: float
) -> None:
    waves = WaveTimes(kept)
    assert len(waves.of_day) == MOST_WAVES
    assert kept <= set(waves.of_day)
    assert waves.last_min(minute) <= minute <= waves.next_min(minute)
    assert waves.next_min(minute) - waves.last_min(minute) <= 1440.0
