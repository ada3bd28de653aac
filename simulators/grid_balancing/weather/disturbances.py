"""What goes wrong: units trip, feeders are lost, clouds pass; and the restlessness of each second.

Every event is keyed by what it happens to and when, so that two rule sets meet the same events.
Rates and durations are assumptions; scenarios give them.
"""

import math
from collections.abc import Sequence

import msgspec
import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.network.network import STEP_MIN, Floats

HOUR_S = 3_600
STEP_S = STEP_MIN * 60


class Outage(msgspec.Struct, frozen=True):
    """A unit or feeder that is away.

    kind: "trip" or "feeder". which: its number. second: since the start. duration_s: above 0.
    """

    kind: str
    which: int
    second: int
    duration_s: int


class Clouds(msgspec.Struct, frozen=True):
    """How sunny days are interrupted: chance by hour, depth of the dip (share of PV lost)."""

    chance_per_hour: float = 0.06
    depth: tuple[float, float] = (0.3, 0.8)
    minutes: tuple[float, float] = (10.0, 60.0)


def outages(
    kind: str,
    count: int,
    hours: int,
    draws: Draws,
    *,
    mean_between_h: float,
    mean_duration_h: float,
) -> tuple[Outage, ...]:
    """Outages of `count` units or feeders within `hours`, by time.

    A unit fails at most once an hour, and not while it is away. mean_between_h: of one unit.
    """
    chance = -math.expm1(-1.0 / mean_between_h)
    found = []
    for which in range(count):
        free_s = 0
        for hour in range(hours):
            key = (kind, which, hour)
            second = hour * HOUR_S + int(draws.uniform(*key, "second") * HOUR_S)
            if second >= free_s and draws.chance(chance, *key):
                lasts = draws.exponential(mean_duration_h * HOUR_S, *key, "duration")
                found.append(Outage(kind, which, second, max(1, int(lasts))))
                free_s = second + found[-1].duration_s
    return tuple(sorted(found, key=lambda outage: (outage.second, outage.which)))


def available(events: Sequence[Outage], count: int, steps: int) -> Floats:
    """The share of each quarter-hour that each unit is there, (steps, count), 0 to 1."""
    share = np.ones((steps, count))
    edges = np.arange(steps + 1) * STEP_S
    for event in events:
        end = event.second + event.duration_s
        away = np.clip(edges[1:], event.second, end) - np.clip(edges[:-1], event.second, end)
        share[:, event.which] -= away / STEP_S
    return share


def sunshine(steps: int, draws: Draws, clouds: Clouds) -> Floats:
    """The share of PV power that clouds leave in each quarter-hour, (steps,), 0 to 1.

    A cloud takes a third of its time to come and a third to go.
    """
    edges: Floats = np.arange(steps + 1, dtype=np.float64) * STEP_MIN
    lost = np.zeros(steps)
    for hour in range(math.ceil(steps * STEP_MIN / 60)):
        if draws.chance(clouds.chance_per_hour, "cloud", hour):
            begin = 60.0 * (hour + draws.uniform("cloud", hour, "minute"))
            lasts = draws.between(*clouds.minutes, "cloud", hour, "lasts")
            depth = draws.between(*clouds.depth, "cloud", hour, "depth")
            lost = np.maximum(lost, depth * _mean_shade(edges, begin, lasts))
    return 1.0 - lost


def _mean_shade(edges: Floats, begin: float, lasts: float) -> Floats:
    """The mean of a trapezium of height 1 over each interval between edges."""
    corner = begin + lasts * np.array([0.0, 1.0, 2.0, 3.0]) / 3.0
    at = np.union1d(edges, corner)
    height = np.interp(at, corner, (0.0, 1.0, 1.0, 0.0))
    area = np.concatenate([[0.0], np.cumsum(0.5 * (height[1:] + height[:-1]) * np.diff(at))])
    mean: Floats = np.diff(np.interp(edges, at, area)) / np.diff(edges)
    return mean


def restlessness_mw(
    draws: Draws,
    tick: int,
    steps: int,
    *,
    sd_mw: float,
    step_s: float,
    before: float,
    memory_s: float = 10.0,
) -> Floats:
    """The imbalance of load and weather within quarter-hour number `tick`, (steps,) in MW.

    before: the last value of the tick before (0 at the start), so that the series has no seams.
    memory_s: assumed; 10 s moves an island as much as an independent prototype was moved.
    """
    from scipy.signal import lfilter

    keep = math.exp(-step_s / memory_s)
    shocks = draws.generator("restless", tick).standard_normal(steps)
    shocks *= sd_mw * math.sqrt(1.0 - keep * keep)
    series, _ = lfilter([1.0], [1.0, -keep], shocks, zi=[keep * before])
    return np.asarray(series, dtype=np.float64)
