"""How new the next video or text on a concept is to each learner."""

import numpy as np

from simulators.education_paths.learning.doing_table import FIRST_WORKED
from simulators.education_paths.learning.model import Floats, Ints


class Novelty:
    """Each video or text on a concept tells less than the one before; flat over pairs.

    Reading again hardly helps (Callender & McDaniel 2009, Contemp. Educ. Psychol. 34).
    Worked examples and exercises are other ones each time: they stay as new as they are.
    """

    def __init__(self, pairs: int, again_gain: float) -> None:
        self._again = again_gain
        self._left = np.ones(pairs)

    def of(self, at: Ints, code: Ints) -> Floats:
        """Factor of what an activity teaches, 0 to 1."""
        return np.where(code < FIRST_WORKED, self._left.take(at), 1.0)

    def see(self, at: Ints, code: Ints) -> None:
        """Learners look at it."""
        self._left[at[code < FIRST_WORKED]] *= self._again
