import os
import sys
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as workers do; more threads are slower

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
