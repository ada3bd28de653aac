"""Fewer points than quarter-hours: pictures of a week must stay small."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

MOST_POINTS = 168  # hours of a week


def per_point(count: int, most: int = MOST_POINTS) -> int:
    """How many neighbours become one point, so that at most `most` are left."""
    return max(1, -(-count // most))


def means(values: Sequence[float], size: int) -> list[float]:
    """The mean of every `size` neighbours; the last ones may be fewer."""
    return [sum(part) / len(part) for part in parts(values, size)]


def parts(values: Sequence[T], size: int) -> list[Sequence[T]]:
    """Every `size` neighbours."""
    return [values[first : first + size] for first in range(0, len(values), size)]


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which a share of sorted values lies, linear between neighbours."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
