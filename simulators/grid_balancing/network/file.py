"""A network as one `.npz` file: arrays as they are, everything else in a small JSON header."""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.grid_balancing.network.network import (
    Branches,
    Generators,
    Loads,
    Network,
    Nodes,
    Profiles,
    Storages,
)

HEADER = "header"
PARTS: Mapping[str, type[msgspec.Struct]] = {
    "nodes": Nodes,
    "branches": Branches,
    "loads": Loads,
    "generators": Generators,
    "storages": Storages,
    "profiles": Profiles,
}


def write_network(network: Network, path: Path) -> None:
    """Write the file whole or not at all, whoever else is writing it."""
    arrays: dict[str, NDArray[Any]] = {}
    header = {"slack_pu": [network.slack_pu.real, network.slack_pu.imag]}
    header["network"] = _split(network, "", arrays)
    for part in PARTS:
        header[part] = _split(getattr(network, part), f"{part}.", arrays)
    arrays[HEADER] = np.frombuffer(json.dumps(header).encode(), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, suffix=".npz")
    try:
        with os.fdopen(number, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type] # its second keyword is no array
        Path(name).replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()


def _split(part: msgspec.Struct, prefix: str, arrays: dict[str, NDArray[Any]]) -> Any:
    """Put the arrays of a struct aside and return the plain rest."""
    plain = {}
    for field, value in msgspec.structs.asdict(part).items():
        if isinstance(value, np.ndarray):
            arrays[prefix + field] = value
        elif not isinstance(value, msgspec.Struct | complex):
            plain[field] = value
    return plain


def read_network(path: Path) -> Network:
    """The network of a file that `write_network` wrote.

    Raises:
        OSError, ValueError, KeyError: there is no such file, or it is not one of ours.
    """
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}
    header = json.loads(arrays.pop(HEADER).tobytes())
    parts: dict[str, Any] = {
        name: kind(**_joined(name, header, arrays)) for name, kind in PARTS.items()
    }
    plain = _tuples(header["network"])
    slack_pu = complex(*header["slack_pu"])
    return Network(**plain, **parts, slack_pu=slack_pu, shunt=arrays["shunt"])


def _joined(name: str, header: Any, arrays: Mapping[str, NDArray[Any]]) -> dict[str, Any]:
    own = {key.split(".", 1)[1]: a for key, a in arrays.items() if key.startswith(f"{name}.")}
    return {**_tuples(header[name]), **own}


def _tuples(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in plain.items()}
