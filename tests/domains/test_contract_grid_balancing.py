"""The domain keeps the contract of every domain; `ruleloop check grid_balancing` asks the same."""

from pathlib import Path

import pytest

from ruleloop.conformance.playing import repeats_elsewhere
from ruleloop.testing import DomainContract

LAST_BITS = "with two threads OpenBLAS gives other last bits; workers are started with one"


class TestGridBalancing(DomainContract):
    scenario = "grid_balancing/demo"
    workspace = Path(__file__).parents[2]
    replications = 6

    @pytest.fixture(autouse=True)
    def known(self, request: pytest.FixtureRequest) -> None:
        """What is known not to hold yet; it fails here when it does."""
        if request.node.callspec.params["prop"] is repeats_elsewhere:
            request.applymarker(pytest.mark.xfail(reason=LAST_BITS, strict=True))
