"""What agents may use when they rewrite rules of a course: signals, idioms and knobs.

Rule sets share their helper functions, so that parts can be exchanged: `is_done(concept, learner)`,
`next_concept(learner, course, tools)`, `activity(concept, learner, course, tools)`,
`review(learner, course, tools)` and `choose(learner, course, tools)`.
"""

from ruleloop.domain import Idiom, Knob, Signal

SIGNALS = (
    Signal("learner.step", "count", "activities done so far"),
    Signal("learner.day", "days", "today, from 0"),
    Signal("learner.days_to_exam", "days", "from today"),
    Signal("learner.minutes_used", "min", "learnt so far"),
    Signal("learner.minutes_left", "min", "of the budget"),
    Signal("learner.session_min", "min", "learnt today"),
    Signal("learner.session_left_min", "min", "today's room for more"),
    Signal("learner.pretest_share", "share", "of the pre-test that was solved"),
    Signal("learner.pace", "factor", "minutes used by minutes usual"),
    Signal("learner.wrong_streak", "count", "wrong answers in a row"),
    Signal("learner.recent_share", "share", "right of the last five answers"),
    Signal("learner.idle_days", "days", "since the last session"),
    Signal("learner.last_correct", "flag", "1 right, 0 wrong, -1 no answer"),
    Signal("learner.lessons[concept]", "count", "lessons on the concept"),
    Signal("learner.attempts[concept]", "count", "answers to the concept"),
    Signal("learner.correct[concept]", "count", "right answers to the concept"),
    Signal("learner.streak[concept]", "count", "right answers in a row to the concept"),
    Signal("learner.last_level[concept]", "level", "of its last exercise"),
    Signal("learner.days_since[concept]", "days", "since the concept was touched"),
    Signal("learner.known[concept]", "share", "estimate that the concept is known"),
    Signal("learner.recall[concept]", "share", "estimate that it can be recalled"),
    Signal("sum(learner.attempts)", "count", "answers in all"),
    Signal("min(learner.known)", "share", "of the concept known least"),
    Signal("learner.lessons.count(0)", "count", "concepts without a lesson"),
)

IDIOMS = (
    Idiom("learner.known[concept] < {c}", "bool", ((0.2, 0.98),), "hardly known"),
    Idiom("learner.recall[concept] < {c}", "bool", ((0.6, 0.98),), "fading"),
    Idiom("learner.wrong_streak >= {c}", "bool", ((1.0, 4.0),), "stuck"),
    Idiom("learner.recent_share < {c}", "bool", ((0.2, 0.9),), "little success lately"),
    Idiom("learner.pretest_share < {c}", "bool", ((0.15, 0.7),), "knew little before"),
    Idiom("learner.days_to_exam < {c}", "bool", ((3.0, 25.0),), "the exam is near"),
    Idiom("learner.minutes_left < {c}", "bool", ((10.0, 150.0),), "little time is left"),
    Idiom("learner.session_min > {c}", "bool", ((5.0, 40.0),), "a long session already"),
    Idiom("learner.attempts[concept] >= {c}", "bool", ((1.0, 12.0),), "practised a lot"),
    Idiom("learner.streak[concept] >= {c}", "bool", ((1.0, 4.0),), "solved a few in a row"),
    Idiom("learner.lessons[concept] < {c}", "bool", ((1.0, 3.0),), "few lessons on it"),
    Idiom("learner.last_correct == 0", "bool", (), "the last answer was wrong"),
    Idiom("learner.days_since[concept] >= {c}", "bool", ((1.0, 8.0),), "not touched for days"),
    Idiom(
        "learner.minutes_left < {c} * learner.lessons.count(0)",
        "bool",
        ((3.0, 15.0),),
        "time is short for the concepts that are left",
    ),
    Idiom(
        "learner.known[concept] * learner.recall[concept]",
        "share",
        (),
        "what could be used of it today",
    ),
)

KNOBS = (
    Knob("SESSION_SHARE", "factor", 0.9, 3.0),
    Knob("FIRST_LOOK_MIN", "min", 2.0, 15.0),
    Knob("MASTERED", "share", 0.6, 0.99),
    Knob("MOST_PRACTICE", "count", 3, 20, whole=True),
    Knob("FIRST_PRACTICE", "count", 1, 8, whole=True),
    Knob("STUCK", "count", 1, 6, whole=True),
    Knob("NOVICE", "share", 0.2, 0.98),
    Knob("EXPERT_PRETEST", "share", 0.3, 1.0),
    Knob("FIRST_EXAMPLES", "count", 1, 5, whole=True),
    Knob("MOST_EXAMPLES", "count", 1, 6, whole=True),
    Knob("HARDER_AFTER", "count", 0, 10, whole=True),
    Knob("FADING", "share", 0.5, 0.99),
    Knob("REVIEW_DAYS", "days", 1.0, 10.0),
    Knob("READY", "share", 0.3, 0.98),
    Knob("CALM", "count", 0, 5, whole=True),
)
