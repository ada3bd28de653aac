"""Whatever rules answer, a week keeps its balance, its law and its places."""

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.build import build_week
from simulators.supply_chain.interface import City, Route, Tools, Wave, WavePlan
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.week_trace import WeekTrace
from tests.simulators.supply_chain.wild import wild_rules
from tests.simulators.supply_chain.worlds import draws, play

ROUGH = World(
    region=True,
    days=3,
    orders_per_day=30.0,
    sites=60,
    breakdowns_per_1000_h=80.0,
    cancelled_share=0.1,
    absent_share=0.25,
    urgent_share=0.1,
    large_share=0.25,
    e_van_battery_kwh=12.0,
    residential_night_drops=1,
)


def played(world: World, number: int, rules: Any) -> WeekTrace:
    """One week with these rules."""
    _, events = play(world, rules, number)
    week = build_week(world, draws(number))
    return WeekTrace(world, week, describe_city(week, world), events)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([0.3, 0.8, 1.0]),
    st.fixed_dictionaries({
        "driving_law": st.booleans(),
        "hub": st.booleans(),
        "days": st.sampled_from([1, 3, 6]),
        "old_town_zero_emission": st.booleans(),
        "travel_cv": st.sampled_from([0.0, 0.15, 0.6]),
        "drivers": st.sampled_from([3, 18]),
        "rural_km": st.sampled_from([20.0, 60.0]),
    }),
)  # fmt: skip
def test_a_week_keeps_its_balance_whatever_rules_answer(
    number: int, sanity: float, parameters: dict[str, Any]
) -> None:
    world = msgspec.structs.replace(ROUGH, **parameters)
    played(world, number, wild_rules(number, sanity)).check_all()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_tools_know_beforehand_what_the_referee_refuses(number: int) -> None:
    chosen = wild_rules(number)
    plan_wave = chosen._module.plan_wave
    expected: list[tuple[Route, bool]] = []

    def first_only(wave: Wave, city: City, tools: Tools) -> WavePlan:
        routes = [r for r in plan_wave(wave, city, tools).routes if not r.from_hub][:1]
        expected.extend((route, not tools.faults(route, wave)) for route in routes)
        return WavePlan(tuple(routes))

    chosen._module.plan_wave = first_only  # type: ignore[attr-defined] # a module made on the spot
    waves = played(ROUGH, number, chosen)["wave"]
    judged = [wave for wave in waves if wave["refused"] or wave["sent"]]
    for (route, is_legal), wave in zip(expected, judged, strict=True):
        assert (wave["refused"] != [list(route.stops)]) == is_legal
