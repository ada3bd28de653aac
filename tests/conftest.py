import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as workers do; more threads are slower

# How long an example takes says how busy the machine is, and is no fault of the code.
settings.register_profile(
    "busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy machine")

TOY = Path(__file__).parent / "toy"


@pytest.fixture(scope="session")
def toy() -> Path:
    """The root of the toy workspace."""
    return TOY


@pytest.fixture
def toy_on_path(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy workspace, importable in this process."""
    monkeypatch.syspath_prepend(str(TOY))
    for name in [m for m in sys.modules if m.split(".")[0] in ("domains", "simulators")]:
        monkeypatch.delitem(sys.modules, name)
    return TOY
