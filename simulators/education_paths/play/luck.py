"""The luck of every learner, drawn before play: two rule sets meet the same answers and patience.

An answer is named by learner, concept and attempt. Giving up is one number for each learner: how
much accumulated hazard it bears, exponential with mean 1, so that a course is given up where the
hazards of its activities have summed to it; that is the same as a chance of its own after every
activity, and pairs two rule sets far better.
"""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.model import Bools, Floats, Ints
from simulators.education_paths.observations import MOST_ATTEMPTS

_MOST = 1.0 - 1e-12


class Luck:
    """The draws of one replication."""

    def __init__(self, draws: Draws, learners: int, concepts: int) -> None:
        self._answer = draws.generator("answer").random((concepts, MOST_ATTEMPTS, learners))
        self._patience = draws.generator("patience").exponential(size=learners)
        self._borne: Floats = np.zeros(learners)

    def answer(self, who: Ints, concept: Ints, attempt: Ints) -> Floats:
        """Uniform numbers of the next answers; `attempt` counts earlier ones."""
        return np.asarray(self._answer[concept, attempt, who])

    def gives_up(self, who: Ints, chance: Floats) -> Bools:
        """Who gives up at such chances now."""
        self._borne[who] -= np.log1p(-np.clip(chance, 0.0, _MOST))
        return np.asarray(self._borne[who] > self._patience[who])
