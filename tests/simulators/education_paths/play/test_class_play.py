"""A course is played as its log tells, within its minutes, and for everybody alike."""

import dataclasses
import math
from collections import Counter, defaultdict
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.domain import Trace
from simulators.education_paths.actions import Plan
from simulators.education_paths.observations import MOST_ATTEMPTS, Learner
from simulators.education_paths.setting import Setting
from tests.simulators.education_paths.play.small_class import (
    N,
    WrittenRules,
    class_play,
    small_setting,
)


def in_turn(learner: Any, course: Any, tools: Any) -> Any:
    """Everything once, in the order of the catalogue."""
    chosen = learner.step % len(course.activities)
    return chosen if tools.fits(chosen, learner) else "rest"


def arbitrary(number: int) -> WrittenRules:
    """Rules that do anything, sometimes the impossible."""

    def choose(learner: Any, course: Any, tools: Any) -> Any:
        dice = (number * 7919 + learner.step * 104_729 + int(learner.minutes_used * 100)) % 97
        return {0: "finish", 1: "rest", 2: 10_000}.get(dice, dice % len(course.activities))

    return WrittenRules(choose)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_whatever_rules_do_the_books_are_right(number: int) -> None:
    play = class_play(arbitrary(number), number=number)
    found = play.play()
    logs, course = play.logs, play.course
    assert all(math.isfinite(value) for value in found.values())
    assert (logs.minutes_used <= course.budget_min + 1e-9).all()
    assert found["over_budget_minutes"] == 0.0
    assert (logs.correct <= logs.attempts).all()
    assert (logs.attempts <= MOST_ATTEMPTS).all()
    assert (logs.lessons.sum(axis=1) + logs.attempts.sum(axis=1) == logs.step).all()
    parts = [found[f"{third}_prior_points"] for third in ("low", "middle", "high")]
    assert sum(parts) == pytest.approx(found["exam_score"], abs=1e-12)
    assert 0.0 <= found["exam_score"] <= 100.0
    known, recall = logs.estimates.known, logs.estimates.recall
    assert ((known >= 0.0) & (known <= 1.0) & (recall >= 0.0) & (recall <= 1.0)).all()


def test_the_same_seed_gives_the_same_course_and_another_seed_another() -> None:
    one, same, other = (class_play(WrittenRules(in_turn), number=k).play() for k in (1, 1, 2))
    assert one == same
    assert one != other


def test_what_rules_are_shown_is_what_the_events_tell() -> None:
    """A plain log, kept from the events of a trace, gives the observations again."""
    trace, shown = Trace(on=True), dict[int, Learner]()

    def choose(learner: Any, course: Any, tools: Any) -> Any:
        return in_turn(learner, course, tools) if learner.day < 4 else "rest"

    rules = WrittenRules(choose)
    setting = small_setting()
    play = class_play(rules, setting, trace=trace, stop=0.0)
    play.play()
    shown = dict(zip(range(N), rules.last, strict=True))
    assert rules.last[0].day == 4
    told = _Told(setting.course, trace)
    for number, learner in shown.items():
        assert learner.lessons == told.by_concept(told.lessons[number])
        assert learner.attempts == told.by_concept(told.attempts[number])
        assert learner.correct == told.by_concept(told.correct[number])
        assert learner.days_since == tuple(
            4.0 - told.day[number].get(c, -995.0) for c in range(len(setting.course.concepts))
        )
        assert learner.minutes_used == pytest.approx(told.minutes[number])
        assert learner.minutes_left == pytest.approx(100.0 - told.minutes[number])
        assert learner.recent_share == pytest.approx(np.mean(told.answers[number][-5:]))
        assert learner.wrong_streak == _wrong_at_the_end(told.answers[number])
        assert learner.idle_days == 1
        assert learner.days_to_exam == setting.course.exam_day - 4


class _Told:
    """What the rounds of a trace add up to."""

    def __init__(self, course: Any, trace: Trace) -> None:
        self.lessons: dict[int, Counter[int]] = defaultdict(Counter)
        self.attempts: dict[int, Counter[int]] = defaultdict(Counter)
        self.correct: dict[int, Counter[int]] = defaultdict(Counter)
        self.day: dict[int, dict[int, float]] = defaultdict(dict)
        self.minutes: dict[int, float] = defaultdict(float)
        self.answers: dict[int, list[int]] = defaultdict(list)
        self._concepts = len(course.concepts)
        for event in trace.events:
            if event["kind"] != "round":
                continue
            columns = (event[name] for name in ("who", "activity", "correct", "minutes"))
            for who, activity, correct, minutes in zip(*columns, strict=True):
                concept = course.activities[activity].concept
                self.day[who][concept] = event["day"]
                self.minutes[who] += minutes
                self.lessons[who][concept] += correct < 0
                self.attempts[who][concept] += correct >= 0
                self.correct[who][concept] += correct == 1
                self.answers[who] += [correct] if correct >= 0 else []

    def by_concept(self, counts: Counter[int]) -> tuple[int, ...]:
        return tuple(counts[concept] for concept in range(self._concepts))


