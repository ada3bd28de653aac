"""Loads, generators and storages of a pandapower network as arrays; what is wrong with them."""

import math
from typing import Any

import numpy as np

from simulators.grid_balancing.network.faults import fault
from simulators.grid_balancing.network.network import CONSTANT, Generators, Loads, Storages

KINDS = {"wind": "wind", "pv": "pv", "solar": "pv", "hydro": "hydro", "biomass": "biomass"}
LOW_VOLTAGE_RES = "lv_res"  # SimBench: the rooftops of a low-voltage network; zero at night


def kind_of(word: Any) -> str:
    """What drives a generator, from the `type` that its table gives."""
    text = str(word).lower()
    if text.startswith(LOW_VOLTAGE_RES):
        return "pv"
    return next((kind for start, kind in KINDS.items() if text.startswith(start)), "other")


def _rows(
    name: str, table: str, frame: Any, node_of: dict[int, int], faults: list[str]
) -> list[tuple[str, Any]]:
    """The rows in service and what to call them in a fault; unsupplied ones are faults."""
    found = []
    for index, row in frame[frame.in_service.astype(bool)].iterrows():
        place = f"{name}, table {table}, row {index} ({row['name']})"
        if int(row["bus"]) in node_of:
            found.append((place, row))
        else:
            mend = "switch it off, or close a switch"
            expected = "a bus that is supplied"
            faults.append(fault(place, expected=expected, got=f"bus {row['bus']}", mend=mend))
    return found


def _not_negative(place: str, column: str, value: float, faults: list[str]) -> float:
    if not (math.isfinite(value) and value >= 0.0):
        faults.append(fault(f"{place}, column {column}", expected="0 or more", got=f"{value:g}"))
    return value


def _column(place: str, wanted: str, columns: tuple[str, ...], faults: list[str]) -> int:
    if wanted in columns:
        return columns.index(wanted)
    expected, got = f"a profile column {wanted}", "none"
    faults.append(fault(place, expected=expected, got=got, mend="add it to the profiles"))
    return CONSTANT


def loads(
    name: str,
    frame: Any,
    node_of: dict[int, int],
    columns: tuple[str, ...],
    faults: list[str],
) -> Loads:
    """The loads in service; profile X gives `X_pload` and, if there is one, `X_qload`.

    Without `X_qload` the reactive power follows the active power.
    """
    rows = _rows(name, "load", frame, node_of, faults)
    p_columns, q_columns = [], []
    for place, row in rows:
        _not_negative(place, "p_mw", float(row["p_mw"]), faults)
        _check_constant_power(place, row, faults)
        p_column = _column(place, f"{row.get('profile')}_pload", columns, faults)
        q_name = f"{row.get('profile')}_qload"
        p_columns.append(p_column)
        q_columns.append(columns.index(q_name) if q_name in columns else p_column)
    return Loads(
        name=tuple(str(row["name"]) for _, row in rows),
        node=np.array([node_of[int(row["bus"])] for _, row in rows], dtype=np.int64),
        p_mw=np.array([float(row["p_mw"] * row["scaling"]) for _, row in rows]),
        q_mvar=np.array([float(row["q_mvar"] * row["scaling"]) for _, row in rows]),
        p_column=np.array(p_columns, dtype=np.int64),
        q_column=np.array(q_columns, dtype=np.int64),
    )


def _check_constant_power(place: str, row: Any, faults: list[str]) -> None:
    for column in row.index:
        if str(column).startswith("const_") and float(row[column] or 0.0) != 0.0:
            expected = "0: constant power is all that is modelled"
            faults.append(
                fault(f"{place}, column {column}", expected=expected, got=f"{row[column]:g}")
            )


def generators(
    name: str,
    frame: Any,
    node_of: dict[int, int],
    columns: tuple[str, ...],
    faults: list[str],
) -> Generators:
    """The static generators in service; their profile column bears the profile's name."""
    rows = _rows(name, "sgen", frame, node_of, faults)
    for place, row in rows:
        _not_negative(place, "p_mw", float(row["p_mw"]), faults)
    return Generators(
        name=tuple(str(row["name"]) for _, row in rows),
        kind=tuple(kind_of(row["type"]) for _, row in rows),
        node=np.array([node_of[int(row["bus"])] for _, row in rows], dtype=np.int64),
        p_mw=np.array([float(row["p_mw"] * row["scaling"]) for _, row in rows]),
        column=np.array(
            [_column(place, str(row.get("profile")), columns, faults) for place, row in rows],
            dtype=np.int64,
        ),
    )


def storages(name: str, frame: Any, node_of: dict[int, int], faults: list[str]) -> Storages:
    """The storages in service, as places for batteries: power and energy, no schedule."""
    rows = _rows(name, "storage", frame, node_of, faults)
    powers = [abs(float(row["p_mw"] if math.isnan(row["sn_mva"]) else row["sn_mva"]))
              for _, row in rows]  # fmt: skip
    energies = [
        _not_negative(place, "max_e_mwh", float(row["max_e_mwh"]), faults) for place, row in rows
    ]
    return Storages(
        name=tuple(str(row["name"]) for _, row in rows),
        node=np.array([node_of[int(row["bus"])] for _, row in rows], dtype=np.int64),
        p_max_mw=np.array(powers),
        e_max_mwh=np.array(energies),
    )
