"""The smallest network: a source, one line, one load; its voltage has a closed form."""

import math

import numpy as np

from simulators.grid_balancing.network.network import (
    Branches,
    Generators,
    Loads,
    Network,
    Nodes,
    Profiles,
    Storages,
)

NONE = np.zeros(0, dtype=np.int64)


def two_nodes(z_pu: complex) -> Network:
    """Base 1 MVA, 20 kV, source at 1 p.u."""
    y = np.array([[1.0 / z_pu]])
    two, one = np.ones(2), np.ones(1)
    return Network(
        name="two nodes",
        base_mva=1.0,
        slack=0,
        slack_pu=1.0 + 0j,
        tap_positions=(0,),
        tap_usual=0,
        nodes=Nodes(("source", "load"), 20.0 * two, 0.9 * two, 1.1 * two, two, two),
        branches=Branches(
            ("line",), ("line",), np.array([0]), np.array([1]), one, one, one, y, -y, -y, y
        ),
        shunt=np.zeros((1, 2), dtype=np.complex128),
        loads=Loads(("l",), np.array([1]), one, 0.0 * one, np.array([0]), np.array([0])),
        generators=Generators((), (), NONE, np.zeros(0), NONE),
        storages=Storages((), NONE, np.zeros(0), np.zeros(0)),
        profiles=Profiles("2026-01-01T00:00", ("l",), np.ones((1, 672), dtype=np.float32)),
    )


def voltage_of_two_nodes(z: complex, load: complex) -> float:
    """|v| at the load: the upper root of u^2 - (1 - 2 Re(z s*)) u + |z s|^2 = 0 in u = |v|^2."""
    drop, square = (z.conjugate() * load).real, abs(z * load) ** 2
    middle = 1.0 - 2.0 * drop
    return math.sqrt((middle + math.sqrt(middle * middle - 4.0 * square)) / 2.0)
