"""At which minutes of the day a plan may send vehicles: at most 48, the same on every day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from simulators.supply_chain.observations import DAY_MIN

MOST_WAVES = 48
STEP_MIN = 0.5  # sums of such minutes are exact, so a plan finds its wave again


class WaveTimes:
    """Waves every half hour, moved to the minutes of the day that are `kept`."""

    def __init__(self, kept: Iterable[float]) -> None:
        waves = set(kept)
        even = [k * DAY_MIN / MOST_WAVES for k in range(MOST_WAVES)]
        by_distance = sorted(
            (-min((abs(wave - other) for other in waves), default=DAY_MIN), wave) for wave in even
        )
        waves |= {wave for _, wave in by_distance[: MOST_WAVES - len(waves)]}
        self.of_day = tuple(sorted(waves))

    def next_min(self, minute: float) -> float:
        """The first wave at or after a minute of the week."""
        day_min = minute // DAY_MIN * DAY_MIN
        place = bisect_left(self.of_day, minute - day_min)
        if place < len(self.of_day):
            return day_min + self.of_day[place]
        return day_min + DAY_MIN + self.of_day[0]

    def last_min(self, minute: float) -> float:
        """The last wave at or before a minute of the week."""
        day_min = minute // DAY_MIN * DAY_MIN
        place = bisect_right(self.of_day, minute - day_min)
        if place:
            return day_min + self.of_day[place - 1]
        return day_min - DAY_MIN + self.of_day[-1]
