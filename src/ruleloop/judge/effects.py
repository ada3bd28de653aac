"""What each move of a joint design does to the gain, told apart by least squares."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from ruleloop.judge.estimate import t_quantile
from ruleloop.judge.verdict import Estimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TINY = 1e-9


class Row(msgspec.Struct, frozen=True):
    """One pair of replications: its world, what was moved in it, and the gain seen."""

    world: int
    moved: tuple[Hashable, ...]
    gain: float


def effects(rows: Sequence[Row], *, confidence: float = 0.95) -> dict[Hashable, Estimate]:
    """The change of the gain by each move, against the same world without it.

    Least squares with an effect for each world and each move; what moves do together beyond the
    sum of what they do alone counts as noise. Intervals are by Student's t with the HC3 variance,
    which does not ask the noise to be equal everywhere (MacKinnon & White 1985,
    doi:10.1016/0304-4076(85)90158-7). A move that the rows cannot tell apart is left out.
    """
    worlds = sorted({row.world for row in rows})
    moves = list(dict.fromkeys(move for row in rows for move in row.moved))
    design = np.array(
        [[row.world == w for w in worlds] + [m in row.moved for m in moves] for row in rows],
        dtype=float,
    )
    if not moves:
        return {}
    gains = np.array([row.gain for row in rows])
    found = _Fit(design, gains)
    half = t_quantile(0.5 + confidence / 2.0, found.freedom) if found.freedom > 0 else 0.0
    estimates: dict[Hashable, Estimate] = {}
    for place, move in enumerate(moves, len(worlds)):
        if found.freedom > 0 and found.tells(place):
            mean, error = float(found.means[place]), half * float(found.errors[place])
            pairs = int(design[:, place].sum())
            sd = float(found.errors[place]) * pairs**0.5
            estimates[move] = Estimate(mean, mean - error, mean + error, sd, pairs, confidence)
    return estimates


class _Fit:
    """Least squares by the pseudo-inverse; `design` is (rows, unknowns)."""

    def __init__(self, design: "NDArray[np.float64]", gains: "NDArray[np.float64]") -> None:
        inverse = np.linalg.pinv(design)
        self.means = inverse @ gains
        self.freedom = len(gains) - round(float(np.trace(inverse @ design)))
        room = 1.0 - np.einsum("ij,ji->i", design, inverse)
        is_fitted = room < _TINY  # such a row alone decides on something: it shows no noise
        left = gains - design @ self.means
        left = np.where(is_fitted, 0.0, left / np.where(is_fitted, 1.0, room))
        self.errors = np.sqrt(np.square(inverse) @ np.square(left))
        told = np.abs(np.einsum("ij,ji->i", inverse, design) - 1.0) < _TINY**0.5
        self._told = told & ~(np.abs(inverse[:, is_fitted]) > _TINY).any(axis=1)

    def tells(self, place: int) -> bool:
        """Whether an unknown can be told from the others, with its noise."""
        return bool(self._told[place])
