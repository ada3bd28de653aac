"""The referee agrees with the best-known solutions of others on Solomon's instances."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ruleloop.domain import Trace
from simulators.supply_chain.build import as_week
from simulators.supply_chain.day import Day, Order
from simulators.supply_chain.hindsight.day_plan import DayPlan, Follow, Trip
from simulators.supply_chain.play.week_play import WeekPlay
from simulators.supply_chain.readers.sol import Solution, read_sol
from simulators.supply_chain.readers.solomon import read_solomon
from simulators.supply_chain.readers.vrp_file import VrpFile
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.worlds import draws

DATA = Path(os.environ.get("RULELOOP_DATA", "/nonexistent"))
SOLOMON = sorted((DATA / "solomon").glob("*.txt"))
QUIET = World(travel_cv=0.0, service_cv=0.0, congestion=0.0)
needs_data = pytest.mark.skipif(not SOLOMON, reason="RULELOOP_DATA names no folder with solomon/")


def day_of(vrp: VrpFile) -> Day:
    """The instance as a dispatch day: a unit of the file is a minute and a kilometre.

    Distances have one decimal, truncated, as in the published costs (DIMACS convention).
    """
    points = vrp.coordinates
    assert points is not None
    roads = np.floor(10.0 * vrp.durations + 1e-9) / 10.0
    sites = range(1, len(vrp.demands))
    orders = tuple(
        Order(k, 0.0, vrp.ready[k], vrp.due[k], vrp.demands[k], vrp.services[k]) for k in sites
    )
    return Day(
        name=vrp.name,
        x_km=tuple(points[:, 0]),
        y_km=tuple(points[:, 1]),
        travel_min=roads,
        distance_km=roads,
        orders=orders,
        vehicles=len(orders),
        capacity_units=float(vrp.capacity),
        waves_min=(0.0,),
        loading_min=0.0,
        day_end_min=float(vrp.due[0]),
    )


def played(vrp: VrpFile, trips: tuple[Trip, ...]) -> tuple[dict[str, float], list[dict[str, Any]]]:
    trace = Trace(on=True)
    week = as_week(day_of(vrp), QUIET)
    play = WeekPlay(QUIET, week, draws(0), Follow(DayPlan(trips)), trace)
    return play.play(), trace.events


def trips_of(solution: Solution) -> tuple[Trip, ...]:
    return tuple(Trip(0, tuple(site - 1 for site in route)) for route in solution.routes)


@needs_data
@pytest.mark.parametrize("path", SOLOMON, ids=lambda path: path.stem)
def test_the_referee_drives_the_published_routes_in_time_for_the_published_distance(
    path: Path,
) -> None:
    vrp, solution = read_solomon(path), read_sol(path.with_suffix(".sol"))
    measures, events = played(vrp, trips_of(solution))
    assert measures["distance_km"] == pytest.approx(solution.cost, abs=1e-6)
    assert measures["illegal_share"] == measures["overloads"] == 0.0
    assert measures["on_time_share"] == 1.0
    backs = [event["back_min"] for event in events if event["kind"] == "trip"]
    assert max(backs) <= vrp.due[0] + 1e-9


@needs_data
@pytest.mark.parametrize("path", SOLOMON[::8], ids=lambda path: path.stem)
def test_the_referee_refuses_the_published_routes_put_together_into_one(
    path: Path,
) -> None:
    vrp, solution = read_solomon(path), read_sol(path.with_suffix(".sol"))
    everything = tuple(number for trip in trips_of(solution) for number in trip.stops)
    measures, _ = played(vrp, (Trip(0, everything),))
    assert measures["overloads"] == 1.0


@needs_data
@pytest.mark.parametrize("path", SOLOMON[::8], ids=lambda path: path.stem)
def test_the_referee_finds_published_routes_driven_backwards_late(path: Path) -> None:
    vrp, solution = read_solomon(path), read_sol(path.with_suffix(".sol"))
    backwards = tuple(Trip(0, trip.stops[::-1]) for trip in trips_of(solution))
    measures, _ = played(vrp, backwards)
    assert measures["late_share"] > 0.0
