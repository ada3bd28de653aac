"""The pictures of a course show what its trace says, and stay small."""

import base64
import struct
import zlib
from collections import Counter
from typing import Any

import numpy as np
import pytest
import vl_convert

from domains.figures.education.groups import archetypes, guarded, thirds, typical
from domains.figures.education.heat import PALETTE
from domains.figures.education.minutes_score import MOST_DOTS
from domains.figures.education.paths import LEVELS, ribbon_cells
from domains.figures.education.record import GUESSED, NEVER, Played, read
from domains.figures.education.shares import COLOUR_OF, DOES, GAVE_UP, by_day, by_step
from domains.figures.education_paths import figures
from domains.figures.png import blend
from ruleloop.domain import Trace
from ruleloop.evaluation.slim_svg import slim
from simulators.education_paths.simulate import simulate
from tests.rules.education_paths.direct_rules import rule_set, scenario_world
from tests.simulators.education_paths.play.small_class import (
    N,
    WrittenRules,
    class_play,
    draws,
    small_course,
    small_setting,
)

MOST_BYTES = 40_000
TITLES = [
    "What learners do", "When what is chosen", "Knowledge of each concept",
    "Learning and forgetting", "Exam points of each group", "Groups beside each other",
    "Who stays in the course", "Minutes and points",
]  # fmt: skip
Events = list[dict[str, Any]]


@pytest.fixture(scope="module")
def events() -> Events:
    """A real course of 500 learners."""
    trace = Trace(on=True)
    simulate(scenario_world("short_course", 3), draws(3), rule_set("spaced_mastery"), trace)
    return trace.events


@pytest.fixture(scope="module")
def played(events: Events) -> Played:
    return told(events)


@pytest.fixture(scope="module")
def charts(events: Events) -> dict[str, Any]:
    return figures(None, events)


def told(events: Events) -> Played:
    found = read(events)
    assert found is not None
    return found


def the(kind: str, events: Events) -> dict[str, Any]:
    return next(event for event in events if event["kind"] == kind)


def tables(chart: Any, *columns: str) -> list[list[dict[str, Any]]]:
    """The tables of a chart that have these columns."""
    found = chart.to_dict()["datasets"].values()
    return [list(rows) for rows in found if rows and set(columns) <= set(rows[0])]


def small_events(choose: Any, *, stop: float = 0.0, count: int = N, concepts: int = 4) -> Events:
    """A small course, played with a rule."""
    trace = Trace(on=True)
    setting = small_setting(small_course(concepts), count)
    class_play(WrittenRules(choose), setting, trace=trace, stop=stop).play()
    return trace.events


def in_turn(learner: Any, course: Any, tools: Any) -> Any:
    chosen = learner.step % len(course.activities)
    return chosen if tools.fits(chosen, learner) else "rest"


def three_then_finish(learner: Any, course: Any, tools: Any) -> Any:
    return "finish" if learner.step == 3 else learner.step


def rests(learner: Any, course: Any, tools: Any) -> Any:
    return "rest"


def size_and_cells(url: str) -> tuple[int, int, list[list[tuple[int, ...]]]]:
    """Columns, rows and colours of an image."""
    data = base64.b64decode(url.split(",")[1])
    columns, count = struct.unpack(">II", data[16:24])
    start = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[start - 4 : start])
    line = zlib.decompress(data[start + 4 : start + 4 + length])
    step = 1 + 3 * columns
    rows = [line[row * step + 1 : (row + 1) * step] for row in range(count)]
    return columns, count, [[tuple(r[k : k + 3]) for k in range(0, len(r), 3)] for r in rows]


def test_a_real_course_has_every_picture_small_enough_for_a_report(charts: dict[str, Any]) -> None:
    drawn = {title: slim(vl_convert.vegalite_to_svg(c.to_json())) for title, c in charts.items()}
    assert list(drawn) == TITLES
    assert all(title in svg for title, svg in drawn.items())
    assert max(len(svg) for svg in drawn.values()) < MOST_BYTES
    assert sum(len(svg) for svg in drawn.values()) < 180_000
    assert max(float(svg.split('width="')[1].split('"')[0]) for svg in drawn.values()) <= 720.0


@pytest.mark.parametrize("missing", ["course", "knowledge", "exam"])
def test_a_course_that_did_not_come_to_its_exam_has_no_picture(
    events: Events, missing: str
) -> None:
    assert figures(None, []) == {}
    assert figures(None, [event for event in events if event["kind"] != missing]) == {}


@pytest.mark.parametrize(("rule", "stop", "count"), [(rests, 0.0, 3), (in_turn, 1.0, N)])
def test_odd_courses_have_every_picture(rule: Any, stop: float, count: int) -> None:
    """Nobody does anything, with one learner of each third; all give up at once."""
    charts = figures(None, small_events(rule, stop=stop, count=count))
    assert list(charts) == TITLES
    for chart in charts.values():
        assert "<svg" in vl_convert.vegalite_to_svg(chart.to_json())


