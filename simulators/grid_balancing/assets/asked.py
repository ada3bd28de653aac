"""What rules asked for, one value for each asset of a kind."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T", bound=float)

TOLERANCE_MW = 1e-6  # a watt: what rounding in a rule may be wrong by


def asked(given: Sequence[T], count: int, *, usual: T) -> tuple[Sequence[T], int]:
    """The wishes and how many are refused: an empty answer is `usual`, a wrong length is too.

    A wrong length is refused as one decision, as nobody can tell what was meant for which asset.
    """
    if len(given) == count:
        return given, 0
    return (usual,) * count, int(len(given) > 0)


def trimmed(wish: float, low: float, high: float) -> tuple[float, int]:
    """The wish within its limits, and whether (0 or 1) it was further than a watt outside."""
    if wish < low:
        return low, int(wish < low - TOLERANCE_MW)
    if wish > high:
        return high, int(wish > high + TOLERANCE_MW)
    return wish, 0
