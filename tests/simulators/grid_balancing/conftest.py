from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulators.grid_balancing.network.cache import simbench_files, simbench_network
from simulators.grid_balancing.network.network import Network

LV, RURAL, SEMIURBAN = "1-LV-rural1--0-sw", "1-MV-rural--0-sw", "1-MV-semiurb--1-sw"


@pytest.fixture(scope="session")
def real_network() -> Callable[[str], Network]:
    """SimBench networks by code; the first use on a machine extracts them (about 10 s each)."""
    pytest.importorskip("simbench", reason="real networks need SimBench: ruleloop[grid]")
    known: dict[str, Network] = {}

    def network(code: str) -> Network:
        if code not in known:
            known[code] = simbench_network(code)
        return known[code]

    return network


@pytest.fixture(scope="session")
def auditor(real_network: Callable[[str], Network]) -> Callable[[str], Any]:
    from simulators.grid_balancing.network.audit import Auditor

    known: dict[str, Any] = {}

    def of(code: str) -> Any:
        if code not in known:
            known[code] = Auditor(real_network(code), simbench_files(code)[1])
        return known[code]

    return of


@pytest.fixture
def own_files(tmp_path: Path) -> tuple[Path, Path]:
    """A small pandapower network of the user's own with a week of profiles."""
    pytest.importorskip("pandapower", reason="networks of one's own need ruleloop[grid]")
    from tests.simulators.grid_balancing.own_network import write_own

    return write_own(tmp_path)
