"""What one week of a network wrote down, sorted for pictures.

Events are those of `simulators.grid_balancing.told`; a tick is a quarter-hour from the start.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Event = Mapping[str, Any]
TICK_H = 0.25
TICK_S = 900
TICKS_PER_DAY = 96


@dataclass(frozen=True)
class Week:
    """One replication, events in the order of time.

    grid: network, names of assets and limits. seconds: the frequency around outages.
    """

    grid: Event
    ticks: tuple[Event, ...]
    calls: tuple[Event, ...]
    outages: tuple[Event, ...]
    seconds: tuple[Event, ...]
    measures: Event | None

    @property
    def is_island(self) -> bool:
        """Whether frequency is the network's own."""
        return bool(self.grid["island"])

    @property
    def hours(self) -> float:
        """How long it lasted."""
        return len(self.ticks) * TICK_H

    def moment(self, hour: float) -> str:
        """A time since the start as `Fri 13:45`."""
        return f"{datetime.fromisoformat(self.grid['start']) + timedelta(hours=hour):%a %H:%M}"

    def day_names(self) -> list[str]:
        """Each day as `Fri 11`."""
        start = datetime.fromisoformat(self.grid["start"])
        return [f"{start + timedelta(days=day):%a %d}" for day in range(int(self.grid["days"]))]


def read(events: Sequence[Event]) -> Week | None:
    """The week that a trace tells of; None without a network or without any tick."""
    by_kind: dict[str, list[Event]] = {}
    for event in events:
        by_kind.setdefault(str(event["kind"]), []).append(event)
    if not (by_kind.get("grid") and by_kind.get("tick")):
        return None

    def found(kind: str, *keys: str) -> tuple[Event, ...]:
        return tuple(sorted(by_kind.get(kind, []), key=lambda one: [one[key] for key in keys]))

    measured = by_kind.get("measures")
    return Week(
        grid=by_kind["grid"][0],
        ticks=found("tick", "tick"),
        calls=found("call", "tick", "contract"),
        outages=found("outage", "second", "what", "which"),
        seconds=found("second", "tick", "second"),
        measures=measured[0] if measured else None,
    )
