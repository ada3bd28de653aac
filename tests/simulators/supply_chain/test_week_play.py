"""A tiny week: what happens, when, and what it costs, worked out by hand."""

import math
from typing import Any

import pytest

from simulators.supply_chain.interface import (
    Event,
    EventAnswer,
    OrderAnswer,
    Route,
    Shift,
    WavePlan,
    WeekDesign,
)
from simulators.supply_chain.week import Offer
from tests.simulators.supply_chain.tiny_week import (
    DAY,
    NIGHT,
    SHIFTS,
    at_first,
    order,
    play_tiny,
    rules,
    week_of,
)

TUESDAY = (1920.0, 2520.0)


def _cents(trace: Any, part: str) -> int:
    cents: int = trace._cents(part)
    return cents


def test_one_trip_takes_and_costs_what_pencil_and_paper_say() -> None:
    trace = play_tiny(week_of(order(1), order(2)), rules(plan_wave=at_first(Route((0, 1)))))
    (trip,) = trace["trip"]
    # waiting at the depot is no better than at the door: it leaves so that it is there at 8 h
    assert trip["loading_from_min"] + 10.0 == trip["left_min"] == 450.0
    assert [stop["begun_min"] for stop in trace["stop"]] == [480.0, 520.0]
    assert trip["back_min"] == 560.0
    assert trip["km"] == pytest.approx(60.0)
    assert _cents(trace, "distance") == round(100 * 60 * 0.12)
    assert _cents(trace, "vehicles") == 4500
    # three vans and a truck, two days of eight hours each, are paid whether they drive or not
    assert _cents(trace, "driver") == 2 * 8 * (3 * 2800 + 3300)
    assert trace.measures["on_time_share"] == 1.0


def test_rules_are_asked_once_about_every_order_and_at_every_wave_of_their_timetable() -> None:
    chosen = rules()
    week = week_of(order(1), order(2, known_min=500.0), order(3, known_min=500.0))
    play_tiny(week, chosen)
    assert [new.order.number for new in chosen.orders] == [0, 1, 2]
    assert [new.now_min for new in chosen.orders] == [0.0, 500.0, 500.0]
    assert [wave.now_min for wave in chosen.seen] == [420.0, 600.0, 1860.0, 2040.0]
    assert [len(wave.orders) for wave in chosen.seen] == [1, 3, 0, 0]  # past due on Tuesday
    assert [wave.waves_left for wave in chosen.seen] == [1, 0, 1, 0]
    assert [wave.is_last_wave for wave in chosen.seen] == [False, False, False, True]


def test_an_order_past_its_last_window_goes_to_the_spot_carrier_and_a_refused_one_at_once() -> None:
    def on_order(new: Any, city: Any, tools: Any) -> OrderAnswer:
        return OrderAnswer(is_accepted=new.order.number != 1)

    week = week_of(order(1), order(2), order(3, windows=((2900.0, 4000.0),)))
    trace = play_tiny(week, rules(on_order=on_order))
    assert {e["order"]: e["why"] for e in trace["spot"]} == {0: "due", 1: "refused", 2: "end"}
    assert trace.measures["spot_share"] == 1.0


@pytest.mark.parametrize(
    ("left", "windows", "known_min"),
    [
        (10.0, ((1920.0, 2520.0), (3360.0, 3960.0)), 0.0),  # could have come on Tuesday
        (0.0, ((3360.0, 3960.0),), 0.0),  # wanted next week only
        (0.0, ((1920.0, 2520.0), (3360.0, 3960.0)), 2500.0),  # known too late for Tuesday
    ],
)
def test_what_is_left_for_next_week_is_what_could_have_come_in_this_one(
    left: float, windows: tuple[tuple[float, float], ...], known_min: float
) -> None:
    week = week_of(order(1), order(2, windows=windows, known_min=known_min))
    trace = play_tiny(week, rules())
    assert trace.measures["backlog_growth_units"] == pytest.approx(left - 0.08 * 20.0 / 2)


