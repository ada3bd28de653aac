"""A SimBench network as plain arrays; the package is loaded here and nowhere else."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np

from simulators.grid_balancing.network.extract import extract
from simulators.grid_balancing.network.faults import InputFaults, fault
from simulators.grid_balancing.network.network import Network, Profiles

START = "2016-01-01T00:00"  # SimBench's year has 366 days


def from_simbench(code: str, *, model: Path) -> Network:
    """Extract a network, and write pandapower's model of it, without profiles, to `model`.

    Raises:
        InputFaults: SimBench knows no such network, or it has what we cannot represent.
    """
    import pandapower as pp
    import simbench

    if code not in simbench.collect_all_simbench_codes():
        mend = "SimBench codes look like 1-MV-rural--0-sw"
        raise InputFaults([fault("network", expected="a SimBench code", got=code, mend=mend)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandas tells SimBench's authors what will change
        net = simbench.get_simbench_net(code)
        profiles = _profiles(net.pop("profiles"))
        model.parent.mkdir(parents=True, exist_ok=True)
        pp.to_json(net, str(model))
        return extract(net, code, profiles)


def _profiles(tables: Any) -> Profiles:
    """All profiles but those of storages: what a battery does is for the rules to decide."""
    frames = [tables[key] for key in ("load", "renewables", "powerplants") if key in tables]
    columns = [(name, frame[name]) for frame in frames for name in frame.columns if name != "time"]
    return Profiles(
        start=START,
        column=tuple(str(name) for name, _ in columns),
        values=np.array([series.to_numpy(dtype=np.float32) for _, series in columns]),
    )
