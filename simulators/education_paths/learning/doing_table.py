"""One code for each kind and level of activity, and tables of coefficients by it."""

import numpy as np

from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.model import Doing, Floats, Ints

CODES = 6  # video, text, worked example, then easy, middle and hard exercise
FIRST_WORKED, FIRST_EXERCISE, HARD_CODE = 2, 3, 5


def code(doing: Doing) -> Ints:
    """Of each activity: 0 video, 1 text, 2 worked example, 3 easy to 5 hard exercise."""
    return doing.kind + np.maximum(doing.level - 1, 0)


def hardness_logits(effects: Effects) -> Floats:
    """By code, what an exercise is harder than a middle one."""
    return np.array([0.0, 0.0, 0.0, -effects.easy_logits, 0.0, effects.hard_logits])


def load_factor(effects: Effects) -> Floats:
    """By code, how much of a load it is."""
    light = effects.load_light
    return np.array([1.0, 1.0, light, light, 1.0, effects.load_hard])
