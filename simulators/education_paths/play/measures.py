"""What is reported of a course that is over."""

import numpy as np

from simulators.education_paths.cohort.cohort import Learners
from simulators.education_paths.learning.model import Bools, Floats
from simulators.education_paths.play.logs import Logs
from simulators.education_paths.play.tally import Tally, coverage_share

THIRDS = ("low", "middle", "high")


def measures(
    learners: Learners, exam_share: Floats, *, scores: Floats, logs: Logs, tally: Tally
) -> dict[str, float]:
    """Points from 0 to 100, shares from 0 to 1, minutes and counts for each learner who began.

    The objective `exam_score` is the sum of what each third of prior knowledge contributes to it.
    """
    count = len(scores)
    thirds = [learners.prior_third == third for third in range(3)]
    parts = {
        f"{name}_prior_points": float(scores[is_in].sum()) / count
        for name, is_in in zip(THIRDS, thirds, strict=True)
    }
    means = {
        f"{name}_prior_score": _mean(scores, is_in)
        for name, is_in in zip(THIRDS, thirds, strict=True)
    }
    return {
        "exam_score": sum(parts.values()),
        **parts,
        **means,
        "poor_score": _mean(scores, learners.is_poor),
        "slow_memory_score": _mean(scores, learners.is_slow),
        "score_gap": means["high_prior_score"] - means["low_prior_score"],
        "dropout_share": float(tally.stopped.mean()),
        **_conduct(exam_share, logs=logs, tally=tally),
    }


def _conduct(exam_share: Floats, *, logs: Logs, tally: Tally) -> dict[str, float]:
    """How the course was run."""
    count, done = len(logs.step), max(1, tally.done)
    return {
        "minutes_used": tally.minutes / count,
        "over_budget_minutes": float(np.maximum(0.0, logs.minutes_used - logs.budget_min).sum()),
        "prerequisite_violation_share": tally.unmet / done,
        "overload_minutes_share": tally.overload_min / max(1e-9, tally.minutes),
        "long_wrong_streak_share": float(tally.had_long_streak.mean()),
        "wheel_spinning_share": tally.wheel_spinning_share(logs.attempts),
        "coverage_share": coverage_share(logs, tally.stopped, exam_share),
        "practice_repeat_share": tally.repeats / done,
        "illegal_share": tally.illegal / max(1, tally.decisions),
        "activities": float(logs.step.mean()),
        "lessons_share": float(logs.lessons.sum()) / done,
        "right_share": tally.right / max(1, tally.answers),
    }


def _mean(scores: Floats, is_in: Bools) -> float:
    """The mean of a group; of everybody where nobody is in it, so that it is always a number."""
    return float(scores[is_in].mean() if is_in.any() else scores.mean())
