"""The waves of a week: when rules are asked, and how many orders are expected after that."""

from collections.abc import Iterable

from simulators.supply_chain.observations import DAY_MIN, City


class Timetable:
    """All waves in absolute minutes, ascending."""

    def __init__(self, waves_min: Iterable[float], city: City) -> None:
        self.waves_min = tuple(sorted(set(waves_min)))
        self._city = city

    @classmethod
    def daily(cls, of_day_min: Iterable[float], city: City) -> "Timetable":
        """The same minutes of the day on every day."""
        minutes = tuple(of_day_min)
        return cls((day * DAY_MIN + m for day in range(city.days) for m in minutes), city)

    def next_min(self, now_min: float) -> float | None:
        """The first wave after now; None when there is none."""
        return next((wave for wave in self.waves_min if wave > now_min), None)

    def left_today(self, now_min: float) -> int:
        """Waves after now, today."""
        end_min = (now_min // DAY_MIN + 1.0) * DAY_MIN
        return sum(now_min < wave < end_min for wave in self.waves_min)

    def orders_to_come(self, now_min: float) -> float:
        """Expected orders that become known after now, today; even between the default waves."""
        end_min = (now_min // DAY_MIN + 1.0) * DAY_MIN
        starts = self._city.waves_min
        ends = (*starts[1:], starts[-1])
        spans = zip(starts, ends, self._city.new_orders, strict=True)
        return sum(
            count * _share(start, end, now_min=now_min, until_min=end_min)
            for start, end, count in spans
            if start < end_min and (end > now_min or start >= now_min)
        )


def _share(start: float, end: float, *, now_min: float, until_min: float) -> float:
    """How much of a span lies between now and a later minute; 1 exactly for all of it."""
    if start >= now_min and end <= until_min:
        return 1.0
    return (min(end, until_min) - max(start, now_min)) / (end - start)
