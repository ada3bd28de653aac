"""Keyed luck of learning: one number for each learner, concept and touch of it."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.model import Floats, Ints

BLOCK = 8  # touches drawn at a time


class Luck:
    """Uniform numbers whose keys are facts: whatever is done in between, they are the same."""

    def __init__(self, draws: Draws, learners: int, concepts: int) -> None:
        self._draws = draws.within("learnt")
        self._learners = learners
        self._blocks: list[list[Floats]] = [[] for _ in range(concepts)]
        self._numbers = np.zeros((concepts, 0, learners))

    def uniform(self, who: Ints, concept: Ints, touch: Ints) -> Floats:
        """Of some learners, for their nth touch of a concept each, counted from 0."""
        while touch.size and int(touch.max()) >= self._numbers.shape[1]:
            self._grow()
        return self._numbers[concept, touch, who]

    def _grow(self) -> None:
        for concept, blocks in enumerate(self._blocks):
            generator = self._draws.generator(concept, len(blocks))
            blocks.append(generator.random((BLOCK, self._learners)))
        self._numbers = np.stack([np.concatenate(blocks) for blocks in self._blocks])
