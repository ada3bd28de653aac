"""No rules and no mishap make a driver break the law: a relief driver comes first."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.interface import (
    Event,
    EventAnswer,
    Route,
    Shift,
    Wave,
    WavePlan,
    WeekDesign,
)
from simulators.supply_chain.law.law import Clock, audit, limits_of
from simulators.supply_chain.week import Week
from tests.simulators.supply_chain.direct_rules import DirectRules, rule_set
from tests.simulators.supply_chain.driven import Driver
from tests.simulators.supply_chain.tiny_week import at_first, order, play_tiny, rules
from tests.simulators.supply_chain.tiny_week import week_of as tiny
from tests.simulators.supply_chain.week_trace import WeekTrace
from tests.simulators.supply_chain.wild import wild_rules
from tests.simulators.supply_chain.worlds import play, scenario_world

SCENARIOS = ("mittelstadt_week", "peak_city_week", "rural_week", "tight_fleet_week", "carbon_week")
ALL_DAY = (420.0, 1380.0)


def one_shift(kind: int, hours: float, *, start_min: float = 420.0, count: int = 1) -> Any:
    """A `design_week` of one line on Monday, with the wave of the others."""
    shift = Shift((0,), kind, count, start_min, hours)
    return lambda brief, city, tools: WeekDesign((shift,), (start_min,))


def loops(count: int, service_min: float) -> Week:
    """So many orders that one vehicle can carry, all day long."""
    wanted = [
        order(1 + k % 3, windows=(ALL_DAY,), quantity_units=2.0, service_min=service_min)
        for k in range(count)
    ]
    return tiny(*wanted)


def sent(count: int, **route: Any) -> Any:
    return at_first(Route(tuple(range(count)), **route))


def first_with_relief(week: Week, chosen: DirectRules, **parameters: float) -> WeekTrace:
    """The first of some replications in which a relief driver was called."""
    traces = (play_tiny(week, chosen, number=k, **parameters) for k in range(50))
    return next(trace for trace in traces if trace["relief"])


def test_a_breakdown_late_in_the_shift_brings_a_relief_driver_who_is_paid() -> None:
    chosen = rules(design_week=one_shift(0, 10.0), plan_wave=sent(4))
    trace = play_tiny(
        loops(4, 90.0), chosen, breakdowns_per_1000_h=1000.0, repair_min=120.0, repair_cv=0.0
    )
    (relief,) = trace["relief"]
    (shift,), (trip,) = trace["shift"], trace["trip"]
    assert trace.measures["relief_drivers"] == 1.0
    assert shift["ended_min"] == relief["at_min"] < trip["back_min"]
    wage_eur = 28.0 * (trip["back_min"] - relief["at_min"]) / 60.0
    assert relief["cost_eur"] == pytest.approx(250.0 + wage_eur, abs=0.01)


def test_who_cannot_finish_a_service_stops_in_the_middle_and_the_goods_are_delivered() -> None:
    chosen = rules(design_week=one_shift(0, 10.0), plan_wave=sent(1))
    trace = first_with_relief(loops(1, 300.0), chosen, service_cv=1.0)
    (relief,), (stop,), (trip,) = trace["relief"], trace["stop"], trace["trip"]
    assert stop["outcome"] == "delivered"
    assert relief["at_min"] == stop["begun_min"] + 45.0 + 360.0  # a break, then six hours of work
    assert stop["done_min"] > relief["at_min"] + 60.0
    assert trip["back_min"] == stop["done_min"] + 30.0


def test_nobody_drives_on_for_more_than_four_and_a_half_hours() -> None:
    week = tiny(order(1, windows=((800.0, 1380.0),)))
    week.travel_min[1, 0] = 220.0
    chosen = rules(design_week=one_shift(2, 12.0), plan_wave=sent(1, kind=2))
    trace = first_with_relief(week, chosen, travel_cv=0.3)
    (stop,), (relief,), home = trace["stop"], trace["relief"], trace["leg"][-1]
    assert stop["done_min"] <= relief["at_min"]  # it would have been the way home
    assert home["left_min"] == relief["at_min"] + 60.0


def test_a_way_out_that_turns_out_too_long_is_not_begun() -> None:
    week = tiny(order(1, windows=(ALL_DAY,)), order(2, windows=(ALL_DAY,)))
    week.travel_min[1, 2] = 250.0
    chosen = rules(design_week=one_shift(2, 12.0), plan_wave=sent(2, kind=2))
    for number in range(30):
        trace = play_tiny(week, chosen, number=number, travel_cv=0.3)
        legs = {(leg["i"], leg["j"]): leg["arrived_min"] - leg["left_min"] for leg in trace["leg"]}
        assert legs.get((1, 2), 0.0) <= 270.0
        if (1, 2) not in legs:
            break
    assert [event.kind for event in chosen.events if event.kind == "hours"]
    assert (1, 2) not in legs
    assert not trace["relief"]  # the driver turns round in time


def test_a_trunk_that_takes_too_long_to_unload_is_finished_by_somebody_else() -> None:
    def design(brief: Any, city: Any, tools: Any) -> WeekDesign:
        hub = Shift((0,), 0, 1, 420.0, 10.0, from_hub=True)
        return WeekDesign((hub, Shift((0,), 1, 1, 420.0, 10.0)), (420.0,))

    week = tiny(order(1, windows=(ALL_DAY,)))
    route = Route((0,), from_hub=True, kind=0)
    chosen = rules(design_week=design, plan_wave=at_first(route))
    trace = play_tiny(week, chosen, hub_min=400.0)
    assert {trip["purpose"] for trip in trace["trip"]} <= {"trunk", "delivery"}
    assert len(trace["relief"]) == 1  # more than six hours without a break


@pytest.mark.parametrize(("start_min", "may"), [(300.0, False), (500.0, True)])
def test_a_rescue_for_which_no_hours_are_left_is_illegal_and_not_proposed(
    start_min: float, *, may: bool
) -> None:
    proposed: list[int] = []

    def design(brief: Any, city: Any, tools: Any) -> WeekDesign:
        shifts = (Shift((0,), 0, 1, start_min, 10.0), Shift((0,), 0, 1, 840.0, 8.0))
        return WeekDesign(shifts, (840.0,))

    def save(event: Event, city: Any, tools: Any) -> EventAnswer:
        if event.site == 0:
            return EventAnswer()
        proposed.append(tools.rescuer(event))
        return EventAnswer(rescue_vehicle=0 if len(proposed) == 1 else -1)

    def plan(wave: Wave, city: Any, tools: Any) -> WavePlan:
        return WavePlan((Route((0, 1), vehicle=1),) if wave.orders else ())

    chosen = rules(
        design_week=design,
        plan_wave=plan,
        on_event=save,
    )
    trace = play_tiny(loops(2, 10.0), chosen, breakdowns_per_1000_h=1000.0, repair_min=20.0)
    purposes = {trip["purpose"] for trip in trace["trip"]}
    assert proposed[0] == (0 if may else -1)
    assert purposes == ({"delivery", "rescue"} if may else {"delivery"})
    assert (trace.measures["illegal_share"] == 0.0) is may


def test_a_stand_of_nine_hours_is_a_daily_rest_and_ends_the_shift() -> None:
    clock = Clock(limits=limits_of(3.5))
    clock.begin(360.0)
    clock.work_until(400.0)
    clock.break_until(400.0 + 539.0)
    assert clock.may_return(10.0)
    clock.break_until(400.0 + 540.0)
    assert clock.work_room_min() == 0.0
    assert not clock.may_return(10.0)
    clock.begin(1440.0)
    assert clock.may_return(10.0)


def evening() -> Driver:
    """A truck driver at 23 h who has worked for eleven hours, with his breaks."""
    driver = Driver(Clock(limits=limits_of(12.0)), gross_t=12.0)
    driver.clock.begin(675.0)
    for work_min in (300.0, 200.0, 160.0):
        driver.go(0.0, work_min)
    assert driver.clock.now_min == 23 * 60.0
    return driver


def test_more_than_ten_hours_are_lawful_until_midnight_and_no_overrun_goes_on_into_the_night() -> (
    None
):
    assert evening().clock.may_return(60.0)
    assert not evening().clock.may_return(61.0)
    driver = evening()
    driver.go(61.0, 0.0)
    assert [breach.article for breach in audit(driver.log, limits_of(12.0))] == ["2002/15 art. 7"]


@pytest.mark.parametrize(("start_h", "may"), [(6.0, True), (4.0, False)])
def test_the_overrun_of_an_hour_is_for_the_way_home_as_a_whole(
    start_h: float, *, may: bool
) -> None:
    clock = Clock(limits=limits_of(3.5))
    clock.begin(start_h * 60.0)
    clock.work_until(clock.now_min + 300.0)
    clock.break_until(clock.now_min + 45.0)
    clock.work_until(clock.now_min + (240.0 if may else 290.0))
    assert not clock.fits(((75.0, 0.0),))
    assert clock.may_return(75.0) is may
    assert clock.work_room_min() == pytest.approx(60.0 if may else 10.0)


SHIPPED = ("baseline", "nearest_neighbour", "everything_now", "savings_one_wave")


def _rules(name: str, number: int) -> DirectRules:
    return wild_rules(number) if name == "wild" else rule_set(name)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from(SCENARIOS),
    st.sampled_from(("wild", "wild", *SHIPPED)),
    st.fixed_dictionaries({
        "breakdowns_per_1000_h": st.sampled_from([1.5, 80.0, 400.0]),
        "repair_min": st.sampled_from([75.0, 400.0]),
        "travel_cv": st.sampled_from([0.15, 0.6, 2.0]),
        "service_cv": st.sampled_from([0.35, 1.0, 2.0]),
        "rural_km": st.sampled_from([30.0, 60.0, 120.0, 200.0]),
        "speed_kmh": st.sampled_from([15.0, 30.0]),
        "drivers": st.sampled_from([3, 18]),
        "days": st.sampled_from([1, 2, 3]),
        "orders_per_day": st.sampled_from([20.0, 40.0]),
        "urgent_share": st.sampled_from([0.04, 0.3]),
    }),
)  # fmt: skip
def test_no_driver_ever_breaks_the_law(
    number: int, scenario: str, rules_name: str, rough: dict[str, Any]
) -> None:
    world = msgspec.structs.replace(scenario_world(scenario, number), sites=60, **rough)
    measures, _ = play(world, _rules(rules_name, number), number)
    assert measures["hours_broken"] == 0.0


def test_the_week_in_which_a_late_break_made_a_way_home_night_work() -> None:
    measures, _ = play(scenario_world("rural_week", 1), rule_set("scenario_consensus"), 1)
    assert measures["hours_broken"] == 0.0
