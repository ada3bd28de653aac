"""What rules see: the course once, the cohort before it starts, and logs of every learner.

Nothing latent crosses: no mastery, no memory, no group, no seed. A learner is what a learning
platform records: what was looked at, what was answered, when, and for how long. Tuples by concept
keep the order of `Course.concepts`. Days are counted from 0; minutes are the learner's own.
"""

from typing import Literal

import msgspec

Kind = Literal["video", "text", "worked", "exercise"]

EASY, MIDDLE, HARD = 1, 2, 3  # levels of exercises
NEVER = 999.0  # `days_since` of a concept that was never touched
MOST_ATTEMPTS = 20  # items there are for one concept: no learner answers more


class Concept(msgspec.Struct, frozen=True, array_like=True):
    """Something to be learnt.

    prerequisites: numbers of the concepts that it builds on.
    confusable: numbers of the concepts that are easily mistaken for it.
    exam_share: of the points of the exam, 0 to 1; all concepts together have 1.
    """

    prerequisites: tuple[int, ...]
    confusable: tuple[int, ...]
    exam_share: float


class Activity(msgspec.Struct, frozen=True, array_like=True):
    """Something to do.

    concept: what it is about. level: of an exercise, 1 easy to 3 hard; 0 for everything else.
    minutes: what it takes a learner of usual pace; a wrong answer takes longer.
    """

    concept: int
    kind: Kind
    level: int
    minutes: float


class Course(msgspec.Struct, frozen=True):
    """What does not change: facts of the course, sent once.

    days: on which one may learn, from day 0. exam_day: the day of the exam, after the last of them.
    budget_min: minutes that a learner has for the whole course. session_min: longest in a day.
    """

    concepts: tuple[Concept, ...]
    activities: tuple[Activity, ...]
    days: int
    exam_day: int
    budget_min: float
    session_min: float


class Cohort(msgspec.Struct, frozen=True):
    """Who starts, as the pre-test shows it.

    learners: how many. pretest_share: deciles of the share of the pre-test that was solved, from
    the 0th to the 100th percentile: 11 numbers from 0 to 1.
    """

    learners: int
    pretest_share: tuple[float, ...]


class Learner(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One learner who is about to choose: logs only.

    step: activities done so far. day: today. days_to_exam: from today.
    minutes_used, minutes_left: of the budget. session_min: learnt today. session_left_min: today's
        room for more, by the plan and by the budget.
    pretest_share: solved of the pre-test, 0 to 1. pace: minutes used / minutes usual, 1 at first.
    last: number of the last activity, -1 at first. last_correct: 1 right, 0 wrong, -1 no answer.
    wrong_streak: wrong answers in a row.
    recent_share: right of the last five answers, 0.5 at first.
    idle_days: days since the last session.
    lessons: by concept, looks at a video, a text or a worked example.
    attempts, correct: by concept, answers and right ones.
    streak: by concept, right answers in a row up to the last.
    last_level: by concept, of the last exercise, 0 before one.
    days_since: by concept, since it was last touched, `NEVER` before.
    known: by concept, the tutor's estimate that it is known, from answers alone: Bayesian knowledge
        tracing (Corbett & Anderson 1995, doi:10.1007/BF01099821).
    recall: by concept, the tutor's estimate that it can be recalled today, from the log alone.
    """

    step: int
    day: int
    days_to_exam: int
    minutes_used: float
    minutes_left: float
    session_min: float
    session_left_min: float
    pretest_share: float
    pace: float
    last: int
    last_correct: int
    wrong_streak: int
    recent_share: float
    idle_days: int
    lessons: tuple[int, ...]
    attempts: tuple[int, ...]
    correct: tuple[int, ...]
    streak: tuple[int, ...]
    last_level: tuple[int, ...]
    days_since: tuple[float, ...]
    known: tuple[float, ...]
    recall: tuple[float, ...]