def test_what_was_tried_in_vain_is_not_counted_as_left() -> None:
    week = week_of(order(1, absent_chance=1.0, is_business=False, windows=(TUESDAY,)))
    chosen = rules(
        plan_wave=lambda wave, city, tools: WavePlan(tuple(Route((o.number,)) for o in wave.orders))
    )
    trace = play_tiny(week, chosen, evening_absent_share=1.0, again_absent_share=1.0)
    assert trace["spot"][0]["why"] == "end"
    assert trace.measures["backlog_growth_units"] < 0.0


def test_an_order_may_be_split_and_each_part_pays_its_stop() -> None:
    week = week_of(order(1, quantity_units=60.0, service_min=40.0, may_split=True))
    routes = (Route((0,), kind=0, units=(30.0,)), Route((0,), kind=0, units=(30.0,)))
    trace = play_tiny(week, rules(plan_wave=at_first(*routes)))
    assert [stop["units"] for stop in trace["stop"]] == [30.0, 30.0]
    minutes = [stop["done_min"] - stop["begun_min"] for stop in trace["stop"]]
    assert minutes == [4.0 + 36.0 / 2.0] * 2  # of the 40, 4 are the stop
    assert trace.measures["on_time_share"] == trace.measures["split_share"] == 1.0


def test_more_of_an_order_than_there_is_never_leaves() -> None:
    week = week_of(order(1, quantity_units=60.0, may_split=True))
    routes = (Route((0,), kind=0, units=(40.0,)), Route((0,), kind=0, units=(40.0,)))
    trace = play_tiny(week, rules(plan_wave=at_first(*routes)))
    assert trace.measures["double_deliveries"] == 1.0
    assert len(trace["stop"]) == 1


def test_hub_routes_wait_for_the_trunk_that_the_smallest_able_vehicle_drives() -> None:
    def design(brief: Any, city: Any, tools: Any) -> WeekDesign:
        hub = Shift((0,), 0, 1, 420.0, 8.0, from_hub=True)
        return WeekDesign((hub, Shift((0,), 0, 1, 420.0, 8.0), *SHIFTS[1:]), (420.0,))

    route = Route((0, 1), from_hub=True)
    week = week_of(order(1), order(2))
    trace = play_tiny(week, rules(design_week=design, plan_wave=at_first(route)))
    trips = {trip["purpose"]: trip for trip in trace["trip"]}
    assert trips["trunk"]["left_min"] == 430.0
    assert trips["trunk"]["back_min"] == 430.0 + 30.0 + 30.0 + 30.0  # there, unloading, back
    assert trips["trunk"]["vehicle"] == 1  # the van that stands at the depot
    assert trips["delivery"]["left_min"] == 490.0  # unloaded and loaded
    assert trips["delivery"]["base"] == 5
    assert trace.measures["hub_share"] == 1.0
    assert _cents(trace, "hub") == round(100 * 20 * 0.25)


@pytest.mark.parametrize(("start_min", "is_sent"), [(480.0, True), (481.0, False)])
def test_a_shift_at_the_hub_need_not_have_begun_before_the_trunk_brings_its_goods(
    start_min: float, is_sent: bool
) -> None:
    def design(brief: Any, city: Any, tools: Any) -> WeekDesign:
        hub = Shift((0,), 0, 1, start_min, 8.0, from_hub=True)
        return WeekDesign((hub, Shift((0,), 0, 1, 420.0, 8.0)), (420.0,))

    chosen = rules(design_week=design, plan_wave=at_first(Route((0,), from_hub=True)))
    trace = play_tiny(week_of(order(1, windows=(DAY, TUESDAY))), chosen)
    seen = {vehicle.base: vehicle for vehicle in chosen.seen[0].vehicles}
    assert (5 in seen) == is_sent  # loading begins at 480, after 10 + 30 + 20 minutes
    assert len(trace["trip"]) == 2 * is_sent
    if is_sent:
        assert seen[5].begins_min == start_min
        shift = next(shift for shift in trace["shift"] if shift["base"] == 5)
        assert (shift["begun_min"], shift["overtime_min"]) == (480.0, 0.0)
        assert shift["paid_min"] == 480.0


