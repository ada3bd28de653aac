"""From a pandapower network to plain arrays: done once, then the cache has them.

pandapower (Thurner et al. 2018, doi:10.1109/TPWRS.2018.2829021) builds the admittances; every
position of the regulated transformers gets its own. What our power flow cannot represent is
refused, all of it at once.
"""

import json
import math
from typing import Any

import numpy as np

from simulators.grid_balancing.network.elements import generators, loads, storages
from simulators.grid_balancing.network.faults import fault, raise_if_any
from simulators.grid_balancing.network.network import (
    Branches,
    Floats,
    Generators,
    Integers,
    Loads,
    Network,
    Nodes,
    Profiles,
    Storages,
)

SUPPORTED = ("bus", "line", "trafo", "load", "sgen", "storage", "ext_grid", "switch", "shunt")
# Tables of pandapower that carry current or power and that we would get wrong.
REFUSED = (
    "gen", "trafo3w", "impedance", "ward", "xward", "motor", "dcline", "svc", "ssc", "tcsc", "vsc",
    "asymmetric_load", "asymmetric_sgen", "b2b_vsc", "line_dc", "bus_dc", "load_dc", "source_dc",
)  # fmt: skip
AT_OPEN_END = (0.0, 2.0)
OPEN_END = "open end of a line"


def solve(net: Any) -> None:
    """Run pandapower's own power flow, with the settings that we are compared with."""
    import pandapower as pp

    pp.runpp(net, calculate_voltage_angles=True, tolerance_mva=1e-9, numba=False, init="auto")


def enable_taps(net: Any) -> None:
    """Say that taps change the ratio where nothing is said.

    SimBench says nothing, and pandapower 3 then ignores the tap position without a word.
    """
    if "tap_changer_type" in net.trafo and "tap_side" in net.trafo:
        silent = net.trafo["tap_side"].isin(["hv", "lv"]) & net.trafo["tap_changer_type"].isna()
        net.trafo.loc[silent, "tap_changer_type"] = "Ratio"


def extract(net: Any, name: str, profiles: Profiles) -> Network:
    """The network with its elements and their profiles as arrays.

    Sets the transformers' changer type where it is missing, because pandapower ignores tap
    positions without one. Leaves `net` without powers.

    Raises:
        InputFaults: unsupported elements, not exactly one external grid, voltage-dependent or
            negative loads, elements without supply, missing profile columns, or no convergence;
            everything that is wrong.
    """
    faults = [*_shape_faults(name, net), *_solve_faults(name, net)]
    raise_if_any(faults)
    node_of = node_of_bus(net)
    found = (
        loads(name, net.load, node_of, profiles.column, faults),
        generators(name, net.sgen, node_of, profiles.column, faults),
        storages(name, net.storage, node_of, faults),
    )
    raise_if_any(faults)
    return _assemble(net, name, profiles, found)


def _shape_faults(name: str, net: Any) -> list[str]:
    faults = []
    for table in REFUSED:
        count = _in_service(net, table)
        if count:
            mend = f"supported are {', '.join(SUPPORTED)}"
            got = f"{count} in service"
            faults.append(fault(f"{name}, table {table}", expected="none", got=got, mend=mend))
    sources = _in_service(net, "ext_grid")
    if sources != 1:
        place = f"{name}, table ext_grid"
        mend = "switch off all but one" if sources else "add the one that feeds the network"
        got = f"{sources} in service"
        faults.append(fault(place, expected="exactly one external grid", got=got, mend=mend))
    return faults


def _in_service(net: Any, table: str) -> int:
    if table not in net or not len(net[table]):
        return 0
    rows = net[table]
    return int(rows["in_service"].astype(bool).sum()) if "in_service" in rows else len(rows)


def _solve_faults(name: str, net: Any) -> list[str]:
    import pandapower as pp

    enable_taps(net)
    try:
        solve(net)
    except pp.LoadflowNotConverged:
        expected = "a power flow that converges with the powers in the file"
        return [fault(name, expected=expected, got="divergence", mend="lower the loads")]
    except Exception as error:  # noqa: BLE001 - pandapower raises what it likes on broken tables
        return [fault(name, expected="a network that pandapower solves", got=repr(error))]
    return []


def node_of_bus(net: Any) -> dict[int, int]:
    """The node of every supplied bus."""
    lookup, supplied = net._pd2ppc_lookups["bus"], net.res_bus.vm_pu.notna()  # noqa: SLF001 - pandapower has no public way to its Ybus
    return {int(bus): int(lookup[bus]) for bus in net.bus.index if supplied[bus]}


def _regulated(net: Any) -> Any:
    """Rows of the transformers that the tap changer moves: those fed at the slack's voltage."""
    source = net.ext_grid[net.ext_grid.in_service.astype(bool)].bus.iloc[0]
    top_kv = net.bus.vn_kv[source]
    fed = net.bus.vn_kv[net.trafo.hv_bus].to_numpy() == top_kv
    tapped = net.trafo.tap_min.notna() & net.trafo.tap_max.notna() & net.trafo.tap_pos.notna()
    return net.trafo[fed & tapped.to_numpy() & net.trafo.in_service.to_numpy(dtype=bool)]


def _tap_positions(net: Any) -> tuple[tuple[int, ...], int]:
    """All positions that the regulated transformers share, and the index of the saved one."""
    rows = _regulated(net)
    if not len(rows) or rows.tap_pos.nunique() > 1:
        return (0,), 0
    low, high, usual = int(rows.tap_min.max()), int(rows.tap_max.min()), int(rows.tap_pos.iloc[0])
    positions = tuple(sorted({*range(low, high + 1), usual}))
    return positions, positions.index(usual)