def _wrong_at_the_end(answers: list[int]) -> int:
    return next((k for k, right in enumerate(reversed(answers)) if right), len(answers))


def test_nothing_latent_is_shown() -> None:
    shown = set(Learner.__struct_fields__)
    latent = {f.name for f in dataclasses.fields(small_setting().learners)} - {"pretest_share"}
    assert shown & latent == {"pace"}  # of the log: minutes used by minutes usual
    rules = WrittenRules(in_turn)
    class_play(rules).play()
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(rules.last), type=list[Learner])
    assert again == list(rules.last)


def test_everybody_sits_the_exam_whoever_gave_up_included() -> None:
    stay = class_play(WrittenRules(in_turn), stop=0.0)
    leave = class_play(WrittenRules(in_turn), stop=0.9)
    stayed, left = stay.play(), leave.play()
    assert left["dropout_share"] > 0.99
    assert 20.0 < left["exam_score"] < stayed["exam_score"] - 10.0
    assert stay.tally.stopped.sum() == 0


def test_who_gave_up_or_finished_is_asked_no_more() -> None:
    asked: Counter[int] = Counter()

    def choose(learner: Any, course: Any, tools: Any) -> Any:
        asked[learner.day] += 1
        return "finish"

    play = class_play(WrittenRules(choose))
    assert play.play()["activities"] == 0.0
    assert asked == {0: N}


def test_a_session_ends_where_nothing_fits_any_more() -> None:
    lasted: dict[tuple[int, int], float] = {}

    def choose(learner: Any, course: Any, tools: Any) -> Any:
        lasted[learner.day, round(1e6 * learner.minutes_used)] = learner.session_left_min
        return in_turn(learner, course, tools)

    play = class_play(WrittenRules(choose, lambda *_: Plan(session_min=(9.0, 0.0, 400.0))))
    play.play()
    days = {day for day, _ in lasted}
    assert days == {0, 2}
    assert min(lasted.values()) >= 1.5
    assert max(left for (day, _), left in lasted.items() if day == 2) == 30.0


def test_wrong_answers_and_slow_learners_take_longer() -> None:
    trace = Trace(on=True)
    setting = small_setting()
    play = class_play(WrittenRules(in_turn), setting, trace=trace)
    play.play()
    seen = set()
    for event in trace.events:
        if event["kind"] == "round" and event["day"] == 0:
            columns = (event[name] for name in ("who", "activity", "correct", "minutes"))
            for who, activity, correct, minutes in zip(*columns, strict=True):
                usual = setting.course.activities[activity].minutes * setting.learners.pace[who]
                assert minutes == pytest.approx(usual * (1.35 if correct == 0 else 1.0))
                seen.add((correct, setting.learners.pace[who]))
    assert len(seen) == 6


def _class_that_knows(mastery: float) -> Setting:
    setting = small_setting()
    learners = dataclasses.replace(setting.learners, mastery=np.full((N, 4), mastery))
    return dataclasses.replace(setting, learners=learners)


@pytest.mark.parametrize(("mastery", "share"), [(0.3, 1.0), (0.7, 0.0)])
def test_prerequisites_are_judged_by_what_is_latently_known(mastery: float, share: float) -> None:
    def last_first(learner: Any, course: Any, tools: Any) -> Any:
        chosen = tools.lesson(len(course.concepts) - 1, "text")
        return chosen if tools.fits(chosen, learner) else "rest"

    found = class_play(WrittenRules(last_first), _class_that_knows(mastery), gain=0.0).play()
    assert found["prerequisite_violation_share"] == share


def test_a_hard_problem_before_the_lesson_is_excused_once_for_a_concept() -> None:
    def hard_twice(learner: Any, course: Any, tools: Any) -> Any:
        chosen = tools.exercise(3, 3)
        return chosen if learner.step < 2 and tools.fits(chosen, learner) else "finish"

    play = class_play(WrittenRules(hard_twice), _class_that_knows(0.3), gain=0.0, stop=0.0)
    assert play.play()["prerequisite_violation_share"] == 0.5
