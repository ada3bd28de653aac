"""From values to percent of a chart's width or height, with round ticks."""

import math
from collections.abc import Iterable

import msgspec


class Scale(msgspec.Struct, frozen=True):
    """A linear scale from [low, high] to 0..100 percent."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Where a value lies, in percent; what lies outside is put on the edge."""
        share = (value - self.low) / (self.high - self.low)
        return round(100.0 * min(1.0, max(0.0, share)), 2)

    def ticks(self, most: int = 5) -> tuple[float, ...]:
        """Round values inside the scale, at most `most` (1, 2 or 5 times a power of ten apart)."""
        rough = (self.high - self.low) / most
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= rough * (1 - 1e-9))
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return tuple(round(k * step, 12) for k in range(first, last + 1))

    @property
    def tick_places(self) -> int:
        """Decimals that tell the ticks apart."""
        ticks = self.ticks()
        step = ticks[1] - ticks[0] if len(ticks) > 1 else abs(ticks[0]) if ticks else 1.0
        return min(6, max(0, -math.floor(math.log10(step) + 1e-9))) if step else 0


def scale_over(values: Iterable[float], *, zero: bool, padding: float = 0.05) -> Scale:
    """A scale that shows all finite values, with padding; `zero` brings zero into view."""
    shown = [value for value in values if math.isfinite(value)] + ([0.0] if zero else [])
    low, high = min(shown, default=0.0), max(shown, default=1.0)
    margin = padding * (high - low) or 0.5 * abs(high) or 1.0
    if zero and low == 0.0:
        return Scale(0.0, high + margin)
    if zero and high == 0.0:
        return Scale(low - margin, 0.0)
    return Scale(low - margin, high + margin)
