import itertools

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ruleloop.report.charts.bars import objective_bars
from ruleloop.report.charts.curve import curve
from ruleloop.report.charts.guardrails import guardrail_chart
from ruleloop.report.charts.scale import Scale, scale_over
from ruleloop.report.charts.tornado import remark, tornado
from ruleloop.report.charts.waterfall import waterfall, waterfalls
from ruleloop.report.experiments import furthest
from ruleloop.report.result import Arm, Goal
from tests.report import results
from tests.report.intervals import estimate, interval

value = st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6)
COST = Goal("cost", "EUR", "minimise")


@given(st.lists(value, max_size=6), st.booleans())
def test_a_scale_shows_every_value_inside_its_lane(values: list[float], zero: bool) -> None:
    scale = scale_over(values, zero=zero)
    assert all(scale.low <= x <= scale.high for x in values)
    assert not zero or scale.low <= 0.0 <= scale.high
    assert all(0.0 <= scale.at(x) <= 100.0 for x in values)


@given(value, st.floats(1e-3, 1e6))
def test_ticks_are_few_inside_and_evenly_spaced(low: float, width: float) -> None:
    assume(low + width > low)
    ticks = Scale(low, low + width).ticks()
    assert len(ticks) <= 6
    assert all(low - 1e-6 * width <= t <= low + width * (1 + 1e-6) for t in ticks)
    gaps = [b - a for a, b in itertools.pairwise(ticks)]
    assert all(gap == pytest.approx(gaps[0], rel=1e-3) for gap in gaps)


@given(st.dictionaries(st.sampled_from("abcd"), st.tuples(value, value), min_size=1))
def test_a_waterfall_starts_and_ends_at_its_totals_without_gaps(
    parts: dict[str, tuple[float, float]],
) -> None:
    before = {name: pair[0] for name, pair in parts.items()}
    after = {name: pair[1] for name, pair in parts.items()}
    arms = [Arm("baseline", "", interval(sum(p.values()), 0.0), p) for p in (before, after)]
    chart = waterfall(arms[0], arms[1], goal=COST, labels=("from", "to"), words={})
    assert chart is not None
    assert [chart.rows[0].label, chart.rows[-1].label] == ["from", "to"]
    for row, following in itertools.pairwise(chart.rows):
        leaves = [m.start for m in row.marks if m.shape == "link-out"]
        enters = [m.start for m in following.marks if m.shape == "link-in"]
        assert leaves == pytest.approx(enters, abs=0.02)


def test_parts_that_do_not_sum_to_the_objective_leave_a_named_rest() -> None:
    before = Arm("baseline", "", interval(10.0, 0.1), {"a": 4.0})
    after = Arm("champion", "", interval(8.0, 0.1), {"a": 3.0})
    chart = waterfall(before, after, goal=COST, labels=("from", "to"), words={})
    assert chart is not None
    assert [row.label for row in chart.rows] == ["from", "a", "everything else", "to"]


def test_parts_that_are_zero_for_both_arms_are_no_steps() -> None:
    before = Arm("baseline", "", interval(10.0, 0.1), {"a": 9.0, "b": 0.0, "c": 1.0})
    after = Arm("champion", "", interval(8.0, 0.1), {"a": 7.0, "b": 0.0, "c": 1.0})
    chart = waterfall(before, after, goal=COST, labels=("from", "to"), words={})
    assert chart is not None
    assert [row.label for row in chart.rows] == ["from", "a", "c", "to"]


def test_an_arm_without_parts_has_no_waterfall_rather_than_a_wrong_one() -> None:
    known = Arm("baseline", "", interval(10.0, 0.1), {"a": 10.0})
    unknown = Arm("champion", "", interval(8.0, 0.1))
    for before, after in ((known, unknown), (unknown, known), (unknown, unknown)):
        chart = waterfall(before, after, goal=COST, labels=("from", "to"), words={})
        assert chart is None


def test_a_step_that_helps_is_drawn_better_for_costs_and_yields_alike() -> None:
    for variant, part in ((results.finished, "drivers' hours"), (results.maximise, "optional")):
        _, chart = waterfalls(variant())[0]
        row = next(row for row in chart.rows if row.label == part)
        assert [m.tone for m in row.marks if m.shape == "bar"] == ["better"]


