"""The powers of a stretch of quarter-hours in MW, as the profiles of a network give them."""

import msgspec

from simulators.grid_balancing.network import Complexes, Floats, Network, summed_at


class Powers(msgspec.Struct, frozen=True):
    """Powers before anybody controls anything, per quarter-hour, all 0 or more but Mvar.

    load_mw, load_mvar: (steps, loads). generation_mw: (steps, generators).
    """

    load_mw: Floats
    load_mvar: Floats
    generation_mw: Floats


def powers(network: Network, first: int, steps: int) -> Powers:
    """The powers of `steps` quarter-hours from number `first` of the profiles on.

    Raises:
        ValueError: the profiles do not reach that far.
    """
    values = network.profiles.values
    if not 0 <= first <= first + steps <= values.shape[1]:
        expected = f"quarter-hours within 0 to {values.shape[1]}"
        raise ValueError(f"{network.name}: expected {expected}, got {first} to {first + steps}")
    part = values[:, first : first + steps].T.astype(float)
    loads, generators = network.loads, network.generators
    return Powers(
        load_mw=part[:, loads.p_column] * loads.p_mw,
        load_mvar=part[:, loads.q_column] * loads.q_mvar,
        generation_mw=part[:, generators.column] * generators.p_mw,
    )


def injections_mva(network: Network, given: Powers) -> Complexes:
    """Generation minus consumption by node, (steps, nodes), complex."""
    size = network.size
    fed = summed_at(network.generators.node, given.generation_mw, nodes=size)
    drawn = summed_at(network.loads.node, given.load_mw, nodes=size)
    reactive = summed_at(network.loads.node, given.load_mvar, nodes=size)
    injection: Complexes = (fed - drawn) - 1j * reactive
    return injection
