"""Trials on single concepts: what order, kind and spacing of activities do to a post-test."""

from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.model import EXERCISE, TEXT, VIDEO, WORKED
from simulators.education_paths.learning.traits import Subject
from simulators.education_paths.learning.trials.arm import Session, Step
from simulators.education_paths.learning.trials.trial import alone, compare

NOVICE, EXPERT = 0.12, 0.7  # mean mastery before
WATCH, READ, EXAMPLE = Step(VIDEO), Step(TEXT), Step(WORKED)
MIDDLE, HARD = Step(EXERCISE, 2), Step(EXERCISE, 3)


def problem_first(effects: Effects, prerequisites: float = 0.6) -> float:
    """Two hard problems before the lesson, or after it; then practice; test on the next day.

    prerequisites: mean mastery of what the problem builds on, high as in studies of older learners.
    """
    subject = Subject(
        prerequisites=((1, 2), (), ()), confusable=((), (), ()), difficulty=(0.0, 0.0, 0.0)
    )
    return compare(
        effects,
        subject,
        (NOVICE, prerequisites, prerequisites),
        treated=[Session(0, [HARD, HARD, WATCH, MIDDLE], 24.0)],
        control=[Session(0, [WATCH, HARD, HARD, MIDDLE], 24.0)],
        test_day=1.0,
    )


def assistance(effects: Effects, mastery: float) -> float:
    """Worked examples against problems for twenty minutes, tested at once."""
    return compare(
        effects,
        alone(),
        (mastery,),
        treated=[Session(0, [EXAMPLE], 20.0)],
        control=[Session(0, [MIDDLE], 20.0)],
        test_day=0.0,
    )


def spaced(effects: Effects) -> float:
    """A lesson and six problems on three days or on one, tested 14 days after the last."""
    return compare(
        effects,
        alone(),
        (NOVICE,),
        treated=[
            Session(0, [WATCH, MIDDLE, MIDDLE]),
            Session(3, [MIDDLE, MIDDLE]),
            Session(6, [MIDDLE, MIDDLE]),
        ],
        control=[Session(6, [WATCH, *[MIDDLE] * 6])],
        test_day=20.0,
    )


def quizzed(effects: Effects) -> float:
    """After a text: problems with feedback against reading on, tested after a week."""
    return compare(
        effects,
        alone(),
        (NOVICE,),
        treated=[Session(0, [READ, MIDDLE], 17.5)],
        control=[Session(0, [READ, READ], 17.5)],
        test_day=7.0,
    )


def interleaved(effects: Effects) -> float:
    """Three confusable concepts, read first: problems in turn or in blocks; tested after a week."""
    subject = Subject(
        prerequisites=((), (), ()),
        confusable=((1, 2), (0, 2), (0, 1)),
        difficulty=(0.0, 0.0, 0.0),
    )
    read = [Step(TEXT, 0, concept) for concept in range(3)]
    drill = [Step(EXERCISE, 2, concept) for concept in range(3)]
    return compare(
        effects,
        subject,
        (NOVICE, NOVICE, NOVICE),
        treated=[Session(0, [*read, *drill * 4])],
        control=[Session(0, [*read, *(step for step in drill for _ in range(4))])],
        test_day=7.0,
        tested=(0, 1, 2),
    )