def test_a_vehicle_whose_shift_is_to_begin_rescues_nobody() -> None:
    def design(brief: Any, city: Any, tools: Any) -> WeekDesign:
        hub = Shift((0,), 0, 1, 480.0, 8.0, from_hub=True)
        return WeekDesign((hub, Shift((0,), 0, 1, 420.0, 8.0)), (420.0,))

    chosen = rules(
        design_week=design,
        plan_wave=at_first(Route((0,))),
        on_event=lambda event, city, tools: EventAnswer(rescue_vehicle=1),
    )
    trace = play_tiny(week_of(order(1)), chosen, breakdowns_per_1000_h=1000.0)
    assert [v.number for v in chosen.events[0].wave.vehicles if v.begins_min > 0.0] == [1]
    assert [trip["purpose"] for trip in trace["trip"]] == ["delivery"]


def test_without_a_vehicle_for_the_trunk_hub_routes_stay() -> None:
    def design(brief: Any, city: Any, tools: Any) -> WeekDesign:
        return WeekDesign((Shift((0,), 0, 1, 420.0, 8.0, from_hub=True),), (420.0,))

    chosen = rules(design_week=design, plan_wave=at_first(Route((0,), from_hub=True)))
    trace = play_tiny(week_of(order(1)), chosen)
    assert trace["wave"][0]["refused"] == [[0]]
    assert not trace["trip"]


def test_a_customer_who_is_out_costs_a_fee_and_the_order_is_open_again_at_base() -> None:
    chosen = rules(
        plan_wave=lambda wave, city, tools: WavePlan(tuple(Route((o.number,)) for o in wave.orders))
    )
    week = week_of(order(1, absent_chance=1.0, windows=(DAY, TUESDAY), is_business=False))
    trace = play_tiny(week, chosen)
    assert trace["stop"][0]["outcome"] == "absent"
    assert chosen.events[0].kind == "failed"
    assert [len(wave.orders) for wave in chosen.seen][:2] == [1, 1]
    assert chosen.seen[1].orders[0].attempts == 1
    assert _cents(trace, "failed") == 500 * sum(s["outcome"] == "absent" for s in trace["stop"])
    assert trace.measures["first_attempt_share"] == 0.0


def test_a_customer_who_was_out_is_tried_again_in_the_same_hours_of_the_next_day() -> None:
    chosen = rules(plan_wave=at_first(Route((0,))))
    trace = play_tiny(week_of(order(1, absent_chance=1.0, is_business=False)), chosen)
    assert trace["stop"][0]["outcome"] == "absent"
    tuesday = chosen.seen[2].orders[0]
    assert (tuesday.open_min, tuesday.close_min) == (1440.0 + DAY[0], 1440.0 + DAY[1])
    assert trace["spot"][0]["why"] == "due"  # nobody tried


def test_who_would_come_to_the_old_town_after_eleven_is_not_sent() -> None:
    week = week_of(order(3, service_min=160.0), order(4, windows=(DAY, TUESDAY)))
    trace = play_tiny(week, rules(plan_wave=at_first(Route((0, 1)))))
    assert trace.measures["barred"] == 1.0


def test_who_comes_to_the_old_town_after_eleven_is_turned_away_and_may_try_again() -> None:
    week = week_of(order(3, service_min=140.0), order(4, windows=(DAY, TUESDAY)))
    chosen = rules(plan_wave=at_first(Route((0, 1))))
    trace = play_tiny(week, chosen, service_cv=0.5)
    first, second = trace["stop"]
    assert first["done_min"] - first["begun_min"] > 160.0  # unforeseen
    assert second["outcome"] == "closed"
    assert [e.kind for e in chosen.events] == ["delay", "failed"]
    assert chosen.seen[2].orders[0].attempts == 1


