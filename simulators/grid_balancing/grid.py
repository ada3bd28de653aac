"""All that depends on the network alone, made once in a process and shared by its replications."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from simulators.grid_balancing.market.market import Weather, weather
from simulators.grid_balancing.network.cache import simbench_network, user_network
from simulators.grid_balancing.network.feeders import feeders
from simulators.grid_balancing.network.network import (
    STEP_MIN,
    STEPS_PER_DAY,
    STEPS_PER_WEEK,
    Floats,
    Integers,
    Network,
)
from simulators.grid_balancing.network.power_flow import PowerFlow

STEERED = ("wind", "pv")  # the rest of a network's generators runs as it always did


@dataclass(frozen=True)
class Grid:
    """A network with what is derived from it; nothing here changes while it is played."""

    network: Network

    @cached_property
    def flow(self) -> PowerFlow:
        """Its power flow, with the impedance matrices of the tap positions used so far."""
        return PowerFlow(self.network)

    @cached_property
    def feeders(self) -> tuple[tuple[int, ...], ...]:
        """The nodes of every feeder."""
        return feeders(self.network)

    @cached_property
    def weather(self) -> Weather:
        """Wind and sun of all profiles, as multiples of their mean."""
        return weather(self.network, 0, self.network.profiles.steps)

    @cached_property
    def weeks(self) -> tuple[Integers, Floats, Integers]:
        """Every week that starts at midnight: first quarter-hour, mean wind, month 1 to 12."""
        profiles = self.network.profiles
        began = np.datetime64(profiles.start, "m")
        to_midnight = (began.astype("datetime64[D]") - began).astype(np.int64) // STEP_MIN
        last = profiles.steps - STEPS_PER_WEEK + 1
        starts = np.arange(to_midnight % STEPS_PER_DAY, last, STEPS_PER_DAY, dtype=np.int64)
        wind = np.concatenate([[0.0], np.cumsum(self.weather.wind)])
        mean = (wind[starts + STEPS_PER_WEEK] - wind[starts]) / STEPS_PER_WEEK
        times = (began + starts * np.timedelta64(STEP_MIN, "m")).astype("datetime64[M]")
        return starts, mean, times.astype(np.int64) % 12 + 1

    def weather_of(self, first: int, steps: int) -> Weather:
        """The weather of a stretch of the profiles."""
        part = slice(first, first + steps)
        return Weather(self.starts_at(first), self.weather.wind[part], self.weather.pv[part])

    def starts_at(self, step: int) -> str:
        """ISO time of a quarter-hour of the profiles."""
        start = np.datetime64(self.network.profiles.start) + np.timedelta64(STEP_MIN * step, "m")
        return str(start)

    def steered(self) -> Integers:
        """The generators of wind and sun, by number."""
        kinds = self.network.generators.kind
        return np.array([k for k, kind in enumerate(kinds) if kind in STEERED], dtype=np.int64)


def weeks_of_season(
    grid: Grid, months: Sequence[int], *, wind_rank_low: float, wind_rank_high: float
) -> Integers:
    """First quarter-hours of the weeks of a season whose rank by mean wind is within the bounds.

    Raises:
        ValueError: there is none.
    """
    starts, wind, month = grid.weeks
    season = np.isin(month, list(months))
    starts, wind = starts[season], wind[season]
    rank = np.argsort(np.argsort(wind, kind="stable"), kind="stable") / max(1, len(wind))
    found: Integers = starts[(rank >= wind_rank_low) & (rank < wind_rank_high)]
    if not len(found):
        had = np.unique(grid.weeks[2]).tolist()
        raise ValueError(
            f"expected a whole week of {grid.network.name} that starts in month"
            f" {' or '.join(map(str, months))} and has such wind, got weeks in month"
            f" {', '.join(map(str, had)) or 'none'}"
        )
    return found


def grid_of(network: str, network_file: str = "", profiles_csv: str = "") -> Grid:
    """The network of a world, read once in a process.

    Raises:
        InputFaults: the files have faults, or SimBench is not installed or knows no such network.
    """
    stamps = [Path(name).stat().st_mtime_ns for name in (network_file, profiles_csv) if name]
    return _read(network, network_file, profiles_csv, tuple(stamps))


@lru_cache(maxsize=4)
def _read(network: str, network_file: str, profiles_csv: str, _stamps: tuple[int, ...]) -> Grid:
    if network_file:
        return Grid(user_network(Path(network_file), Path(profiles_csv)))
    return Grid(simbench_network(network))
