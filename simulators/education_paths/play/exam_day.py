"""The exam: everybody sits it, whoever gave up included."""

from typing import Protocol

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.model import Floats, Ints, LearnerModel


class ExamForm(Protocol):
    concept: Ints
    difficulty: Floats
    slope: Floats
    guess: Floats


def sit_exam(form: ExamForm, model: LearnerModel, draws: Draws, exam_day: int) -> Floats:
    """Points of each learner, 0 to 100: the share of items solved."""
    chance = model.p_item(form.concept, form.difficulty, form.slope, form.guess, float(exam_day))
    luck = draws.generator("exam").random(chance.shape)
    return np.asarray(100.0 * (luck < chance).mean(axis=1))
