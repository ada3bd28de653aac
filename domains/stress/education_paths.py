"""Rare classes that rules must carry through a course: pass or fail, each replication by itself.

The limits are loose on purpose: they catch rules that break down, not rules that teach less.
"""

from typing import Any

from ruleloop.domain import AtLeast, AtMost, Never, Stress

ALWAYS = (Never("over_budget_minutes"), AtMost("illegal_share", 0.02))


def _class(
    name: str, why: str, *, score: float, dropout: float, covered: float = 0.7, **world: Any
) -> Stress:
    limits = (
        *ALWAYS,
        AtLeast("exam_score", score),
        AtMost("dropout_share", dropout),
        AtLeast("coverage_share", covered),
    )
    return Stress(name, {"learners": 200, **world}, limits, why)


STRESS = (
    _class("nobody knows a thing", "a subject that is new to all", score=30.0, dropout=0.7,
           prior_mastery=0.04, prior_sd=0.4),
    _class("half the time", "a term is cut short", score=30.0, dropout=0.6, covered=0.4,
           budget_min=100.0, days=7),
    _class("a long wait for the exam", "it is put off by six weeks", score=30.0, dropout=0.7,
           exam_delay_days=49),
    _class("all forget quickly", "a tired year", score=28.0, dropout=0.7,
           stability_scale=0.4),
    _class("hard to hold", "nothing depends on passing", score=25.0, dropout=0.85,
           stop_scale=2.0),
)  # fmt: skip
