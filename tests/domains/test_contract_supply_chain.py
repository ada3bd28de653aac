"""The domain keeps the contract of every domain; `ruleloop check supply_chain` asks the same."""

from pathlib import Path

from ruleloop.testing import DomainContract


class TestSupplyChain(DomainContract):
    scenario = "supply_chain/demo"
    workspace = Path(__file__).parents[2]
    replications = 6
