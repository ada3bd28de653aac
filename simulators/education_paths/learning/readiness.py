"""How ready learners are for a concept: what they know and recall of its prerequisites."""

import numpy as np

from simulators.education_paths.learning.logistic import logistic
from simulators.education_paths.learning.memory import Memory
from simulators.education_paths.learning.model import Floats, Ints
from simulators.education_paths.learning.traits import Subject, Traits


class Readiness:
    """The mean of mastery x recall over prerequisites, 0 to 1.

    A concept without prerequisites stands on what was learnt before the course, which ability
    tells: `ground_logits` plus ability, as a chance.
    """

    def __init__(self, traits: Traits, subject: Subject, ground_logits: float) -> None:
        self._ground = logistic(ground_logits + traits.ability)
        self._concepts = len(subject.prerequisites)
        most = max((len(each) for each in subject.prerequisites), default=0)
        self._padded = np.zeros((self._concepts, max(most, 1)), dtype=np.int64)
        self._weight = np.zeros(self._padded.shape)
        for concept, found in enumerate(subject.prerequisites):
            self._padded[concept, : len(found)] = found
            self._weight[concept, : len(found)] = 1.0 / max(len(found), 1)
        self._is_root = np.array([not found for found in subject.prerequisites])

    def of(
        self, who: Ints, concept: Ints, *, mastery: Floats, memory: Memory, day: float
    ) -> Floats:
        """Readiness of some learners for one concept each; `mastery`: flat, learner by learner."""
        at = (who * self._concepts)[:, None] + self._padded.take(concept, axis=0)
        usable = mastery.take(at) * memory.recall(at, day)
        ready: Floats = np.einsum("ij,ij->i", usable, self._weight.take(concept, axis=0))
        ready += self._is_root.take(concept) * self._ground.take(who)
        return ready
