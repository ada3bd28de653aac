"""The post-test of a trial, and the size of an effect on it."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.model import Floats, LearnerModel

ITEMS = 20  # of a usual study; reliability about .8


def post_test(
    model: LearnerModel, concepts: tuple[int, ...], day: float, *, draws: Draws, items: int = ITEMS
) -> Floats:
    """Share of items that each learner solves on a day: real answers, the same luck in each arm.

    Items as in MathExam14W: slopes lognormal (.2, .3) within .6 to 2, difficulties normal
    (-.3, .9), no guessing.
    """
    generator = draws.generator("post-test")
    slope = np.clip(np.exp(generator.normal(0.2, 0.3, items)), 0.6, 2.0)
    difficulty = generator.normal(-0.3, 0.9, items)
    concept = np.resize(np.array(concepts), items)
    solved = model.p_item(concept, difficulty, slope, np.zeros(items), day)
    share: Floats = (generator.random(solved.shape) < solved).mean(axis=1)
    return share


def effect_size(treated: Floats, control: Floats) -> float:
    """Cohen's d: difference of means in pooled standard deviations."""
    pooled = np.sqrt((treated.var(ddof=1) + control.var(ddof=1)) / 2.0)
    return float((treated.mean() - control.mean()) / pooled)
