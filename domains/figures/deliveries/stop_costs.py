"""What each stop cost: the price of its trip and of its shift, shared by minutes."""

from collections.abc import Iterable

import msgspec

from domains.figures.deliveries.record import Event, Played, shift_of


class StopCost(msgspec.Struct, frozen=True):
    """One stop: its zone, the minute of arrival, its share of all that was paid, what it took in.

    units: 0 where the drop failed.
    """

    zone: int
    arrived_min: float
    cost_eur: float
    units: float


def stop_costs(played: Played) -> list[StopCost]:
    """A share of the price of trip and shift for every stop, by the minutes that it took.

    Its minutes are those of driving there, waiting and service; the way back, loading, breaks and
    idle time are shared alike. Prices that belong to no trip (spot carrier, discounts) and those
    of lateness and failure are left out.
    """
    of_trip = _by_trip(played.stops)
    cost = {_key(stop): 0.0 for stop in played.stops}
    for trip in played.trips:
        _share(cost, of_trip.get(trip["trip"], []), float(trip.get("cost_eur", 0.0)))
    of_shift: dict[int, list[Event]] = {}
    for trip in played.trips:
        shift = shift_of(trip, trip["loading_from_min"], played.shifts)
        if shift is not None:
            of_shift.setdefault(id(shift), []).extend(of_trip.get(trip["trip"], []))
    for shift in played.shifts:
        _share(cost, of_shift.get(id(shift), []), float(shift["cost_eur"]))
    return [
        StopCost(
            zone=stop.get("zone", 0),
            arrived_min=stop["arrived_min"],
            cost_eur=cost[_key(stop)],
            units=stop["units"] if stop.get("outcome", "delivered") == "delivered" else 0.0,
        )
        for stop in played.stops
    ]


def _by_trip(stops: Iterable[Event]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    for stop in stops:
        found.setdefault(stop["trip"], []).append(stop)
    return found


def _key(stop: Event) -> tuple[int, int, float]:
    return stop["trip"], stop["order"], stop["arrived_min"]


def _share(cost: dict[tuple[int, int, float], float], stops: list[Event], eur: float) -> None:
    minutes = [stop["done_min"] - stop["left_min"] for stop in stops]
    total = sum(minutes)
    for stop, own in zip(stops, minutes, strict=True):
        cost[_key(stop)] += eur * (own / total if total > 0.0 else 1.0 / len(stops))
