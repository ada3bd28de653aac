"""An electric network as plain arrays: all that the simulator needs, and nothing of pandapower.

A *node* is an electrical node: buses joined by closed switches are one node, and the open end of a
line is a node of its own. Admittances are per unit of `base_mva` and the node's voltage. Injections
are generation minus consumption, in MW and Mvar.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]
Integers = NDArray[np.int64]

STEP_MIN = 15
STEPS_PER_DAY = 24 * 60 // STEP_MIN
STEPS_PER_WEEK = 7 * STEPS_PER_DAY
CONSTANT = -1  # the profile column of an element whose power never changes


class Nodes(msgspec.Struct, frozen=True):
    """Electrical nodes; every array has shape (nodes,).

    kv: nominal voltage between phases.
    vm_min_pu, vm_max_pu: limits that the network itself declares; 0 and 2 at the open end of a
        line, where nobody is connected.
    x, y: map coordinates in degrees; NaN where the network has none.
    """

    name: tuple[str, ...]
    kv: Floats
    vm_min_pu: Floats
    vm_max_pu: Floats
    x: Floats
    y: Floats


class Branches(msgspec.Struct, frozen=True):
    """Lines and transformers in service, as two-ports.

    from_node, to_node, limit_from_ka, limit_to_ka, loading_max: shape (branches,); the limits are
        the ratings that 100 % loading refers to, `loading_max` the share of them that is allowed.
    y_ff, y_ft, y_tf, y_tt: shape (taps, branches), so that
        i_from = y_ff v_from + y_ft v_to and i_to = y_tf v_from + y_tt v_to.
    """

    name: tuple[str, ...]
    kind: tuple[str, ...]  # "line" or "trafo"
    from_node: Integers
    to_node: Integers
    limit_from_ka: Floats
    limit_to_ka: Floats
    loading_max: Floats
    y_ff: Complexes
    y_ft: Complexes
    y_tf: Complexes
    y_tt: Complexes


class Loads(msgspec.Struct, frozen=True):
    """Consumers, arrays of shape (loads,): power is `p_mw` times row `p_column` of the profiles."""

    name: tuple[str, ...]
    node: Integers
    p_mw: Floats
    q_mvar: Floats
    p_column: Integers
    q_column: Integers


class Generators(msgspec.Struct, frozen=True):
    """Wind, sun, water and biomass, arrays of shape (generators,); they feed in without Mvar.

    kind: "wind", "pv", "hydro", "biomass" or "other".
    """

    name: tuple[str, ...]
    kind: tuple[str, ...]
    node: Integers
    p_mw: Floats
    column: Integers


class Storages(msgspec.Struct, frozen=True):
    """Places where the network has batteries; arrays of shape (storages,)."""

    name: tuple[str, ...]
    node: Integers
    p_max_mw: Floats
    e_max_mwh: Floats


class Profiles(msgspec.Struct, frozen=True):
    """Quarter-hours of relative power.

    start: ISO time of the first quarter-hour.
    values: (columns, steps) float32, as multiples of an element's `p_mw` or `q_mvar`.
    """

    start: str
    column: tuple[str, ...]
    values: NDArray[np.float32]

    @property
    def steps(self) -> int:
        """How many quarter-hours there are."""
        return int(self.values.shape[1])


class Network(msgspec.Struct, frozen=True):
    """One network with one voltage source (the slack node) and constant-power nodes.

    tap_positions: positions of the regulated transformers, ascending; all arrays with a first axis
        "taps" follow this order. One position when nothing can be regulated.
    tap_usual: index of the position that the network was saved with.
    shunt: (taps, nodes) what Ybus has on its diagonal beyond the branches.
    """

    name: str
    base_mva: float
    slack: int
    slack_pu: complex
    tap_positions: tuple[int, ...]
    tap_usual: int
    nodes: Nodes
    branches: Branches
    shunt: Complexes
    loads: Loads
    generators: Generators
    storages: Storages
    profiles: Profiles

    @property
    def size(self) -> int:
        """The number of nodes."""
        return len(self.nodes.name)

    @property
    def pq(self) -> Integers:
        """The nodes with given power: all but the slack node, ascending."""
        return np.delete(np.arange(self.size), self.slack)


def admittance(network: Network, tap: int) -> Complexes:
    """The bus admittance matrix Ybus, (nodes, nodes) per unit, at index `tap` of the positions."""
    branches, ybus = network.branches, np.diag(network.shunt[tap])
    f, t = branches.from_node, branches.to_node
    np.add.at(ybus, (f, f), branches.y_ff[tap])
    np.add.at(ybus, (f, t), branches.y_ft[tap])
    np.add.at(ybus, (t, f), branches.y_tf[tap])
    np.add.at(ybus, (t, t), branches.y_tt[tap])
    return ybus


def summed_at(node: Integers, power: Floats, *, nodes: int) -> Floats:
    """Power of elements summed by node.

    node: (elements,); power: (steps, elements). Returns (steps, nodes).
    """
    place = np.zeros((len(node), nodes))
    place[np.arange(len(node)), node] = 1.0
    return power @ place
