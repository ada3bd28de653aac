"""The domain keeps the contract of every domain; `ruleloop check grid_balancing` asks the same."""

from pathlib import Path

from ruleloop.testing import DomainContract


class TestGridBalancing(DomainContract):
    scenario = "grid_balancing/demo"
    workspace = Path(__file__).parents[2]
    replications = 6