def test_a_truck_may_not_enter_the_old_town_and_a_van_takes_its_place_when_asked() -> None:
    week = week_of(order(4, quantity_units=10.0))
    trace = play_tiny(week, rules(plan_wave=at_first(Route((0,), kind=2))))
    assert trace.measures["barred"] == 1.0
    assert not [trip for trip in trace["trip"] if trip["vehicle"] == 3]


def test_by_night_only_sites_with_staff_are_served_and_only_as_many_as_the_zone_bears() -> None:
    def design(brief: Any, city: Any, tools: Any) -> WeekDesign:
        return WeekDesign((Shift((0,), 0, 2, 1260.0, 8.0),), (1320.0,))

    def all_alone(wave: Any, city: Any, tools: Any) -> WavePlan:
        return WavePlan(tuple(Route((o.number,)) for o in wave.orders))

    nightly = {"windows": (NIGHT, TUESDAY)}
    week = week_of(order(1, **nightly), order(2, **nightly), order(3, windows=(DAY, TUESDAY)))
    trace = play_tiny(week, rules(design_week=design, plan_wave=all_alone))
    assert trace.measures["night_drops"] == 1.0  # the second would be one too many
    assert trace.measures["barred"] == 2.0  # and the third has no staff
    assert _cents(trace, "night") > 0


def test_an_electric_van_goes_no_farther_than_its_battery() -> None:
    far = Route((0, 1), kind=1)  # 60 km at 0.3 kWh are more than 15 kWh
    trace = play_tiny(week_of(order(1), order(2)), rules(plan_wave=at_first(far)))
    assert trace.measures["barred"] == 1.0
    near = play_tiny(week_of(order(1)), rules(plan_wave=at_first(Route((0,), kind=1))))
    assert sum(leg["energy"] for leg in near["leg"]) == pytest.approx(12.0 * 1.0, rel=0.5)
    assert near.measures["barred"] == 0.0


def test_a_day_of_work_has_its_break_and_ends_in_time() -> None:
    orders = [order(1 + k % 3, service_min=50.0, quantity_units=4.0) for k in range(8)]
    trace = play_tiny(week_of(*orders), rules(plan_wave=at_first(Route(tuple(range(6)), kind=0))))
    assert sum(e["to_min"] - e["from_min"] for e in trace["break"] if e["vehicle"] == 0) >= 30.0
    over = play_tiny(week_of(*orders), rules(plan_wave=at_first(Route(tuple(range(8)), kind=0))))
    assert over.measures["barred"] == 1.0  # more than ten hours


def test_overtime_is_paid_beyond_the_planned_hours_and_no_sooner() -> None:
    orders = [order(1 + k % 3, service_min=50.0, quantity_units=4.0) for k in range(6)]

    def design(brief: Any, city: Any, tools: Any) -> WeekDesign:
        return WeekDesign((Shift((0,), 0, 1, 420.0, 7.0),), (420.0,))

    route = Route(tuple(range(6)))
    trace = play_tiny(week_of(*orders), rules(design_week=design, plan_wave=at_first(route)))
    (shift,) = trace["shift"]
    worked = shift["ended_min"] - 420.0
    breaks = sum(e["to_min"] - e["from_min"] for e in trace["break"])
    assert shift["overtime_min"] == pytest.approx(worked - breaks - 420.0)
    assert _cents(trace, "overtime") == round(
        shift["overtime_min"] / 60.0 * 2800 * (1.0 + 0.25 * 0.78)
    )


def test_an_urgent_order_is_told_when_it_comes_and_may_leave_at_once() -> None:
    week = week_of(order(1, known_min=500.0, windows=((500.0, 590.0),), is_urgent=True))

    def send(event: Event, city: Any, tools: Any) -> EventAnswer:
        return EventAnswer(routes=(Route((event.order,)),))

    chosen = rules(on_event=send)
    trace = play_tiny(week, chosen)
    assert [(e.kind, e.wave.now_min) for e in chosen.events] == [("urgent", 500.0)]
    assert trace["stop"][0]["arrived_min"] == 540.0
    assert trace.measures["on_time_share"] == 1.0


