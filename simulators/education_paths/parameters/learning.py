"""How learners learn, forget and give up: which model, and factors on its published effects."""

from typing import Annotated, Literal

from simulators.education_paths.parameters.cohort import CohortParameters
from simulators.education_paths.parameters.meta import chosen, scale


class LearningParameters(CohortParameters, frozen=True, forbid_unknown_fields=True):
    """Coefficients are in `learning/effects.py`; these move them, so that no rule relies on one."""

    learner_model: Annotated[
        Literal["continuous", "tracing"], chosen("model by which the cohort learns")
    ] = "continuous"
    lesson_scale: Annotated[float, scale("what is learnt from videos, texts and examples")] = 1.0
    exercise_scale: Annotated[float, scale("what is learnt from exercises")] = 1.0
    worked_scale: Annotated[float, scale("help of worked examples to novices, harm to experts")] = (
        1.0
    )
    failure_scale: Annotated[float, scale("what trying first prepares for")] = 1.0
    prerequisite_scale: Annotated[float, scale("how much learning needs the prerequisites")] = 1.0
    interleaving_scale: Annotated[float, scale("what changing between siblings helps")] = 1.0
    testing_scale: Annotated[float, scale("what a right answer does for memory")] = 1.0
    spacing_scale: Annotated[float, scale("what waiting before it adds to that")] = 1.0
    stability_scale: Annotated[float, scale("how long memory lasts")] = 1.0
    load_scale: Annotated[float, scale("how much what is too hard burdens")] = 1.0
    boredom_scale: Annotated[float, scale("how much what is too easy bores")] = 1.0
    stop_scale: Annotated[float, scale("chance to give the course up")] = 1.0
    wrong_stop_scale: Annotated[float, scale("by how much a wrong answer raises it")] = 1.0
