"""How much a network can lose at most: where energy has a price below 0, that is worth money.

With injected currents I and voltages V = w + Z I, the losses are the real part of
I* Z I + c I + (losses without load), exactly, for any network of two-ports. Absolute values of
every term, and currents of at most |S| / `LEAST_PU`, give a bound that no choice of powers can pass
while voltages stay legal.
"""

import numpy as np

from simulators.grid_balancing.network.network import Floats, Network, admittance

LEAST_PU = 0.9  # EN 50160; below that a week does not count whatever it costs


def most_losses_mw(network: Network, most_mva: Floats) -> Floats:
    """A bound on the losses, (ticks,) in MW, for any tap position.

    most_mva: (ticks, nodes), most apparent power that can enter or leave at a node.
    """
    current = most_mva[:, network.pq] / network.base_mva / LEAST_PU
    quadratic, linear, idle = _terms(network, 0)
    for tap in range(1, len(network.tap_positions)):
        other = _terms(network, tap)
        quadratic = np.maximum(quadratic, other[0])
        linear, idle = np.maximum(linear, other[1]), max(idle, other[2])
    lost: Floats = ((current @ quadratic) * current).sum(axis=1) + current @ linear + idle
    return lost * network.base_mva


def _terms(network: Network, tap: int) -> tuple[Floats, Floats, float]:
    """Absolute values of what currents cause in pairs, (n, n), alone, (n,), and losses at rest."""
    ybus, pq, slack = admittance(network, tap), network.pq, network.slack
    z = np.linalg.inv(ybus[np.ix_(pq, pq)])
    source = network.slack_pu
    to_slack = ybus[slack, pq]
    at_rest = -z @ ybus[pq, slack] * source
    linear = at_rest.conj() + np.conj(source) * (to_slack @ z)
    idle = source * np.conj(to_slack @ at_rest + ybus[slack, slack] * source)
    return np.abs(z + z.conj().T) / 2.0, np.abs(linear), float(abs(idle.real))
