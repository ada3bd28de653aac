"""Numbers that know their unit and refuse nonsense when they are used: an oracle for the search.

It shares nothing with the search's own algebra: units are exponents, checked while rules run.
"""

from dataclasses import dataclass
from typing import Any


class UnitClash(Exception):
    """Quantities of different units were added or compared, or two units were multiplied."""


@dataclass(frozen=True, eq=False)
class Quantity:
    """A number with exponents of units; plain numbers fit every sum and comparison."""

    value: float
    powers: tuple[tuple[str, int], ...]

    def _beside(self, other: Any) -> float:
        if not isinstance(other, Quantity):
            return float(other)
        if other.powers != self.powers:
            raise UnitClash(f"{self} with {other}")
        return other.value

    def _times(self, other: Any, sign: int) -> Any:
        if not isinstance(other, Quantity):
            value = self.value * other if sign > 0 else self.value / other
            return Quantity(value, self.powers)
        powers = dict(self.powers)
        for unit, power in other.powers:
            powers[unit] = powers.get(unit, 0) + sign * power
        left = tuple(sorted((u, p) for u, p in powers.items() if p))
        if sum(p for _, p in left if p > 0) > 1:
            raise UnitClash(f"{self} times {other}")
        value = self.value * other.value if sign > 0 else self.value / other.value
        return Quantity(value, left) if left else value

    def __add__(self, other: Any) -> "Quantity":
        return Quantity(self.value + self._beside(other), self.powers)

    def __sub__(self, other: Any) -> "Quantity":
        return Quantity(self.value - self._beside(other), self.powers)

    def __rsub__(self, other: Any) -> "Quantity":
        return Quantity(self._beside(other) - self.value, self.powers)

    def __mul__(self, other: Any) -> Any:
        return self._times(other, 1)

    def __truediv__(self, other: Any) -> Any:
        return self._times(other, -1)

    def __neg__(self) -> "Quantity":
        return Quantity(-self.value, self.powers)

    __radd__, __rmul__ = __add__, __mul__

    def __lt__(self, other: Any) -> bool:
        return self.value < self._beside(other)

    def __le__(self, other: Any) -> bool:
        return self.value <= self._beside(other)

    def __gt__(self, other: Any) -> bool:
        return self.value > self._beside(other)

    def __ge__(self, other: Any) -> bool:
        return self.value >= self._beside(other)

    def __eq__(self, other: object) -> bool:
        return self.value == self._beside(other)

    __hash__ = None  # type: ignore[assignment]  # quantities are compared, never kept in sets


def quantity(value: float, unit: str) -> Quantity:
    """A quantity of a unit such as `units`, `units/day` or `/day`."""
    top, _, bottom = unit.partition("/")
    powers = [(name, power) for name, power in ((top, 1), (bottom, -1)) if name]
    return Quantity(value, tuple(sorted(powers)))
