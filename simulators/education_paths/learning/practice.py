"""What each learner practised last: exercises of siblings in a row let learners tell them apart."""

import numpy as np

from simulators.education_paths.learning.model import Bools, Ints
from simulators.education_paths.learning.traits import Subject


class Practice:
    """The last activity of every learner, if it was an exercise.

    Interleaving helps where concepts are confusable and not elsewhere (Brunmair & Richter 2019,
    doi:10.1037/bul0000209), so only an exercise right after one of a sibling, on the same day,
    is a contrast.
    """

    def __init__(self, learners: int, subject: Subject) -> None:
        concepts = len(subject.confusable)
        self._concepts = concepts
        self._confusable = np.zeros((concepts + 1, concepts), dtype=np.bool_)
        for concept, siblings in enumerate(subject.confusable):
            self._confusable[list(siblings), concept] = True
            self._confusable[concept, list(siblings)] = True
        self._last = np.full(learners, concepts, dtype=np.int64)
        self._day = np.zeros(learners)

    def is_contrast(self, who: Ints, concept: Ints, day: float) -> Bools:
        """Of each learner: whether an exercise of the concept now follows one of a sibling."""
        contrast: Bools = self._confusable[self._last.take(who), concept]
        contrast &= self._day.take(who) == np.floor(day)
        return contrast

    def note(self, who: Ints, concept: Ints, exercise: Bools, day: float) -> None:
        """Remember what was done; anything but an exercise breaks the row."""
        self._last[who] = np.where(exercise, concept, self._concepts)
        self._day[who] = np.floor(day)