def set_tap(net: Any, position: int) -> None:
    """Move the regulated transformers of a pandapower network."""
    rows = _regulated(net)
    if len(rows) and rows.tap_pos.nunique() == 1:
        net.trafo.loc[rows.index, "tap_pos"] = position


def _assemble(
    net: Any, name: str, profiles: Profiles, found: tuple[Loads, Generators, Storages]
) -> Network:
    positions, usual = _tap_positions(net)
    several = []
    for table in ("load", "sgen", "storage"):
        net[table]["scaling"] = 0.0  # without power, every tap position has a solution
    for position in positions:
        set_tap(net, position)
        several.append(_admittances(net))
    inner = net._ppc["internal"]  # noqa: SLF001 - pandapower has no public way to its Ybus
    slack = int(inner["ref"][0])
    two_ports = [np.array([one[key] for one in several]) for key in range(5)]
    return Network(
        name=name,
        base_mva=float(net._ppc["baseMVA"]),  # noqa: SLF001 - as above
        slack=slack,
        slack_pu=complex(inner["V"][slack]),
        tap_positions=positions,
        tap_usual=usual,
        nodes=_nodes(net),
        branches=_branches(net, two_ports),
        shunt=two_ports[4],
        loads=found[0],
        generators=found[1],
        storages=found[2],
        profiles=profiles,
    )


def _admittances(net: Any) -> tuple[Any, ...]:
    """y_ff, y_ft, y_tf, y_tt by branch and the rest of Ybus' diagonal by node."""
    solve(net)
    inner = net._ppc["internal"]  # noqa: SLF001 - pandapower has no public way to its Ybus
    f, t = _ends(net)
    y_from, y_to = inner["Yf"].toarray(), inner["Yt"].toarray()
    row = np.arange(len(f))
    parts = (y_from[row, f], y_from[row, t], y_to[row, f], y_to[row, t])
    rest = inner["Ybus"].toarray().diagonal().copy()
    np.add.at(rest, f, -parts[0])
    np.add.at(rest, t, -parts[3])
    return (*parts, rest)


def _ends(net: Any) -> tuple[Integers, Integers]:
    branch = net._ppc["internal"]["branch"]  # noqa: SLF001 - pandapower has no public way to its Ybus
    return branch[:, 0].real.astype(np.int64), branch[:, 1].real.astype(np.int64)


def _nodes(net: Any) -> Nodes:
    size = len(net._ppc["internal"]["bus"])  # noqa: SLF001 - pandapower has no public way to its Ybus
    names = [OPEN_END] * size
    low, high = np.full(size, np.nan), np.full(size, np.nan)
    x, y = np.full(size, np.nan), np.full(size, np.nan)
    for bus, node in node_of_bus(net).items():
        row = net.bus.loc[bus]
        if names[node] == OPEN_END:
            names[node] = str(row["name"])
            x[node], y[node] = _place(row.get("geo"))
        low[node] = np.fmax(low[node], _or(row.get("min_vm_pu"), 0.9))
        high[node] = np.fmin(high[node], _or(row.get("max_vm_pu"), 1.1))
    return Nodes(
        name=tuple(names),
        kv=net._ppc["internal"]["bus"][:, 9].real.copy(),  # noqa: SLF001 - as above
        vm_min_pu=np.where(np.isnan(low), AT_OPEN_END[0], low),
        vm_max_pu=np.where(np.isnan(high), AT_OPEN_END[1], high),
        x=x,
        y=y,
    )


def _or(value: Any, usual: float) -> float:
    return usual if value is None or math.isnan(float(value)) else float(value)


def _place(geo: Any) -> tuple[float, float]:
    """Longitude and latitude of a GeoJSON point; NaN where there is none."""
    try:
        x, y = json.loads(geo)["coordinates"][:2]
    except (TypeError, ValueError, KeyError):
        return math.nan, math.nan
    return float(x), float(y)


def _branches(net: Any, two_ports: list[Any]) -> Branches:
    f, t = _ends(net)
    alive = net._ppc["internal"]["branch_is"].astype(bool)  # noqa: SLF001 - as above
    rows = [*_lines(net), *_trafos(net)]
    kept = [row for row, works in zip(rows, alive, strict=True) if works]
    limits: Floats = np.array([row[2:] for row in kept], dtype=np.float64).reshape(len(kept), 3)
    return Branches(
        name=tuple(row[0] for row in kept),
        kind=tuple(row[1] for row in kept),
        from_node=f,
        to_node=t,
        limit_from_ka=limits[:, 0],
        limit_to_ka=limits[:, 1],
        loading_max=limits[:, 2],
        y_ff=two_ports[0],
        y_ft=two_ports[1],
        y_tf=two_ports[2],
        y_tt=two_ports[3],
    )


def _lines(net: Any) -> list[tuple[str, str, float, float, float]]:
    limit = net.line.max_i_ka * net.line.df * net.line.parallel
    return [
        (str(row["name"]), "line", limit[i], limit[i], _allowed(row))
        for i, row in net.line.iterrows()
    ]


def _trafos(net: Any) -> list[tuple[str, str, float, float, float]]:
    found = []
    for _, row in net.trafo.iterrows():
        mva = row["sn_mva"] * row["df"] * row["parallel"]
        sides = [mva / (math.sqrt(3.0) * row[kv]) for kv in ("vn_hv_kv", "vn_lv_kv")]
        found.append((str(row["name"]), "trafo", sides[0], sides[1], _allowed(row)))
    return found


def _allowed(row: Any) -> float:
    return _or(row.get("max_loading_percent"), 100.0) / 100.0
