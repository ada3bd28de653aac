"""Tuning of all constants of the champion by CMA-ES (Hansen & Ostermeier 2001)."""

import math
from collections.abc import Sequence
from typing import Any

from ruleloop.agents.evolve.tuning import Places
from ruleloop.draws import Draws

USUAL_COUNT = 4
STEP = 0.05  # of a constant's range


class CmaTuning:
    """A few generations of CMA-ES; its state follows from the seed and what it was told.

    doi:10.1162/106365601750190398. Positions run from 0 to 1 in each constant's range. All
    constants together move about as far as `USUAL_COUNT` of them by `step`: rules that are tuned
    already do not bear a large change of everything. With steps of 0.15, nearly all of 260 points
    in five long runs were worse than the champion, most of them by several worthwhile gains.
    `patience` is the number of generations in a row without a gain after which it gives up.
    """

    def __init__(
        self, name: str, source: str, *, places: Places, seed: int, generations: int = 4,
        step: float = STEP, patience: int | None = None,
    ) -> None:  # fmt: skip
        import numpy as np
        from cmaes import CMA  # type: ignore[attr-defined]  # the package marks no exports

        self.name = name
        self.source = source
        self.generations = generations
        self.step = step
        self.keys = tuple(places)
        count = len(self.keys)
        self.population = 4 + int(3.0 * math.log(max(1, count)))
        # CMA-ES needs two dimensions; a lone constant gets a partner that has no effect
        self._width = max(2, count)
        start = [*places.values(), *[0.5] * (self._width - count)]
        bounds = np.array([[0.0, 1.0]] * self._width)
        self._optimiser: Any = CMA(
            mean=np.clip(np.array(start), 0.02, 0.98), sigma=self._sigma(), bounds=bounds,
            seed=seed, population_size=self.population,
        )  # fmt: skip
        self._told: list[tuple[Any, float]] = []
        self._patience, self._barren = patience, 0
        self._asked = self._ask()

    def _sigma(self) -> float:
        """The step of one constant."""
        return self.step * math.sqrt(min(1.0, USUAL_COUNT / self._width))

    @property
    def done(self) -> bool:
        """After its generations, or with nothing to tune."""
        return self.generations <= 0 or not self.keys

    def next(self, draws: Draws, attempt: int) -> dict[str, float]:
        """The next point of this generation; further attempts lie a little aside."""
        point = dict(zip(self.keys, self._asked[len(self._told)], strict=False))
        aside = 0.02 * attempt
        return {k: v + draws.normal(0.0, aside, "aside", k) for k, v in point.items()}

    def learn(self, places: Places, fitness: float) -> None:
        """Take note; a whole generation moves the search distribution."""
        import numpy as np

        point = list(self._asked[len(self._told)])
        for place, key in enumerate(self.keys):
            point[place] = min(1.0, max(0.0, places.get(key, point[place])))
        self._told.append((np.array(point), -fitness))
        if len(self._told) == self.population:
            self._optimiser.tell(self._told)
            self._barren = 0 if any(told < 0.0 for _, told in self._told) else self._barren + 1
            self._told = []
            self.generations -= 1
            if self._optimiser.should_stop() or self._barren == self._patience:
                self.generations = 0
            self._asked = self._ask()

    def champion_gained(self, gain: float) -> None:
        """Ranks within a generation do not mind; the agent starts afresh at a new champion."""

    def _ask(self) -> Sequence[Sequence[float]]:
        return [self._optimiser.ask().tolist() for _ in range(self.population)]
