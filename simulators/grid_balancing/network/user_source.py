"""A user's own network: a pandapower `.json` file with a CSV file of profiles."""

import warnings
from pathlib import Path
from typing import Any

from simulators.grid_balancing.network.extract import extract
from simulators.grid_balancing.network.faults import InputFaults, fault, raise_if_any
from simulators.grid_balancing.network.network import Network, Profiles
from simulators.grid_balancing.network.profile_csv import read_profiles


def from_files(model: Path, profiles: Path) -> Network:
    """Read both files.

    Raises:
        InputFaults: everything that is wrong with them. Elements are checked against the columns
            of the profiles even where cells of the profiles are wrong.
    """
    faults: list[str] = []
    series = read_profiles(profiles, faults)
    network = None
    try:
        network = _extracted(model, series)
    except InputFaults as error:
        faults.extend(error.faults)
    raise_if_any(faults)
    assert network is not None
    return network


def _extracted(model: Path, profiles: Profiles) -> Network:
    import pandapower as pp

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandapower tells of its own dependencies
        try:
            net: Any = pp.from_json(str(model))
        except Exception as error:
            expected = "a pandapower network as pandapower.to_json writes it"
            raise InputFaults([fault(model.name, expected=expected, got=repr(error))]) from error
        if not isinstance(net, pp.pandapowerNet):
            expected = "a pandapower network"
            raise InputFaults([fault(model.name, expected=expected, got=type(net).__name__)])
        return extract(net, model.name, profiles)
