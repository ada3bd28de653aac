"""The vans: who is at the depot, who has been out, who is expected back when."""

from dataclasses import dataclass


@dataclass
class Van:
    """One van. `back_min` is when it is expected back; None when it stands at the depot."""

    number: int
    trips: int = 0
    back_min: float | None = None


class Fleet:
    """The vans of one day. A van that has been out today is sent again before a fresh one."""

    def __init__(self, vehicles: int) -> None:
        self.vans = [Van(number) for number in range(vehicles)]

    @property
    def free(self) -> list[Van]:
        """The vans at the depot, those already used today first."""
        waiting = [van for van in self.vans if van.back_min is None]
        return sorted(waiting, key=lambda van: (van.trips == 0, van.number))

    @property
    def fresh_count(self) -> int:
        """Vans that were not used today."""
        return sum(van.trips == 0 for van in self.vans)

    def returns_min(self, now_min: float) -> tuple[float, ...]:
        """When vans on the road are expected back, ascending; the overdue ones: now."""
        expected = (van.back_min for van in self.vans if van.back_min is not None)
        return tuple(sorted(max(now_min, minute) for minute in expected))

    def send(self, back_min: float) -> Van:
        """Take a free van; it is expected back at `back_min`.

        Raises:
            IndexError: no van is at the depot.
        """
        van = self.free[0]
        van.trips += 1
        van.back_min = back_min
        return van