def test_a_cancelled_order_counts_in_no_share_and_its_stop_is_left_out() -> None:
    week = week_of(order(1), order(2, cancelled_min=470.0))
    chosen = rules(plan_wave=at_first(Route((0, 1))))
    trace = play_tiny(week, chosen)
    assert [stop["order"] for stop in trace["stop"]] == [0]
    assert [e.kind for e in chosen.events] == ["cancelled"]
    assert trace.measures["orders"] == 1.0
    assert trace.measures["on_time_share"] == 1.0
    assert not trace["spot"]


def test_an_offer_is_taken_for_enough_money_and_changes_the_window() -> None:
    wanted = order(1, offers=(Offer(TUESDAY, 3.0),))

    def on_order(new: Any, city: Any, tools: Any) -> OrderAnswer:
        assert new.offers == (TUESDAY,)
        return OrderAnswer(offer=0, discount_eur=2.0 if new.order.number else 3.0)

    chosen = rules(on_order=on_order)
    trace = play_tiny(week_of(wanted, wanted), chosen)
    assert [offer["accepted"] for offer in trace["offer"]] == [True, False]
    assert [o.open_min for o in chosen.seen[0].orders] == [TUESDAY[0], DAY[0]]
    assert _cents(trace, "discounts") == 300


def test_a_broken_vehicle_reports_and_another_takes_over_its_stops() -> None:
    def save(event: Event, city: Any, tools: Any) -> EventAnswer:
        if event.kind == "breakdown" and event.vehicle == 0:
            return EventAnswer(rescue_vehicle=1)
        return EventAnswer()

    week = week_of(order(1), order(2))
    chosen = rules(plan_wave=at_first(Route((0, 1), vehicle=0)), on_event=save)
    trace = play_tiny(week, chosen, breakdowns_per_1000_h=1000.0)
    assert {e.kind for e in chosen.events} == {"breakdown"}
    rescue = next(trip for trip in trace["trip"] if trip["purpose"] == "rescue")
    assert rescue["stops"] == [0, 1]
    assert {stop["vehicle"] for stop in trace["stop"]} == {1}


def test_illegal_parts_of_answers_are_ignored_and_counted() -> None:
    def nonsense(event: Event, city: Any, tools: Any) -> EventAnswer:
        return EventAnswer(routes=(Route((77,)),), stops=(5,), rescue_vehicle=9)

    week = week_of(order(1, known_min=500.0, windows=(DAY,), is_urgent=True))
    chosen = rules(on_order=lambda *_: OrderAnswer(offer=3), on_event=nonsense)
    trace = play_tiny(week, chosen)
    # one design and four waves were legal, the answer to the order and to the event were not
    assert trace.measures["illegal_share"] == pytest.approx(2.0 / 7.0)


def test_shifts_that_nobody_can_work_are_refused_and_counted() -> None:
    def design(brief: Any, city: Any, tools: Any) -> WeekDesign:
        return WeekDesign((Shift((0,), 0, 9, 420.0, 8.0),), ())

    trace = play_tiny(week_of(order(1)), rules(design_week=design))
    (plan,) = trace["design"]
    assert len(plan["shifts"]) == 2
    assert plan["refused"][0]["count"] == 7
    assert trace.measures["illegal_share"] == 1.0  # the one decision that was asked for


def test_slack_and_must_go_are_those_of_the_smallest_vehicle_that_may_serve_the_order() -> None:
    chosen = rules()
    play_tiny(
        week_of(order(1, windows=((480.0, 645.0),)), order(2, windows=(DAY, TUESDAY))), chosen
    )
    first, second = chosen.seen[0].orders
    assert first.slack_min == 645.0 - (420.0 + 10.0 + 30.0)
    assert not first.must_go  # a vehicle of the wave at 10 h is there at 10:40
    assert second.due_min == TUESDAY[1]
    assert second.later == (TUESDAY,)
    assert chosen.seen[1].orders[0].must_go
    assert math.isclose(chosen.seen[1].orders[0].slack_min, 5.0)
