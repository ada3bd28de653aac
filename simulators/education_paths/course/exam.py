"""The exam: a form that nobody sees before, another one for every seed."""

from dataclasses import dataclass

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.model import Floats, Ints
from simulators.education_paths.world import World

# of the item bank, as the means and spreads in parameters/course.py
SLOPE_LOG_MEAN = 0.2
FLATTEST, STEEPEST = 0.6, 2.0
FARTHEST = 2.5  # logits from 0: an item that all or none solve says nothing


@dataclass(frozen=True)
class ExamForm:
    """Items of three parameters (Birnbaum 1968), as arrays over them.

    points: 100 in all; those of a concept have its share of the exam.
    """

    concept: Ints
    difficulty: Floats
    slope: Floats
    guess: Floats
    points: Floats


def draw_exam(world: World, shares: tuple[float, ...], draws: Draws) -> ExamForm:
    """The form of this seed; `shares` of its points by concept, 1 in all."""
    counts = item_counts(shares, world.exam_items)
    concept = np.repeat(np.arange(len(shares)), counts)
    items = len(concept)
    generator = draws.generator("form")
    slope = generator.lognormal(SLOPE_LOG_MEAN, world.exam_slope_sd, items)
    difficulty = generator.normal(world.exam_difficulty, world.exam_difficulty_sd, items)
    return ExamForm(
        concept=concept,
        difficulty=np.clip(difficulty, -FARTHEST, FARTHEST),
        slope=np.clip(slope, FLATTEST, STEEPEST),
        guess=np.full(items, world.exam_guess),
        points=100.0 * (np.array(shares) / np.maximum(counts, 1))[concept],
    )


def item_counts(shares: tuple[float, ...], items: int) -> Ints:
    """Items by concept: at least one where there is a share, the rest by largest remainders.

    Where there are more concepts with a share than items, each gets one.
    """
    share = np.array(shares)
    counts = (share > 0.0).astype(np.int64)
    left = items - int(counts.sum())
    if left <= 0:
        return counts
    # what each should still get, in proportion to what one item does not give it yet
    wanted = np.maximum(share * items - counts, 0.0)
    wanted *= left / wanted.sum() if wanted.sum() > 0.0 else 0.0
    whole = np.floor(wanted + 1e-9).astype(np.int64)
    rest = left - int(whole.sum())
    first = np.argsort(-(wanted - whole), kind="stable")[:rest]
    counts += whole
    counts[first] += 1
    return counts
