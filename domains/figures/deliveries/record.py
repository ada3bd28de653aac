"""What one replication wrote down, sorted for pictures.

Events are those of `simulators.supply_chain.simulate`; minutes count from Monday 00:00, or from
midnight of a dispatch day.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Event = Mapping[str, Any]
DAY_MIN = 1440.0
SLACK_MIN = 0.01  # times in two events of the same moment may differ by rounding


@dataclass(frozen=True)
class Vehicle:
    """One vehicle as people call it: `van 3`, the third of its class."""

    number: int
    kind: int
    name: str


@dataclass(frozen=True)
class Played:
    """One replication, or one day of it.

    places: the `week` event: sites, zones, classes and vehicles.
    trip_day: the day on which the shift of a trip began; a night shift ends on the next.
    """

    places: Event
    vehicles: Mapping[int, Vehicle]
    trips: tuple[Event, ...]
    stops: tuple[Event, ...]
    legs: tuple[Event, ...]
    waves: tuple[Event, ...]
    shifts: tuple[Event, ...]
    breaks: tuple[Event, ...]
    breakdowns: tuple[Event, ...]
    spot: tuple[Event, ...]
    trip_day: Mapping[int, int]
    measures: Event | None

    @property
    def is_week(self) -> bool:
        """Whether shifts were designed; else it is a dispatch day."""
        return bool(self.places["is_designed"])

    @property
    def used(self) -> list[Vehicle]:
        """The vehicles that left, by class and number."""
        return self._in_order({trip["vehicle"] for trip in self.trips})

    @property
    def on_duty(self) -> list[Vehicle]:
        """The vehicles that left or had a driver on duty, by class and number."""
        numbers = {event["vehicle"] for event in (*self.trips, *self.shifts)}
        return self._in_order(numbers)

    def _in_order(self, numbers: Iterable[int]) -> list[Vehicle]:
        found = [self.vehicles[number] for number in numbers]
        return sorted(found, key=lambda vehicle: (vehicle.kind, vehicle.number))

    def day(self, day: int) -> "Played":
        """What belongs to the shifts and trips that began on one day."""
        trips = {number for number, of_trip in self.trip_day.items() if of_trip == day}
        shifts = tuple(shift for shift in self.shifts if int(shift["start_min"] // DAY_MIN) == day)
        return replace(
            self,
            trips=_among(self.trips, trips),
            stops=_among(self.stops, trips),
            legs=_among(self.legs, trips),
            waves=tuple(wave for wave in self.waves if int(wave["now_min"] // DAY_MIN) == day),
            shifts=shifts,
            breaks=_within(self.breaks, "from_min", shifts),
            breakdowns=_within(self.breakdowns, "at_min", shifts),
        )

    def busiest_day(self) -> int:
        """The day on which most orders were open for the first time.

        It hardly depends on what the rules did, so that two rule sets show the same day. What was
        open before the week does not count.
        """
        waves = sorted(self.waves, key=lambda wave: float(wave["now_min"]))
        seen: set[int] = set(waves[0]["open"]) if waves else set()
        new: Counter[int] = Counter()
        for wave in waves:
            new[int(wave["now_min"] // DAY_MIN)] += len(set(wave["open"]) - seen)
            seen.update(wave["open"])
        return max(sorted(new), key=lambda day: new[day], default=0)


def read(events: Sequence[Event]) -> Played | None:
    """Sort the events of a trace, in any order; None when they do not say where anything is."""
    by_kind: dict[str, list[Event]] = {}
    for event in events:
        by_kind.setdefault(event["kind"], []).append(event)
    places = by_kind.get("week")
    if not places:
        return None

    def of(kind: str) -> tuple[Event, ...]:
        return tuple(by_kind.get(kind, ()))

    return Played(
        places=places[0],
        vehicles=_vehicles(places[0]),
        trips=of("trip"),
        stops=tuple(sorted(of("stop"), key=lambda stop: float(stop["arrived_min"]))),
        legs=tuple(sorted(of("leg"), key=lambda leg: float(leg["left_min"]))),
        waves=of("wave"),
        shifts=of("shift"),
        breaks=of("break"),
        breakdowns=of("breakdown"),
        spot=of("spot"),
        trip_day={trip["trip"]: _day_of(trip, of("shift")) for trip in of("trip")},
        measures=next(iter(of("measures")), None),
    )


def shift_of(event: Event, at_min: float, shifts: Iterable[Event]) -> Event | None:
    """The shift in which the vehicle of an event was at `at_min`."""
    for shift in shifts:
        ends = max(shift["ended_min"], shift["planned_end_min"])
        began = shift["start_min"] - SLACK_MIN <= at_min
        if shift["vehicle"] == event["vehicle"] and began and at_min <= ends + SLACK_MIN:
            return shift
    return None


def _day_of(trip: Event, shifts: Sequence[Event]) -> int:
    shift = shift_of(trip, trip["loading_from_min"], shifts)
    began = shift["start_min"] if shift else trip["loading_from_min"]
    return int(began // DAY_MIN)


def _vehicles(places: Event) -> dict[int, Vehicle]:
    found: dict[int, Vehicle] = {}
    counts: Counter[int] = Counter()
    for vehicle in places["vehicles"]:
        kind = vehicle["kind"]
        counts[kind] += 1
        name = f"{places['kinds'][kind]} {counts[kind]}"
        found[vehicle["number"]] = Vehicle(vehicle["number"], kind, name)
    return found


def _among(events: Iterable[Event], trips: set[int]) -> tuple[Event, ...]:
    return tuple(event for event in events if event["trip"] in trips)


def _within(events: Iterable[Event], moment: str, shifts: Sequence[Event]) -> tuple[Event, ...]:
    return tuple(event for event in events if shift_of(event, event[moment], shifts) is not None)
