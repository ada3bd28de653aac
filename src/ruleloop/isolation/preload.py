"""Imports and first calls that must happen before a cell is locked."""

import importlib
import statistics
from collections.abc import Callable

from ruleloop.isolation.allowed import MODULES

# what the allowed modules import late, at the first call of some function
_LATE = ("numpy._core._dtype", "numpy._core._internal", "numpy._core._methods", "numpy.random")


def preload() -> None:
    """Import all that rules may import, and call what imports its parts at its first call."""
    for name in (*MODULES, *_LATE):
        importlib.import_module(name)
    _warm_numpy()
    statistics.NormalDist().inv_cdf(0.5)


def _warm_numpy() -> None:
    import numpy as np

    square = np.eye(8) + 0.1
    np.linalg.solve(square, square @ square)
    np.linalg.lstsq(square, square[0], rcond=None)
    np.polyfit([0, 1, 2], [0, 1, 3], 1)
    np.percentile(square, 50)
    str(square - square.mean() / square.std())
    mistakes: tuple[Callable[[], object], ...] = (
        lambda: square.reshape(7),
        lambda: square + np.ones(3),
        lambda: np.linalg.inv(np.zeros((2, 2))),
    )
    for mistake in mistakes:
        try:
            mistake()
        except ValueError as error:  # of which LinAlgError is a kind
            str(error)
