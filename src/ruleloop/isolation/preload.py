"""Imports and first calls that must happen before a cell is locked."""

import importlib

MODULES = (
    "bisect", "collections", "collections.abc", "dataclasses", "enum", "fractions", "functools",
    "heapq", "itertools", "math", "numpy", "operator", "statistics", "string", "typing",
    "numpy.random", "numpy.linalg", "numpy.polynomial", "numpy.lib", "numpy._core._internal",
    "numpy._core._methods", "numpy._core._dtype",
)  # fmt: skip


def preload() -> None:
    """Import all that rules may import, and call what imports its parts at its first call."""
    for name in MODULES:
        importlib.import_module(name)
    _warm_numpy()


def _warm_numpy() -> None:
    import numpy as np

    square = np.eye(8) + 0.1
    np.linalg.solve(square, square @ square)
    np.linalg.lstsq(square, square[0], rcond=None)
    str(square)
    square.mean(), square.std(), np.percentile(square, 50), np.polyfit([0, 1, 2], [0, 1, 3], 1)
    for broken in (lambda: square.reshape(7), lambda: np.add("a", 1)):
        try:
            broken()
        except (ValueError, TypeError) as error:
            str(error)
