"""Tuning of a structure's constants before it is judged by what it could do."""

import math
from collections.abc import Mapping
from typing import Protocol

from ruleloop.draws import Draws

Places = Mapping[str, float]


class Tuning(Protocol):
    """A series of proposals that differ from `source` in constants only.

    Positions run from 0 to 1 in each constant's range. `next` changes nothing; `learn` is told
    every proposal of the series in order.
    """

    name: str
    source: str

    @property
    def done(self) -> bool:
        """Whether the series is over."""
        ...

    def next(self, draws: Draws, attempt: int) -> dict[str, float]:
        """The positions to try next; a later attempt gives others."""
        ...

    def learn(self, places: Places, fitness: float) -> None:
        """Take note of how positions fared; see `fitness`."""
        ...

    def champion_gained(self, gain: float) -> None:
        """The champion has moved up; what comes next is compared with the new one."""
        ...


STEP = 0.08  # of a constant's range
MOVED_AT_ONCE = 3.0  # of the other constants, on average: rules that are tuned bear few changes


class StepTuning:
    """A (1+1) evolution strategy with the one-fifth rule (Rechenberg 1973) for a few steps.

    Constants that the structure has brought along move always, the others now and then.
    """

    def __init__(
        self, name: str, source: str, *, places: Places, fresh: frozenset[str], fitness: float
    ) -> None:
        self.name = name
        self.source = source
        self.fresh = fresh
        self.best = dict(places)
        self.fitness = fitness
        self.tries = 0
        self.misses = 0
        self.step = STEP

    @property
    def done(self) -> bool:
        """After 12 tries, later as long as it gets better, sooner when nothing comes of it."""
        hopeless = self.fitness <= 0.0 and self.misses >= 6
        patience = 9 if self.tries < 12 else 4
        return not self.best or self.tries >= 40 or self.misses >= patience or hopeless

    def next(self, draws: Draws, attempt: int) -> dict[str, float]:
        """A step from the best positions."""
        del attempt  # the draws are those of the attempt
        others = len(self.best.keys() - self.fresh)
        chance = min(0.5, MOVED_AT_ONCE / max(1, others))
        moving = [k for k in self.best if k in self.fresh or draws.chance(chance, "moves", k)]
        moving = moving or [draws.choice(sorted(self.best), "one")]
        step = self.step * 2.0 ** draws.between(-2.0, 0.5, "scale")
        return {k: self._moved(draws, k, step) if k in moving else v for k, v in self.best.items()}

    def _moved(self, draws: Draws, key: str, step: float) -> float:
        wide = 2.0 if key in self.fresh else 1.0
        place = self.best[key] + draws.normal(0.0, wide * step, "step", key)
        return abs(place) if place < 1.0 else max(0.0, 2.0 - place)

    def learn(self, places: Places, fitness: float) -> None:
        """Move to what is better; lengthen or shorten the step."""
        self.tries += 1
        if fitness > self.fitness:
            self.best = {key: places.get(key, place) for key, place in self.best.items()}
            self.fitness, self.misses = fitness, 0
            self.step *= 1.5
        else:
            self.misses += 1
            self.step *= math.pow(1.5, -0.25)
        self.step = min(0.5, max(0.01, self.step))

    def champion_gained(self, gain: float) -> None:
        """The champion has moved up: the best of the series is worth that much less."""
        self.fitness -= gain
