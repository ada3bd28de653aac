"""Coefficients of remembering: stability in days, in the form of FSRS."""

from typing import Annotated

from simulators.education_paths.learning.coefficient import assumed, fitted, sourced
from simulators.education_paths.learning.knowledge_effects import KnowledgeEffects

FSRS = "FSRS-6, fits of 49 users in srs-benchmark (open-spaced-repetition)"
FIRST = "FSRS-6, geometric mean of first stabilities over how often first ratings are given"
SPACING = "spaced against massed, Latimier et al. 2021, doi:10.1007/s10648-020-09572-8"
TESTING = "quiz against restudy, Yang et al. 2021, doi:10.1037/bul0000309"


class MemoryEffects(KnowledgeEffects, frozen=True):
    """Of recall R = (1 + F days / S) ** -decay with R(S) = .9, and of stability S."""

    decay: Annotated[
        float, sourced(FSRS, "how recall falls with time", between=(0.17, 0.33), ge=0.02, le=1.0)
    ] = 0.25
    first_stability_days: Annotated[
        float, sourced(FIRST, "S of what was just learnt", between=(0.75, 3.0), ge=0.05, le=365)
    ] = 1.5
    prior_stability_days: Annotated[
        float, assumed(30, 180, "S of what was known before the course", ge=0.05, le=3650)
    ] = 45.0
    right_stability: Annotated[
        float, assumed(0.03, 0.15, "S grows by this factor more at a right answer", trial=TESTING)
    ] = 0.05
    right_spaced: Annotated[
        float, fitted(SPACING, "added to it at R = 0", between=(13, 23), le=100)
    ] = 18.0
    hard_stability: Annotated[
        float, assumed(1.0, 1.5, "factor of S at a right answer to a hard exercise", ge=1.0)
    ] = 1.25
    wrong_stability: Annotated[
        float, assumed(0.6, 1.0, "factor of S at a wrong answer", ge=0.05)
    ] = 0.9
    wrong_spaced: Annotated[
        float, assumed(4.0, 12.0, "added to it at R = 0: feedback is a restudy", le=100)
    ] = 8.0
    lesson_stability: Annotated[
        float, assumed(0.25, 0.45, "S grows by this factor more at a lesson", trial=TESTING)
    ] = 0.35
    lesson_spaced: Annotated[
        float, assumed(3, 5, "added to it at R = 0", le=100, trial=SPACING)
    ] = 4.0
