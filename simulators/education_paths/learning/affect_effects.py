"""Coefficients of feeling: load, boredom, and the chance to give up after an activity."""

from typing import Annotated

from simulators.education_paths.learning.coefficient import assumed, fitted
from simulators.education_paths.learning.tracing_effects import TracingEffects

OULAD = "dropout .312 of 32,593 students of OULAD, doi:10.1038/sdata.2017.171"
POOR = "withdrawal .372 in the poorest decile of OULAD, .259 in the richest"
WRONG = "hazard after a wrong answer, ASSISTments 2015: .150 against .027"


class AffectEffects(TracingEffects, frozen=True):
    """Load <- keep x load + new x (1 - (P + relief x q)); chances to stop are logits."""

    load_keep: Annotated[
        float, assumed(0.45, 0.75, "of load, from one activity to the next", le=0.99)
    ] = 0.6
    load_new: Annotated[float, assumed(0.4, 0.7, "load of an activity nobody can follow")] = 0.55
    load_relief: Annotated[float, assumed(0.2, 0.4, "off it at q = 1", le=1)] = 0.3
    load_hard: Annotated[float, assumed(1.2, 1.8, "factor for a hard exercise")] = 1.5
    load_light: Annotated[
        float, assumed(0.4, 0.8, "factor for worked examples, easy exercises")
    ] = 0.6
    load_rest: Annotated[float, assumed(0.15, 0.45, "of load, overnight", le=1)] = 0.3
    bored_keep: Annotated[float, assumed(0.6, 0.85, "of boredom, to the next activity", le=1)] = (
        0.75
    )
    bored_from: Annotated[
        float, assumed(0.8, 0.95, "chance of a right answer that bores", le=0.99)
    ] = 0.85

    stop_logits: Annotated[
        float, fitted(OULAD, "against stopping, at rest", between=(5.3, 6.1), le=20)
    ] = 5.7
    stop_wrong: Annotated[
        float, fitted(WRONG, "for stopping, after a wrong answer", between=(0.9, 1.5))
    ] = 1.21
    stop_streak: Annotated[
        float, assumed(0.0, 0.4, "for each wrong answer in a row, of at most four")
    ] = 0.25
    stop_overload: Annotated[float, assumed(0.4, 1.0, "for each unit of load above .8")] = 0.7
    stop_bored: Annotated[float, assumed(0.2, 0.8, "for full boredom")] = 0.5
    stop_tired: Annotated[
        float, assumed(0.02, 0.05, "for each minute of a session after `tired_from_min`")
    ] = 0.035
    persistence_logits: Annotated[
        float, assumed(0.35, 0.75, "against stopping for each unit of persistence", holdout=False)
    ] = 0.55
    poor_persistence: Annotated[
        float,
        fitted(POOR, "that the poorest decile lacks against the richest", between=(0.67, 1.13)),
    ] = 0.9