def test_bars_start_at_zero() -> None:
    result = results.finished()
    assert result.hold_out
    chart = objective_bars(result, result.hold_out)
    bars = [m for row in chart.rows for m in row.marks if m.shape == "bar"]
    assert {bar.start for bar in bars} == {chart.zero}
    assert bars[1].width / bars[0].width == pytest.approx(3.55 / 3.88, abs=0.01)


@pytest.mark.parametrize(("champion", "told"), [(3.408, "27 % of the way"), (3.549, "")])
def test_the_way_to_what_is_conceivable_is_told_once_it_is_worth_a_percent(
    champion: float, told: str
) -> None:
    base = results.finished()
    assert base.hold_out is not None
    arms = (Arm("champion", "", interval(champion, 0.08)), *base.hold_out.arms[1:])
    remark = objective_bars(base, msgspec.structs.replace(base.hold_out, arms=arms)).remark
    assert (told in remark.replace("\N{NO-BREAK SPACE}", " ")) if told else not remark


def test_a_broken_guardrail_lies_left_of_the_limit_and_a_kept_one_right() -> None:
    result = results.broken_guardrail()
    assert result.hold_out
    chart = guardrail_chart(result.hold_out.guardrails, {})
    limit = chart.ticks[0].at
    broken, *held = [next(m for m in row.marks if m.shape == "dot") for row in chart.rows]
    assert broken.start < limit
    assert all(dot.start >= limit for dot in held)


def test_the_tornado_puts_the_widest_swing_on_top() -> None:
    assert tornado(results.finished()).rows[0].label == "how much faster roads are by night"


def test_an_assumption_that_takes_the_gain_away_is_named() -> None:
    result = results.finished()
    row = msgspec.structs.replace(result.sensitivity[0], at_low=estimate(-0.01, 0.02))
    lost = msgspec.structs.replace(result, sensitivity=(row, *result.sensitivity[1:]))
    assert remark(lost) == "The gain vanishes, turns or fails at an extreme of: night_speed_gain."


def test_a_group_that_is_moved_together_says_what_is_in_it() -> None:
    result = results.finished()
    members = ("diesel_eur 1 to 1.4", "power_eur 0.2 to 0.3", "c 1 to 2", "d 1 to 2", "e 1 to 2")
    rows = [
        msgspec.structs.replace(
            result.sensitivity[0], parameter="energy", description="", members=m
        )
        for m in (members[:2], members)
    ]
    few, many = tornado(msgspec.structs.replace(result, sensitivity=tuple(rows))).rows
    assert few.label == "energy"
    assert few.sub == "diesel_eur 1 to 1.4, power_eur 0.2 to 0.3"
    assert many.sub.endswith("c 1 to 2 and 2 more")


def test_an_extreme_where_rules_fail_is_shown_as_a_failure_on_top() -> None:
    result = results.finished()
    row = msgspec.structs.replace(result.sensitivity[2], at_high=None)
    chart = tornado(msgspec.structs.replace(result, sensitivity=(*result.sensitivity[:2], row)))
    assert chart.rows[0].label == "opt_out_share"
    assert chart.rows[0].value == "+0.150 … failed"
    assert "opt_out_share" in chart.remark


@pytest.mark.parametrize("variant", ["finished", "five_thousand", "nothing_found", "running"])
def test_the_curve_stays_small_inside_its_frame_and_keeps_every_keep(variant: str) -> None:
    result = results.VARIANTS[variant]()
    drawn = curve(result)
    assert drawn is not None
    assert len(drawn.points) <= 600 + len(result.keeps)
    assert sum(p.kind == "keep" for p in drawn.points) == len(result.keeps)
    assert all(0 <= p.x <= 100 and 0 <= p.y <= 100 for p in drawn.points)


def test_the_best_so_far_line_only_rises_and_has_no_gaps() -> None:
    drawn = curve(results.finished())
    assert drawn is not None
    for a, b in itertools.pairwise(drawn.segments):
        assert (a.x2, a.y2) == (b.x1, b.y1)
        assert b.y2 <= a.y2
    assert drawn.segments[-1].x2 == 100.0


def test_a_run_without_experiments_has_no_curve() -> None:
    assert curve(results.just_started()) is None


def test_a_capped_list_keeps_what_was_kept_and_unsafe() -> None:
    rows = results.five_thousand().experiments
    shown = furthest(rows, most=50)
    assert len(shown) == 50
    must = [row for row in rows if row.outcome in ("keep", "unsafe")]
    assert all(row in shown for row in must)
    assert [row.number for row in shown] == sorted(row.number for row in shown)
