"""Shipped rule sets are legal, choose by what is shown alone, and pull the lever of their name."""

from typing import Any

import msgspec
import pytest

from simulators.education_paths.interface import HARD, Course, Learner
from tests.rules.education_paths.direct_rules import (
    RULE_SETS,
    ShippedRules,
    play,
    rule_set,
    scenario_world,
)

Shown = tuple[ShippedRules, list[Learner]]


@pytest.fixture(scope="module")
def shown() -> Shown:
    """What rules are shown on every day of a small course."""
    rules, seen = rule_set("baseline"), []
    answer = rules.map

    def spy(learners: Any) -> Any:
        seen.extend(learners)
        return answer(learners)

    rules.map = spy  # type: ignore[method-assign] # a spy
    play(scenario_world("short_course", 1, learners=20), rules)
    return rules, seen


@pytest.mark.parametrize("name", RULE_SETS)
@pytest.mark.parametrize("scenario", ["demo", "deep_chain"])
def test_a_rule_set_is_legal_and_bears_the_shifted_worlds(scenario: str, name: str) -> None:
    world = scenario_world(scenario, 2, holdout=True, learners=24)
    found = play(world, rule_set(name), 2)
    assert found["illegal_share"] == 0.0
    assert found["over_budget_minutes"] == 0.0
    assert found["activities"] > 15.0


@pytest.mark.parametrize("name", RULE_SETS)
def test_a_choice_follows_from_what_is_shown_alone(name: str, shown: Shown) -> None:
    begun, seen = shown
    one, other = rule_set(name), rule_set(name)
    for rules in (one, other):
        rules.begin(begun.course)
    assert one.map(seen) == list(reversed(other.map(list(reversed(seen)))))


def _chosen(name: str, shown: Shown, learner: Learner) -> Any:
    rules = rule_set(name)
    rules.begin(shown[0].course)
    (choice,) = rules.map([learner])
    assert isinstance(choice, int)
    return shown[0].course.activities[choice]


def _fresh(course: Course, known: dict[int, float] | None = None, **changes: Any) -> Learner:
    """A learner at the start of a long session, who knows some concepts well."""
    count = len(course.concepts)
    zeros, known = (0,) * count, known or {}
    learner = Learner(
        step=0,
        day=0,
        days_to_exam=course.exam_day,
        minutes_used=0.0,
        minutes_left=course.budget_min,
        session_min=0.0,
        session_left_min=20.0,
        pretest_share=0.3,
        pace=1.0,
        last=-1,
        last_correct=-1,
        wrong_streak=0,
        recent_share=0.5,
        idle_days=0,
        lessons=tuple(int(concept in known) for concept in range(count)),
        attempts=tuple(5 * int(concept in known) for concept in range(count)),
        correct=tuple(5 * int(concept in known) for concept in range(count)),
        streak=tuple(5 * int(concept in known) for concept in range(count)),
        last_level=zeros,
        days_since=tuple(4.0 if concept in known else 999.0 for concept in range(count)),
        known=tuple(known.get(concept, 0.25) for concept in range(count)),
        recall=tuple(0.8 if concept in known else 0.0 for concept in range(count)),
    )
    return msgspec.structs.replace(learner, **changes)


def _dependent(course: Course) -> int:
    """A concept that builds on others which build on nothing."""
    return next(
        number
        for number, concept in enumerate(course.concepts)
        if concept.prerequisites
        and all(not course.concepts[needed].prerequisites for needed in concept.prerequisites)
    )


def _prepared(course: Course) -> Learner:
    """Who knows all that builds on nothing, and nothing else."""
    roots = {n: 0.97 for n, each in enumerate(course.concepts) if not each.prerequisites}
    return _fresh(course, roots)


def test_mastery_explains_before_it_asks_and_begins_with_what_builds_on_nothing(
    shown: Shown,
) -> None:
    course = shown[0].course
    for name in ("baseline", "linear", "review", "spaced_mastery", "worked_review"):
        chosen = _chosen(name, shown, _fresh(course))
        assert chosen.kind == "video"
        assert course.concepts[chosen.concept].prerequisites == ()


def test_failure_first_asks_a_hard_question_only_of_who_is_prepared(shown: Shown) -> None:
    course = shown[0].course
    assert _dependent(course) >= 0
    prepared = _chosen("failure_first", shown, _prepared(course))
    assert (prepared.kind, prepared.level) == ("exercise", HARD)
    assert course.concepts[prepared.concept].prerequisites
    assert _chosen("failure_first", shown, _fresh(course)).kind == "video"
    unlucky = msgspec.structs.replace(_prepared(course), wrong_streak=3)
    assert _chosen("failure_first", shown, unlucky).kind == "video"


@pytest.mark.parametrize("name", ["spaced_mastery", "worked_review"])
def test_spaced_rules_review_what_is_fading_before_anything_new(name: str, shown: Shown) -> None:
    course = shown[0].course
    chosen = _chosen(name, shown, _prepared(course))
    assert chosen.kind == "exercise"
    assert course.concepts[chosen.concept].prerequisites == ()
    assert _chosen("baseline", shown, _prepared(course)).kind == "video"


@pytest.mark.parametrize("name", ["worked_fading", "worked_review"])
def test_examples_are_for_novices_and_fade(name: str, shown: Shown) -> None:
    course = shown[0].course
    count = len(course.concepts)
    begun = _fresh(course, lessons=(1,) + (0,) * (count - 1), pretest_share=0.2)
    first = _chosen(name, shown, begun)
    assert (first.concept, first.kind) == (0, "worked")
    done = msgspec.structs.replace(begun, known=(0.8,) + (0.99,) * (count - 1))
    alone = _chosen(name, shown, msgspec.structs.replace(done, lessons=(1,) * count))
    assert alone.kind == "exercise"
