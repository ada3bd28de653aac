"""Coefficients of the discrete model: knowledge tracing with forgetting."""

from typing import Annotated

from simulators.education_paths.learning.coefficient import assumed, sourced
from simulators.education_paths.learning.memory_effects import MemoryEffects

TABLE = "ASSISTments 2015, 60 largest skills, Bayesian knowledge tracing by EM"


class TracingEffects(MemoryEffects, frozen=True):
    """Chances to know, to learn, to guess and to slip; quartiles of skills where sourced.

    The table's first chance to know (median .70, quartiles .57 and .74) is of students who were
    instructed, and biased upward because they leave on mastery. A new module starts with the
    mastery of its cohort, .1 to .4; a lesson takes most there, hence its chance. The chance to
    guess is below the table's median of .36, which goes along with its high first chance. A worked
    example teaches what exercises of the same minutes do.
    """

    tracing_start: Annotated[
        float, assumed(0.7, 1.3, "chance to know a concept before the course, per m of then", le=2)
    ] = 1.0
    tracing_exercise: Annotated[
        float, sourced(TABLE, "chance to learn by an exercise", between=(0.13, 0.32), le=1)
    ] = 0.23
    tracing_lesson: Annotated[float, assumed(0.25, 0.55, "chance by a video or text", le=1)] = 0.4
    tracing_worked: Annotated[float, assumed(0.2, 0.4, "chance by a worked example", le=1)] = 0.28
    tracing_unready: Annotated[
        float, assumed(0.1, 0.4, "factor of these chances at q = 0", le=1)
    ] = 0.2
    tracing_guess: Annotated[
        float, sourced(TABLE, "chance to solve it unknowing", between=(0.26, 0.48), le=0.9)
    ] = 0.30
    tracing_slip: Annotated[
        float, sourced(TABLE, "chance to fail it knowing", between=(0.11, 0.21), le=0.9)
    ] = 0.17
