"""Trials on whole courses and on what answers look like: curves, mastery learning, dropout."""

from functools import lru_cache

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.continuous import ContinuousModel
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.logistic import logit
from simulators.education_paths.learning.model import EXERCISE, TEXT, VIDEO
from simulators.education_paths.learning.trials import course, tutor
from simulators.education_paths.learning.trials.arm import Session, Step, play
from simulators.education_paths.learning.trials.lessons import NOVICE
from simulators.education_paths.learning.trials.post_test import effect_size, post_test
from simulators.education_paths.learning.trials.sample import LEARNERS, sample
from simulators.education_paths.learning.trials.trial import SEED, alone

OPPORTUNITIES = 8


@lru_cache(maxsize=2)
def curve(effects: Effects) -> tuple[float, ...]:
    """Share of right answers at each of eight problems after a video and a text, on two days."""
    draws = Draws(SEED)
    model = ContinuousModel(sample(draws, (NOVICE,)), alone(), effects)
    drill = [Step(EXERCISE, 2)] * (OPPORTUNITIES // 2)
    sessions = [Session(0, [Step(VIDEO), Step(TEXT), *drill]), Session(2, drill)]
    return tuple(play(model, sessions, LEARNERS, draws))


def first_attempt(effects: Effects) -> float:
    """Share of right first answers after instruction."""
    return curve(effects)[0]


def logits_per_opportunity(effects: Effects) -> float:
    """Slope of the learning curve."""
    logits = [logit(share) for share in curve(effects)]
    return float(np.polyfit(np.arange(OPPORTUNITIES), logits, 1)[0])


@lru_cache(maxsize=4)
def mastery_course(effects: Effects, persistence: float = 0.0) -> course.Run:
    """Mastery learning by learners who may give up; persistence: mean, as in `sample`."""
    draws = Draws(SEED)
    participants = sample(draws, (course.PRIOR,) * course.CONCEPTS, persistence)
    model = ContinuousModel(participants, course.subject(), effects)
    return course.Classroom(model, LEARNERS, draws, may_stop=True).run(tutor.mastery)


def dropout_share(effects: Effects) -> float:
    """Of those who start a course with mastery learning, who gives up."""
    return float(mastery_course(effects).stopped.mean())


def hazard_ratio(effects: Effects) -> float:
    """Chance to give up after a wrong answer over that after a right one."""
    run = mastery_course(effects)
    return float(run.stopped_then[run.wrong].mean() / run.stopped_then[~run.wrong].mean())


def poor_gap(effects: Effects) -> float:
    """Dropout of the poorest decile less that of the richest, in shares."""
    half = effects.poor_persistence / 2.0
    poor, rich = mastery_course(effects, -half), mastery_course(effects, half)
    return float(poor.stopped.mean() - rich.stopped.mean())


def mastery_against_linear(effects: Effects) -> float:
    """Cohen's d of mastery learning and review against a linear path and review; nobody stops."""
    draws, scores = Draws(SEED), []
    for path in (tutor.mastery_and_review, tutor.linear):
        participants = sample(draws, (course.PRIOR,) * course.CONCEPTS)
        model = ContinuousModel(participants, course.subject(), effects)
        course.Classroom(model, LEARNERS, draws, may_stop=False).run(path)
        tested = tuple(range(course.CONCEPTS))
        scores.append(post_test(model, tested, course.TEST_DAY, draws=draws, items=40))
    return effect_size(*scores)
