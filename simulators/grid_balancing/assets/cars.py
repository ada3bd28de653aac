"""When electric cars are plugged in and what they need: sessions, drawn before the week begins.

Three kinds of places. *Home*: cars come back in the evening and leave in the morning. *Work*: they
stay for office hours. *Depot*: vans come back on working days and stay until the next one. All
hours, spreads, shares and the lognormal need are assumptions.
"""

from dataclasses import dataclass

import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.network.network import Floats, Integers
from simulators.grid_balancing.observations import TICKS_PER_DAY

BEFORE_DAYS = 3  # a van that came back on Friday still stands there on Monday
MOST_OF_STAY = 0.9  # nobody asks for more than this share of what a charger gives in the stay
NEED_CV = 0.7


@dataclass(frozen=True)
class Habit:
    """How cars of a hub come and go; hours are clock hours, both normal and cut at 2 sd.

    share: of all cars. need: as a multiple of a usual car's daily need. chance: that a car is
    plugged in on a day. weekend: on Saturdays and Sundays too. stays_night: leaves next morning
    (of the next working day without `weekend`).
    """

    name: str
    share: float
    arrive_h: tuple[float, float]
    leave_h: tuple[float, float]
    chance: float
    need: float
    weekend: bool
    stays_night: bool


HABITS = (
    Habit("home", 0.70, (17.6, 1.8), (7.3, 0.9), 0.6, 1.0 / 0.6, weekend=True, stays_night=True),
    Habit("work", 0.20, (8.0, 0.7), (16.5, 1.0), 0.6, 1.0, weekend=False, stays_night=False),
    Habit("depot", 0.10, (17.0, 0.8), (6.5, 0.4), 0.95, 2.0, weekend=False, stays_night=True),
)


@dataclass(frozen=True)
class Sessions:
    """Stays at a charger, (sessions,) each, by hub and then by departure.

    arrive, leave: ticks, 0 <= arrive < leave; a car is there in ticks arrive to leave - 1.
    need_mwh: at the charger. charger_mw: its power. stay: ticks from arrive to leave.
    gives: whether the car can give back.
    """

    hub: Integers
    arrive: Integers
    leave: Integers
    stay: Integers
    need_mwh: Floats
    charger_mw: Floats
    gives: np.ndarray[tuple[int], np.dtype[np.bool_]]

    def __len__(self) -> int:
        return len(self.hub)


def most_car_kwh(charger_kw: float) -> float:
    """The largest daily need of a usual car that chargers can give in every kind of usual stay."""
    return min(
        MOST_OF_STAY
        * charger_kw
        * (habit.leave_h[0] - habit.arrive_h[0] + 24.0 * habit.stays_night)
        / habit.need
        for habit in HABITS
    )


def car_counts(cars: int) -> tuple[int, ...]:
    """How many cars each habit has; together all of them."""
    away = [round(cars * habit.share) for habit in HABITS[1:]]
    return (max(0, cars - sum(away)), *away)


def sessions(
    draws: Draws,
    cars: int,
    ticks: int,
    *,
    charger_kw: float,
    car_kwh: float,
    v2g_share: float,
    weekday: int = 0,
) -> Sessions:
    """All stays that touch the first `ticks` quarter-hours, which begin at midnight.

    weekday: of the first day, 0 is Monday. A car that is there when the week begins has charged in
    proportion to its stay, as if its owner had charged evenly.
    """
    drawn = [
        _of_hub(hub, count, draws, days=ticks // TICKS_PER_DAY, weekday=weekday)
        for hub, count in enumerate(car_counts(cars))
    ]
    hub, car, arrive, leave, need = (np.concatenate(part) for part in zip(*drawn, strict=True))
    gives = np.concatenate(
        [_each(draws, count, "v2g", k) < v2g_share for k, count in enumerate(car_counts(cars))]
    )
    first = np.concatenate([[0], np.cumsum(car_counts(cars))])
    most = charger_kw * 0.25 * (leave - arrive) * MOST_OF_STAY
    need_mwh = np.minimum(need * car_kwh, most) / 1_000.0
    begin = np.maximum(arrive, 0)
    need_mwh *= (leave - begin) / (leave - arrive)
    there = np.flatnonzero((leave > 0) & (arrive < ticks))
    order = there[np.lexsort((car[there], leave[there], hub[there]))]
    return Sessions(
        hub=hub[order],
        arrive=begin[order],
        leave=leave[order],
        stay=leave[order] - begin[order],
        need_mwh=need_mwh[order],
        charger_mw=np.full(len(order), charger_kw / 1_000.0),
        gives=gives[(first[hub] + car)[order]],
    )


def _of_hub(
    hub: int, cars: int, draws: Draws, *, days: int, weekday: int
) -> tuple[Integers, Integers, Integers, Integers, Floats]:
    """Hub, car, arrival, departure and need (in daily needs) of all stays of one hub.

    A car's numbers come first in the stream, so that more cars leave the others as they are.
    """
    habit, span = HABITS[hub], days + BEFORE_DAYS
    random = draws.generator("cars", habit.name)
    normal = np.clip(random.standard_normal((cars, span, 3)), -2.0, 2.0)
    plugged = draws.generator("plugged", habit.name).random((cars, span)) < habit.chance
    day = np.arange(span) - BEFORE_DAYS
    plugged &= habit.weekend | ((day + weekday) % 7 < 5)
    nights = np.ones(span) if habit.weekend else 1.0 + 2.0 * ((day + weekday) % 7 == 4)
    leave_day = day + nights * habit.stays_night
    arrive = _tick(day, normal[..., 0], habit.arrive_h)
    leave = np.maximum(_tick(leave_day, normal[..., 1], habit.leave_h), arrive + 1)
    sigma = np.sqrt(np.log1p(NEED_CV**2))
    need = habit.need * np.exp(sigma * normal[..., 2] - 0.5 * sigma**2)
    car, at = np.nonzero(plugged)
    return np.full(len(car), hub), car, arrive[car, at], leave[car, at], need[car, at]


def _tick(day: Floats | Integers, normal: Floats, hours: tuple[float, float]) -> Integers:
    """The tick in which something happens at a normal clock hour of a day."""
    found: Integers = np.floor(day * TICKS_PER_DAY + 4.0 * (hours[0] + hours[1] * normal)).astype(
        np.int64
    )
    return found


def _each(draws: Draws, cars: int, *key: str | int) -> Floats:
    """One uniform number for each car of a hub."""
    return draws.generator(*key).random(cars)
