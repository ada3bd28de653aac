"""Orders that are stored at the cross-dock: brought, paid, counted and judged like all else."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ruleloop.domain import Trace
from simulators.supply_chain.hindsight.week_plan import FollowWeek, decoded, executed_plan
from simulators.supply_chain.interface import Haul, Route, Shift, WavePlan, WeekDesign, Zone
from simulators.supply_chain.simulate import simulate
from simulators.supply_chain.week import Week
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import DirectRules, rule_set
from tests.simulators.supply_chain.test_week_any_rules import ROUGH, played
from tests.simulators.supply_chain.tiny_week import TRUCK, order, play_tiny, rules, week_of
from tests.simulators.supply_chain.week_trace import WeekTrace
from tests.simulators.supply_chain.wild import wild_rules
from tests.simulators.supply_chain.worlds import draws, play

HUB, TRUCK_KIND, EVENING_MIN, MORNING_MIN = 5, 2, 1200.0, 1860.0
TUESDAY = (1900.0, 2520.0)
SHIFTS = (
    Shift((0,), TRUCK_KIND, 1, 1200.0, 6.0),
    Shift((1,), 0, 1, 420.0, 8.0, from_hub=True),
    Shift((1,), 0, 1, 420.0, 8.0),
)
WAVES_MIN = (420.0, 440.0, 600.0, 1200.0, 1230.0)


def evening(*hauls: Haul, morning: Sequence[Route] = (), at_min: float = MORNING_MIN) -> Any:
    """Rules that haul on Monday evening and send routes at a wave of Tuesday."""

    def plan_wave(wave: Any, city: Any, tools: Any) -> WavePlan:
        if wave.now_min == EVENING_MIN:
            return WavePlan((), hauls)
        return WavePlan(tuple(morning) if wave.now_min == at_min else ())

    return plan_wave


def night_rules(plan_wave: Any, shifts: tuple[Shift, ...] = SHIFTS) -> DirectRules:
    """A truck on Monday evening, two vans on Tuesday: one at the cross-dock, one at the depot."""
    return rules(
        design_week=lambda brief, city, tools: WeekDesign(shifts, WAVES_MIN), plan_wave=plan_wave
    )


def tomorrow(site: int = 1, **fields: Any) -> Any:
    """An order that is known on the eve and wanted on Tuesday."""
    return order(site, **{"windows": (TUESDAY,), **fields})


def _cents(trace: WeekTrace, part: str) -> int:
    exact: float = trace.measures[f"{part}_per_unit_eur"] * trace.measures["ordered_units"]
    return round(100.0 * exact)


def _refused(trace: WeekTrace) -> float:
    return float(trace.measures["illegal_share"])


def test_what_was_stored_in_the_evening_leaves_in_the_morning_as_soon_as_it_is_loaded() -> None:
    plan = evening(Haul((0, 1)), morning=[Route((0, 1), from_hub=True)])
    trace = play_tiny(week_of(tomorrow(), tomorrow(2)), night_rules(plan))
    trunk, delivery = trace["trip"]
    assert (trunk["purpose"], trunk["left_min"], trunk["back_min"]) == ("trunk", 1210.0, 1300.0)
    assert (delivery["base"], delivery["left_min"]) == (HUB, 1870.0)  # ten minutes of loading
    assert len(trace["trip"]) == 2  # no trunk runs in the morning
    assert trace.measures["on_time_share"] == trace.measures["hub_share"] == 1.0


def test_a_haul_pays_its_driver_the_night_the_way_and_the_handling_to_the_cent() -> None:
    plan = evening(Haul((0, 1)), morning=[Route((0, 1), from_hub=True)])
    week = week_of(tomorrow(), tomorrow(2))
    trace = play_tiny(week, night_rules(plan))
    shift = next(shift for shift in trace["shift"] if shift["vehicle_kind"] == TRUCK_KIND)
    worked_min = 1200.0 + 6 * 60.0 - 1200.0  # waiting at the depot is work
    wage_cents = round(100 * 33.0 * 6.0)
    assert shift["night_min"] == worked_min
    deep_min = 1560.0 - 1440.0
    premium = 100 * 33.0 / 60.0 * 0.78 * 0.25 * (worked_min + 0.6 * deep_min)
    assert round(100 * shift["cost_eur"]) == wage_cents + round(premium)
    trunk = trace["trip"][0]
    assert trunk["km"] == 40.0
    assert round(100 * trunk["cost_eur"]) == round(100 * 40.0 * TRUCK.wear_eur_per_km)
    assert _cents(trace, "hub") == round(100 * 20.0 * trace.world.hub_eur_per_unit)
    assert _cents(trace, "vehicles") == round(100 * (TRUCK.fixed_eur_per_day + 45.0))


def test_an_order_is_stored_only_once_a_vehicle_has_brought_it() -> None:
    chosen = night_rules(evening(Haul((0,))))
    play_tiny(week_of(tomorrow()), chosen)
    seen = {wave.now_min: [order.at_hub for order in wave.orders] for wave in chosen.seen}
    assert (seen[1200.0], seen[1230.0], seen[1860.0]) == ([False], [], [True])


def test_goods_on_their_way_cannot_be_delivered_yet() -> None:
    shifts = (*SHIFTS[1:], Shift((1,), TRUCK_KIND, 1, 420.0, 8.0))

    def plan_wave(wave: Any, city: Any, tools: Any) -> WavePlan:
        if wave.now_min == MORNING_MIN:
            return WavePlan((), (Haul((0,), kind=TRUCK_KIND),))
        return WavePlan((Route((0,), from_hub=True),) if wave.now_min == 1880.0 else ())

    trace = play_tiny(week_of(tomorrow()), night_rules(plan_wave, shifts))
    assert _refused(trace) > 0.0
    assert [trip["purpose"] for trip in trace["trip"]] == ["trunk"]
    assert [spot["order"] for spot in trace["spot"]] == [0]


def test_orders_that_are_not_known_yet_cannot_ride() -> None:
    plan = evening(Haul((0, 1)), morning=[Route((0,), from_hub=True)])
    trace = play_tiny(week_of(tomorrow(), tomorrow(2, known_min=1201.0)), night_rules(plan))
    assert not trace["haul"]
    assert _refused(trace) > 0.0


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(Haul((0, 0)), id="one order twice"),
        pytest.param(Haul((9,)), id="no such order"),
        pytest.param(Haul((0, 2)), id="more than the truck holds"),
        pytest.param(Haul((3,)), id="heavier than the truck may be"),
        pytest.param(Haul((4,)), id="an order that may be split"),
        pytest.param(Haul((0,), kind=0), id="a class without a driver on duty"),
        pytest.param(Haul((0,), vehicle=0), id="a vehicle without a driver on duty"),
        pytest.param(Haul((0,), kind=7), id="no such class"),
    ],
)
def test_a_haul_that_the_observation_refutes_stays_and_is_counted(wrong: Haul) -> None:
    week = week_of(
        tomorrow(),
        tomorrow(2),
        tomorrow(3, quantity_units=175.0),
        tomorrow(3, weight_kg=9001.0),
        tomorrow(3, may_split=True),
    )
    trace = play_tiny(week, night_rules(evening(wrong)))
    assert not trace["haul"]
    assert _refused(trace) > 0.0


def test_one_order_is_not_hauled_and_delivered_at_one_wave() -> None:
    shifts = (Shift((0,), 0, 2, 420.0, 8.0),)
    plan = lambda wave, city, tools: (  # noqa: E731 -- as short as the rule it stands for
        WavePlan((Route((0,)),), (Haul((0,)),)) if wave.now_min == 420.0 else WavePlan()
    )
    trace = play_tiny(week_of(order()), night_rules(plan, shifts))
    assert not trace["haul"]
    assert trace.measures["double_deliveries"] == 1.0
    assert trace.measures["on_time_share"] == 1.0


def test_a_stored_order_cannot_leave_from_the_depot_nor_be_hauled_again() -> None:
    for again in (WavePlan((Route((0,)),)), WavePlan((), (Haul((0,)),))):
        plan = evening(Haul((0,)))
        chosen = night_rules(
            lambda wave, city, tools, plan=plan, again=again: (
                again if wave.now_min == MORNING_MIN else plan(wave, city, tools)
            )
        )
        trace = play_tiny(week_of(tomorrow()), chosen)
        assert len(trace["haul"]) == len(trace["trip"]) == 1
        assert _refused(trace) > 0.0


def test_a_driver_without_hours_for_the_way_back_does_not_haul() -> None:
    travel = week_of().travel_min * 11.0  # 330 minutes there, as many back
    week = week_of(tomorrow(), travel_min=travel, distance_km=travel)
    trace = play_tiny(week, night_rules(evening(Haul((0,)))))
    assert not trace["haul"]
    assert trace.measures["barred"] == 1.0


@pytest.mark.parametrize(("cap", "runs"), [(0, 0), (1, 1), (2, 2)])
def test_unloading_by_night_counts_against_the_noise_that_the_zone_bears(
    cap: int, runs: int
) -> None:
    shifts = (Shift((0,), 0, 2, 1320.0, 6.0), *SHIFTS[1:2])
    week = week_of(
        tomorrow(), tomorrow(2), zones=(Zone("city", night_drops=cap), week_of().zones[1])
    )
    chosen = rules(
        design_week=lambda brief, city, tools: WeekDesign(shifts, (1320.0,)),
        plan_wave=lambda wave, city, tools: WavePlan((), (Haul((0,)), Haul((1,)))),
    )
    trace = play_tiny(week, chosen)
    assert len(trace["haul"]) == runs
    assert trace.measures["barred"] >= float(runs < 2)


def test_a_zone_that_is_closed_takes_no_haul_in() -> None:
    zones = (Zone("city", open_min=360.0, close_min=1200.0), week_of().zones[1])
    trace = play_tiny(week_of(tomorrow(), zones=zones), night_rules(evening(Haul((0,)))))
    assert not trace["haul"]


def test_stored_goods_wait_for_a_driver_whose_shift_has_begun() -> None:
    plan = evening(Haul((0,)), morning=[Route((0,), from_hub=True)], at_min=2040.0)
    late = Shift((1,), 0, 1, 601.0, 8.0, from_hub=True)
    trace = play_tiny(week_of(tomorrow()), night_rules(plan, (SHIFTS[0], late)))
    assert [trip["purpose"] for trip in trace["trip"]] == ["trunk"]
    assert _refused(trace) > 0.0


def test_one_route_may_take_what_is_stored_and_what_a_trunk_brings() -> None:
    plan = evening(Haul((0,)), morning=[Route((0, 1), from_hub=True)])
    week = week_of(tomorrow(), tomorrow(2, known_min=1500.0))
    trace = play_tiny(week, night_rules(plan))
    assert [trip["purpose"] for trip in trace["trip"]].count("trunk") == 2
    assert trace.measures["on_time_share"] == 1.0
    assert _cents(trace, "hub") == round(100 * 20.0 * trace.world.hub_eur_per_unit)  # once each


def test_whoever_is_out_gets_the_order_from_the_store_again_without_another_run() -> None:
    plan = evening(Haul((0,)), morning=[Route((0,), from_hub=True)])
    week = week_of(tomorrow(absent_chance=1.0, is_business=False))
    chosen = night_rules(plan)
    trace = play_tiny(week, chosen)
    assert [stop["outcome"] for stop in trace["stop"]] == ["absent"]
    assert chosen.seen[-1].orders[0].at_hub
    assert [trip["purpose"] for trip in trace["trip"]] == ["trunk", "delivery"]


def test_an_order_that_is_given_up_on_the_way_is_not_delivered() -> None:
    plan = evening(Haul((0, 1)), morning=[Route((0,), from_hub=True), Route((1,), from_hub=True)])
    week = week_of(tomorrow(cancelled_min=1215.0), tomorrow(2))
    trace = play_tiny(week, night_rules(plan))
    assert [stop["order"] for stop in trace["stop"]] == [1]
    assert not trace["spot"]


def test_what_stays_in_the_store_is_bought_from_the_spot_carrier_as_from_the_depot() -> None:
    stored = play_tiny(week_of(tomorrow()), night_rules(evening(Haul((0,)))))
    left = play_tiny(week_of(tomorrow()), night_rules(evening()))
    assert stored["spot"][0]["cost_eur"] == left["spot"][0]["cost_eur"]


def test_without_a_cross_dock_nothing_is_hauled() -> None:
    shifts = (SHIFTS[0],)
    trace = play_tiny(week_of(tomorrow(), hub=-1), night_rules(evening(Haul((0,))), shifts))
    assert not trace["haul"]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.3, 0.8, 1.0]), st.sampled_from([1, 3]))
def test_a_week_with_hauls_keeps_its_balance_and_can_be_followed_to_the_cent(
    number: int, sanity: float, days: int
) -> None:
    world = replace(ROUGH, days=days)
    trace = played(world, number, wild_rules(number, sanity, hauls=0.9))
    trace.check_all()
    capacity = {v: world_kind(trace.week, v).capacity_units for v in range(sum(trace.week.fleet))}
    assert all(e["units"] <= capacity[e["vehicle"]] * (1 + 1e-9) for e in trace["haul"])
    measures, events = play(world, wild_rules(number, sanity, hauls=0.9), number)
    plan = decoded(executed_plan(events).encoded())
    again = simulate(world, draws(number), FollowWeek(plan), Trace())
    assert again["total_eur"] == measures["total_eur"]


def world_kind(week: Week, vehicle: int) -> Any:
    """The class of a vehicle, by its number."""
    numbers = [kind for kind, count in enumerate(week.fleet) for _ in range(count)]
    return week.kinds[numbers[vehicle]]


@pytest.mark.parametrize(("number", "total_eur"), [(3, 10181.75), (5, 14162.3)])
def test_any_rules_that_store_nothing_play_to_the_cent_as_before_there_was_a_store(
    number: int, total_eur: float
) -> None:
    assert play(ROUGH, wild_rules(number), number)[0]["total_eur"] == total_eur


@pytest.mark.parametrize(
    ("name", "total_eur"),
    [("savings_one_wave", 6242.26), ("nearest_neighbour", 5731.2)],
)
def test_rule_sets_that_store_nothing_play_to_the_cent_as_before(
    name: str, total_eur: float
) -> None:
    world = World(region=True, days=2, orders_per_day=60.0)
    assert play(world, rule_set(name), 5)[0]["total_eur"] == total_eur