def test_events_may_come_in_any_order(events: Events, charts: dict[str, Any]) -> None:
    again = figures(None, events[::-1])
    assert {t: c.to_json() for t, c in again.items()} == {t: c.to_json() for t, c in charts.items()}


def test_at_every_time_shares_of_learners_are_whole(played: Played) -> None:
    for shares in (by_day(played), by_step(played, 60)):
        assert shares.shape[1] == len(COLOUR_OF)
        assert (shares >= 0.0).all()
        assert shares.sum(axis=1) == pytest.approx(1.0)


def test_who_gave_up_or_finished_is_shown_as_such_from_then_on() -> None:
    gone, finished = list(COLOUR_OF).index(GAVE_UP), list(COLOUR_OF).index("finished early")
    stopped = told(small_events(in_turn, stop=1.0))
    assert by_day(stopped)[:, gone].tolist() == [0.0, 1.0, 1.0, 1.0, 1.0]
    assert by_step(stopped, 3)[:, gone].tolist() == [0.0, 1.0, 1.0]
    done = told(small_events(three_then_finish))
    assert set(done.finished_day.tolist()) == {0}
    assert by_day(done)[:, finished].tolist() == [0.0, 1.0, 1.0, 1.0, 1.0]
    assert by_step(done, 5)[:, finished].tolist() == [0.0, 0.0, 0.0, 1.0, 1.0]
    first = list(DOES).index("video")
    assert by_step(done, 5)[0, first] == 1.0


def test_steps_count_the_activities_of_each_learner(events: Events, played: Played) -> None:
    counted: Counter[int] = Counter()
    for who, step in zip(played.doings.who.tolist(), played.doings.step.tolist(), strict=True):
        assert step == counted[who]
        counted[who] += 1
    mean = sum(counted.values()) / played.learners
    assert mean == pytest.approx(the("measures", events)["activities"])


def test_ribbons_are_as_high_as_shares() -> None:
    shares = np.zeros((2, len(COLOUR_OF)))
    shares[0, [0, 3, 8]] = (0.25, 0.5, 0.25)
    shares[1, 4] = 1.0
    cells = ribbon_cells(shares)
    colours = [blend((colour, colour), 0.0) for colour in COLOUR_OF.values()]
    left = [row[0] for row in cells]
    assert left == [colours[8]] * (LEVELS // 4) + [colours[3]] * (LEVELS // 2) + [colours[0]] * (
        LEVELS // 4
    )
    assert {row[1] for row in cells} == {colours[4]}


def test_the_heat_map_has_a_column_for_each_morning_and_evening(
    charts: dict[str, Any], played: Played
) -> None:
    cohort, one = tables(charts["Knowledge of each concept"], "url")
    columns, count, cells = size_and_cells(cohort[0]["url"])
    assert (columns, count) == (2 * played.exam_day, played.concepts)
    for day, concept in ((0.0, 0), (0.5, 0), (9.5, 4), (played.exam_day - 1.0, 11)):
        (at,) = np.flatnonzero(played.times == day)
        chance = float(played.chance[at, :, concept].mean())
        assert cells[concept][int(2 * day)] == blend(PALETTE, (chance - GUESSED) / (1.0 - GUESSED))
    who = typical(played, archetypes(played)[0][1])
    *_, own = size_and_cells(one[0]["url"])
    assert own[2][0] == blend(
        PALETTE, (float(played.chance[0, who, 2]) - GUESSED) / (1.0 - GUESSED)
    )


def test_marks_of_a_learner_stand_on_days_with_answers(
    charts: dict[str, Any], played: Played
) -> None:
    who = typical(played, archetypes(played)[0][1])
    (marks,) = tables(charts["Knowledge of each concept"], "right")
    doings, concept = played.doings, np.array(played.course["activity_concept"])
    mine = (doings.who == who) & (doings.correct >= 0)
    pairs = zip(doings.day[mine].tolist(), concept[doings.activity[mine]].tolist(), strict=True)
    assert {(m["day"], m["concept"]) for m in marks} == {(d + 0.5, c + 0.5) for d, c in pairs}


def test_the_saw_tooth_rises_in_sessions_only_and_is_what_is_known(
    charts: dict[str, Any], played: Played
) -> None:
    panels = tables(charts["Learning and forgetting"], "share", "concept")
    assert len(panels) == 3
    for (_, is_in), panel in zip(archetypes(played), panels, strict=True):
        who = typical(played, is_in)
        names = list(dict.fromkeys(row["concept"] for row in panel))[:-1]
        for name in names:
            number = played.course["names"].index(name)
            line = [row["share"] for row in panel if row["concept"] == name]
            assert line == [round(100 * k, 1) for k in played.chance[:, who, number].tolist()]
            assert all(line[k + 1] <= line[k] for k in range(1, len(line) - 1, 2))


