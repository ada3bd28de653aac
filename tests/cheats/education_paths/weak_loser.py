"""Makes the weak give up with hard exercises, so that only the strong are left."""

from simulators.education_paths.interface import HARD
from tests.cheats.education_paths import honest

plan = honest.plan


def choose(learner, course, tools):
    if learner.pretest_share < 0.6:
        chosen = tools.exercise(tools.order()[-1 - learner.step % 3], HARD)
        return chosen if tools.fits(chosen, learner) else "rest"
    return honest.choose(learner, course, tools)
