"""The range of a constant, and the scale on which it is tuned."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """From `low` to `high`; positions run from 0 to 1, on a logarithmic scale if it is wide."""

    low: float
    high: float
    whole: bool = False

    @property
    def logarithmic(self) -> bool:
        """Whether ratios matter more than differences."""
        return self.low > 0.0 and self.high / self.low >= 8.0

    def position(self, value: float) -> float:
        """Where a value lies, from 0 (low) to 1 (high); values outside are clipped."""
        value = min(max(value, self.low), self.high)
        if self.high <= self.low:
            return 0.5
        if self.logarithmic:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def value(self, position: float) -> float:
        """The value at a position; positions outside 0..1 are clipped."""
        position = min(max(position, 0.0), 1.0)
        if self.logarithmic:
            value = self.low * (self.high / self.low) ** position
        else:
            value = self.low + (self.high - self.low) * position
        return float(round(value)) if self.whole else value


def span_around(value: float, size: float, *, share: bool = False, whole: bool = False) -> Span:
    """A range for a constant that nobody declared one for: a factor of four either way.

    `size` is the usual size of such a quantity, used when the value is zero.
    """
    if share and 0.0 <= value <= 1.0:
        return Span(0.0, 1.0, whole)
    if value == 0.0:
        return Span(-size, size, whole)
    low, high = sorted((value / 4.0, value * 4.0))
    return Span(low, high, whole)


def readable(value: float, *, whole: bool = False) -> str:
    """A number as a person would write it: three significant digits, no exponent."""
    if whole:
        return str(round(value))
    if value == 0.0 or not math.isfinite(value):
        return "0.0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:.{digits}f}"
    if "." not in text:
        return f"{text}.0"
    text = text.rstrip("0")
    return f"{text}0" if text.endswith(".") else text
