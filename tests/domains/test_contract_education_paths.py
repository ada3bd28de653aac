"""The domain keeps the contract of every domain; `ruleloop check education_paths` asks the same."""

from pathlib import Path

from ruleloop.testing import DomainContract


class TestEducationPaths(DomainContract):
    scenario = "education_paths/demo"
    workspace = Path(__file__).parents[2]
    replications = 4
