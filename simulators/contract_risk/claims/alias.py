"""Picks from a discrete distribution in constant time (Walker 1977, doi:10.1145/355744.355749)."""

import numpy as np
from numpy.typing import NDArray


class Alias:
    """Indices with given weights; at least one weight is positive, none negative."""

    def __init__(self, weights: NDArray[np.float64]) -> None:
        shares = (weights / weights.sum() * len(weights)).tolist()
        self._keep, self._other = _table(shares)

    def pick(self, generator: np.random.Generator, count: int) -> NDArray[np.int32]:
        """Independent picks, shape (count,)."""
        place = generator.random(count)
        place *= len(self._keep)
        picked = place.astype(np.int32)
        place -= picked
        return np.where(place < self._keep[picked], picked, self._other[picked])


def _table(shares: list[float]) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Vose 1991 (doi:10.1109/32.92917): each place keeps its own index, or gives another one."""
    keep, other = [1.0] * len(shares), list(range(len(shares)))
    most = shares.index(max(shares))
    small = [k for k, share in enumerate(shares) if share < 1.0]
    large = [k for k, share in enumerate(shares) if share >= 1.0]
    while small and large:
        poor, rich = small.pop(), large[-1]
        keep[poor], other[poor] = shares[poor], rich
        shares[rich] -= 1.0 - shares[poor]
        if shares[rich] < 1.0:
            small.append(large.pop())
    for left in small:  # rounding may leave one that is nowhere near full
        if shares[left] < 0.5:
            keep[left], other[left] = shares[left], most
    return np.array(keep), np.array(other, dtype=np.int32)
