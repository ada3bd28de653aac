"""The domain keeps the contract of every domain; `ruleloop check contract_risk` asks the same."""

from pathlib import Path

from ruleloop.testing import DomainContract


class TestContractRisk(DomainContract):
    scenario = "contract_risk/demo"
    workspace = Path(__file__).parents[2]
    replications = 6
