"""Which model learners follow, and factors by which its coefficients can be off together.

Coefficients are parameters as well (`learning/effects.py`); those of one effect come from the same
studies, so where one is too high the others are, too. Hold-out worlds move these factors.
"""

from typing import Annotated, Literal

from simulators.education_paths.parameters.cohort import CohortParameters
from simulators.education_paths.parameters.meta import chosen, scale


class ScaleParameters(CohortParameters, frozen=True, forbid_unknown_fields=True):
    """Factors on coefficients; `scaled.py` says on which."""

    learner_model: Annotated[
        Literal["continuous", "tracing"],
        chosen("model by which the cohort learns, continuous or tracing"),
    ] = "continuous"
    lesson_scale: Annotated[float, scale("what is learnt from videos, texts and examples")] = 1.0
    exercise_scale: Annotated[float, scale("what is learnt from exercises")] = 1.0
    feedback_scale: Annotated[
        float, scale("what a right and a wrong answer teach", used_by="continuous")
    ] = 1.0
    expertise_scale: Annotated[
        float, scale("how the use of examples falls, of exercises rises", used_by="continuous")
    ] = 1.0
    readiness_scale: Annotated[
        float, scale("what prerequisites add to learning", used_by="continuous")
    ] = 1.0
    failure_scale: Annotated[
        float, scale("what trying first prepares for", used_by="continuous")
    ] = 1.0
    contrast_scale: Annotated[
        float, scale("what changing between siblings adds", used_by="continuous")
    ] = 1.0
    difficulty_scale: Annotated[float, scale("how much levels of exercises differ")] = 1.0
    stability_scale: Annotated[float, scale("how long what was learnt is remembered")] = 1.0
    testing_scale: Annotated[float, scale("what an activity adds to that")] = 1.0
    spacing_scale: Annotated[float, scale("what waiting before it adds to that")] = 1.0
    load_scale: Annotated[float, scale("how much what is too hard burdens")] = 1.0
    stop_scale: Annotated[float, scale("odds to give the course up")] = 1.0
    wrong_stop_scale: Annotated[float, scale("by how much wrong answers raise them (logits)")] = 1.0