def test_the_shown_learner_depends_on_no_score(events: Events) -> None:
    exam = the("exam", events)
    others = [e for e in events if e is not exam]
    turned = told([*others, exam | {"scores": exam["scores"][::-1]}])
    for (_, is_in), (_, same) in zip(archetypes(told(events)), archetypes(turned), strict=True):
        who = typical(turned, same)
        assert who == typical(told(events), is_in)
        assert is_in[who]
        assert turned.stopped_day[who] == NEVER


def test_who_stays_ends_at_what_was_measured(events: Events, charts: dict[str, Any]) -> None:
    (points,) = tables(charts["Who stays in the course"], "share", "group")
    lines: dict[str, list[float]] = {}
    for point in points:
        lines.setdefault(point["group"], []).append(point["share"])
    assert len(lines) == 6
    assert all(line[0] == 100.0 and line == sorted(line, reverse=True) for line in lines.values())
    everybody = next(line for name, line in lines.items() if name.startswith("everybody"))
    left = 100.0 * (1.0 - the("measures", events)["dropout_share"])
    assert everybody[-1] == pytest.approx(left, abs=0.06)


def test_groups_beside_each_other_have_the_measured_means(
    events: Events, charts: dict[str, Any]
) -> None:
    measured = the("measures", events)
    points, gave_up, minutes = tables(charts["Groups beside each other"], "mean", "group")
    mean = {dot["group"]: dot["mean"] for dot in points}
    named = {"least prior knowledge": "low_prior_score", "middle third": "middle_prior_score",
             "most prior knowledge": "high_prior_score", "poorest": "poor_score",
             "forget fastest": "slow_memory_score"}  # fmt: skip
    for group, measure in named.items():
        assert mean[group] == pytest.approx(measured[measure], abs=0.006)
    dropout = np.mean([dot["mean"] for dot in gave_up if dot["what"] == "Prior knowledge"])
    assert dropout == pytest.approx(100.0 * measured["dropout_share"], abs=0.2)
    used = np.mean([dot["mean"] for dot in minutes if dot["what"] == "Prior knowledge"])
    assert used == pytest.approx(measured["minutes_used"], abs=0.3)
    assert all(dot["low"] <= dot["mean"] <= dot["high"] for dot in (*points, *gave_up, *minutes))


def test_numbers_of_one_line_of_dots_stand_on_different_sides(charts: dict[str, Any]) -> None:
    for dots in tables(charts["Groups beside each other"], "side"):
        for what in {dot["what"] for dot in dots}:
            line = sorted((d for d in dots if d["what"] == what), key=lambda dot: dot["mean"])
            sides = [dot["side"] for dot in line]
            assert (sides[0], sides[-1], len(set(sides))) == ("left", "right", len(sides))


def test_every_ridge_holds_its_whole_group(charts: dict[str, Any], played: Played) -> None:
    """Areas are alike, but for what lies beyond 0 and 100 points."""
    hills = tables(charts["Exam points of each group"], "points", "low", "high")
    hills = [hill for hill in hills if len(hill) > 20]
    areas = [sum(row["high"] - row["low"] for row in hill) for hill in hills]
    assert len(areas) == 1 + len(thirds(played)) + len(guarded(played)) + 1
    assert min(areas) > 0.9 * max(areas)


def test_the_same_learners_are_dots_whatever_they_did(
    events: Events, charts: dict[str, Any], played: Played
) -> None:
    (dots,) = tables(charts["Minutes and points"], "end")
    assert MOST_DOTS / 2 < len(dots) <= MOST_DOTS
    shown = np.arange(played.learners) % 3 == 0
    expected = zip(
        played.minutes_used[shown].round(1).tolist(), played.gave_up[shown].tolist(), strict=True
    )
    assert Counter((dot["minutes"], dot["end"] == "gave up") for dot in dots) == Counter(expected)


def test_what_is_chosen_adds_up_to_what_was_done(events: Events, charts: dict[str, Any]) -> None:
    panels = charts["When what is chosen"].to_dict()["concat"]
    titles = [panel["title"]["text"] for panel in panels]
    assert [title.split(":")[0] for title in titles] == list(DOES)
    each = sum(float(title.split(":")[1].split()[0]) for title in titles)
    assert each == pytest.approx(the("measures", events)["activities"], abs=0.3)
    columns, count, _ = size_and_cells(tables(panels_of(charts), "url")[0][0]["url"])
    assert (columns, count) == (the("course", events)["days"], 12)


def panels_of(charts: dict[str, Any]) -> Any:
    return charts["When what is chosen"]
