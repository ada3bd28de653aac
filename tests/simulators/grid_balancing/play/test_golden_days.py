"""Two days as they were played when this was written: a change of the simulator shows here first.

The tolerance is that of the power flow (1e-7 p.u., about 1e-5 MW of import) and of sums whose order
another processor's linear algebra may choose; seeds, prices and seconds are exact.
"""

import pytest

from simulators.grid_balancing.world import World
from tests.simulators.grid_balancing.direct_rules import keep_balance, nothing, played

pytestmark = pytest.mark.usefixtures("real_network")

MARKET = {
    "cost_per_mwh_eur": -50.3861712,
    "wanted_mwh": 94.3701395,
    "import_mwh": -107.7749505,
    "imbalance_per_mwh_eur": -7.957284,
    "losses_mwh": 2.6913581,
    "nadir_hz": 49.926101,
    "vm_high_pu": 1.0588918,
    "most_loading": 0.539933,
}
ISLAND = {
    "cost_per_mwh_eur": 146.5031214,
    "wanted_mwh": 94.3701395,
    "unit_mwh": 14.6103127,
    "losses_mwh": 2.7020528,
    "nadir_hz": 49.8740652,
    "zenith_hz": 50.2593235,
    "rocof_hz_per_s": 0.3278862,
    "outside_band_share": 0.0907708,
    "forced_curtailed_mwh": 119.632203,
    "vm_high_pu": 1.0589132,
}


@pytest.mark.parametrize(
    ("world", "control", "expected"),
    [(World(days=1), nothing, MARKET), (World(days=1, island=True), keep_balance, ISLAND)],
)
def test_a_day_is_what_it_was(world, control, expected):
    found, _, _, _ = played(world, control)
    assert {name: found[name] for name in expected} == pytest.approx(expected, rel=1e-5)
