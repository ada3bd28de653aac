"""Solomon and ORTEC files; the oracle are the best-known solutions that others published."""

import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from simulators.supply_chain.readers.instance import instance_of
from simulators.supply_chain.readers.sol import Solution, read_sol
from simulators.supply_chain.readers.solomon import read_solomon
from simulators.supply_chain.readers.vrp_file import VrpFile
from simulators.supply_chain.readers.vrplib import read_vrplib

DATA = Path(os.environ.get("RULELOOP_DATA", "/nonexistent"))
SOLOMON = sorted((DATA / "solomon").glob("*.txt"))
ORTEC = sorted((DATA / "ortec_vrptw").glob("*.txt"))
needs_data = pytest.mark.skipif(
    not (SOLOMON and ORTEC), reason="RULELOOP_DATA names no folder with solomon/ and ortec_vrptw/"
)


def truncated(vrp: VrpFile) -> np.ndarray:
    """DIMACS convention: one decimal, truncated; the epsilon mends binary representation."""
    return np.floor(10.0 * vrp.durations + 1e-9) / 10.0


def lateness(vrp: VrpFile, route: tuple[int, ...]) -> float:
    """How much too late the worst stop of a route is, the return included; <= 0 when feasible."""
    durations, at, worst = truncated(vrp), 0.0, -np.inf
    for left, site in pairwise((0, *route, 0)):
        at = max(at + vrp.services[left] + durations[left, site], vrp.ready[site])
        worst = max(worst, at - vrp.due[site])
    return float(worst)


def cost(vrp: VrpFile, solution: Solution) -> float:
    durations = truncated(vrp)
    return float(sum(durations[leg] for r in solution.routes for leg in pairwise((0, *r, 0))))


@needs_data
def test_all_56_solomon_instances_are_there() -> None:
    assert len(SOLOMON) == 56


@needs_data
@pytest.mark.parametrize("path", SOLOMON, ids=lambda path: path.stem)
def test_the_published_routes_of_a_solomon_instance_are_feasible_and_cost_what_is_published(
    path: Path,
) -> None:
    vrp, solution = read_solomon(path), read_sol(path.with_suffix(".sol"))
    assert cost(vrp, solution) == pytest.approx(solution.cost, abs=1e-6)
    assert sorted(site for route in solution.routes for site in route) == list(range(1, 101))
    for route in solution.routes:
        assert vrp.demands[list(route)].sum() <= vrp.capacity
        assert lateness(vrp, route) <= 1e-9


@needs_data
@pytest.mark.parametrize("path", ORTEC[::6], ids=lambda path: path.stem[-15:])
def test_an_ortec_instance_has_asymmetric_roads_and_windows_inside_the_depots_day(
    path: Path,
) -> None:
    vrp = read_vrplib(path)
    assert f"-n{len(vrp.demands) - 1}-k{vrp.vehicles}" in vrp.name
    assert not np.allclose(vrp.durations, vrp.durations.T)
    assert (vrp.due <= vrp.due[0]).all()
    instance = instance_of(vrp)
    assert instance.travel_min[1, 2] == pytest.approx(vrp.durations[1, 2] / 60.0)
    assert max(order.close_min for order in instance.orders) <= instance.end_min


@needs_data
def test_places_on_the_map_of_an_ortec_instance_are_in_scale_with_its_roads() -> None:
    instance = instance_of(read_vrplib(ORTEC[0]))
    x, y = np.array(instance.x_km), np.array(instance.y_km)
    beeline = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    used = beeline > 0.0
    assert np.median(instance.distance_km[used] / beeline[used]) == pytest.approx(1.3, rel=0.05)
