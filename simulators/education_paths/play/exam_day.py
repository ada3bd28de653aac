"""The exam: everybody sits it, whoever gave up included (intention to treat)."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.course.exam import ExamForm
from simulators.education_paths.learning.model import Floats, LearnerModel


def sit_exam(form: ExamForm, model: LearnerModel, draws: Draws, exam_day: int) -> Floats:
    """Points of each learner, 0 to 100, with what is known on the day."""
    chance = model.p_item(form.concept, form.difficulty, form.slope, form.guess, float(exam_day))
    luck = draws.generator("exam").random(chance.shape)
    return np.asarray((luck < chance) @ form.points)
