"""Coefficients of the discrete model: knowledge tracing with forgetting."""

from typing import Annotated

from simulators.education_paths.learning.coefficient import assumed, sourced
from simulators.education_paths.learning.memory_effects import MemoryEffects

TABLE = "ASSISTments 2015, 60 largest skills, Bayesian knowledge tracing by EM"


class TracingEffects(MemoryEffects, frozen=True):
    """Chances to know, to learn, to guess and to slip; quartiles of skills where sourced."""

    tracing_start: Annotated[
        float, assumed(0.7, 1.3, "chance to know a concept before the course, per m of then", le=2)
    ] = 1.0
    tracing_exercise: Annotated[
        float, sourced(TABLE, "chance to learn by an exercise", between=(0.13, 0.32), le=1)
    ] = 0.23
    tracing_lesson: Annotated[float, assumed(0.15, 0.35, "chance by a video or text", le=1)] = 0.25
    tracing_worked: Annotated[float, assumed(0.2, 0.45, "chance by a worked example", le=1)] = 0.32
    tracing_unready: Annotated[
        float, assumed(0.1, 0.4, "factor of these chances at q = 0", le=1)
    ] = 0.2
    tracing_guess: Annotated[
        float, sourced(TABLE, "chance to solve it unknowing", between=(0.26, 0.48), le=0.9)
    ] = 0.30
    tracing_slip: Annotated[
        float, sourced(TABLE, "chance to fail it knowing", between=(0.11, 0.21), le=0.9)
    ] = 0.17
