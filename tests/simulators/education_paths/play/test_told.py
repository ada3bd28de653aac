"""A trace is told what pictures need, and one that is off costs and changes nothing."""

from typing import Any

import numpy as np

from ruleloop.domain import Trace
from simulators.education_paths.learning.model import Floats, Ints
from tests.simulators.education_paths.play.small_class import (
    N,
    StandIn,
    WrittenRules,
    class_play,
    small_setting,
)


def even_ones_finish(learner: Any, course: Any, tools: Any) -> Any:
    """Who is fast finishes after three activities, the others go on."""
    if learner.step == 3 and learner.pace < 1.1:
        return "finish"
    chosen = learner.step % len(course.activities)
    return chosen if tools.fits(chosen, learner) else "rest"


class Watched(StandIn):
    """Counts how often it is asked for the chances of questions."""

    asked = 0

    def p_item(
        self, concept: Ints, difficulty: Floats, slope: Floats, guess: Floats, day: float
    ) -> Floats:
        self.asked += 1
        return super().p_item(concept, difficulty, slope, guess, day)


def played(trace: Trace) -> tuple[dict[str, float], int]:
    """The measures, and how often chances of questions were asked for."""
    play = class_play(WrittenRules(even_ones_finish), trace=trace)
    play.model = model = Watched(small_setting().learners, stop=0.0)
    return play.play(), model.asked


def test_knowledge_is_told_each_morning_and_evening_until_the_exam() -> None:
    trace = Trace(on=True)
    played(trace)
    told = [event for event in trace.events if event["kind"] == "knowledge"]
    course = small_setting().course
    learning = [day + half for day in range(course.days) for half in (0.0, 0.5)]
    assert [e["day"] for e in told] == [*learning, *range(course.days, course.exam_day + 1)]
    before, at_exam = (np.array(told[place]["chance"]) for place in (0, -1))
    assert before.shape == (N, len(course.concepts))
    assert (before >= small_setting().exam.guess.min()).all()
    assert (np.diff(before.mean(axis=1)[:: N // 3]) > 0.0).all()  # thirds of prior knowledge
    assert at_exam.mean() > before.mean()


def test_everybody_who_finishes_is_told_once_and_does_nothing_after_it() -> None:
    trace = Trace(on=True)
    played(trace)
    finishes = [event for event in trace.events if event["kind"] == "finish"]
    who = [number for event in finishes for number in event["who"]]
    assert sorted(who) == list(range(0, N, 2))
    (day,) = {event["day"] for event in finishes}
    later = [e for e in trace.events if e["kind"] == "round" and e["day"] > day]
    assert later
    assert not {number for event in later for number in event["who"]} & set(who)


def test_a_trace_that_is_off_changes_nothing_and_asks_for_nothing() -> None:
    on, off = Trace(on=True), Trace()
    (found, asked), (same, less) = played(on), played(off)
    assert found == same
    assert not off.events
    told = sum(event["kind"] == "knowledge" for event in on.events)
    assert (asked, less) == (1 + told, 1)  # the exam itself
