"""No legal state of a network loses more than the bound, and the bound is not absurd."""

import numpy as np
import pytest

from simulators.grid_balancing.bounds.most_losses import LEAST_PU, most_losses_mw
from simulators.grid_balancing.network.power_flow import PowerFlow, losses_mw
from tests.simulators.grid_balancing.conftest import LV, RURAL, SEMIURBAN


@pytest.mark.parametrize("code", [LV, RURAL, SEMIURBAN])
def test_no_legal_state_loses_more(real_network, code):
    network = real_network(code)
    rng = np.random.default_rng(7)
    size = network.size
    share = rng.random((60, 1)) * rng.choice((-1.0, 1.0), (60, size))
    share[:20] = np.abs(share[:20])  # all feed in
    share[20:40] = -np.abs(share[20:40])  # all draw
    most = float(network.generators.p_mw.sum()) / size
    injection = most * share * np.exp(1j * rng.uniform(-0.5, 0.5, (60, size)))
    flow = PowerFlow(network)
    bound = most_losses_mw(network, np.abs(injection))
    for tap in {0, network.tap_usual, len(network.tap_positions) - 1}:
        solved = flow.solve(injection, tap=tap)
        legal = solved.converged & (np.abs(solved.voltage_pu).min(axis=1) >= LEAST_PU)
        lost = losses_mw(network, solved.voltage_pu, injection, tap=tap)
        assert legal.sum() >= 20
        assert (lost[legal] <= bound[legal]).all()
        assert (bound[legal][:20] < 3.0 * lost[legal][:20] + 1e-3).any()
