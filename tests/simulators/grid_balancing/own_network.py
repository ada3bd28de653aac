"""A user's small network: two feeders, an open ring, a tap changer, a bus out of service."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandapower as pp

ROWS = 7 * 96


def own_network() -> Any:
    """110/20 kV, five buses on two feeders that an open switch separates."""
    net = pp.create_empty_network()
    top = pp.create_bus(net, 110.0, name="grid")
    pp.create_bus(net, 20.0, name="unused", in_service=False)
    bus = [pp.create_bus(net, 20.0, name=f"b{k}") for k in range(5)]
    pp.create_ext_grid(net, top, vm_pu=1.02, name="source")
    pp.create_transformer(net, top, bus[0], "25 MVA 110/20 kV", name="trafo")
    net.trafo[["tap_min", "tap_max"]] = -2, 2
    kind = "NA2XS2Y 1x185 RM/25 12/20 kV"
    for a, b in ((0, 1), (1, 2), (0, 3), (3, 4), (2, 4)):
        pp.create_line(net, bus[a], bus[b], 3.0, kind, name=f"l{a}{b}")
    pp.create_switch(net, bus[4], 4, et="l", closed=False)
    for k in range(1, 5):
        pp.create_load(net, bus[k], p_mw=1.0 + k / 2, q_mvar=0.3, name=f"load{k}")
    pp.create_sgen(net, bus[4], p_mw=3.0, name="wind", type="WP")
    pp.create_storage(net, bus[2], p_mw=0.0, max_e_mwh=2.0, sn_mva=1.0, name="battery")
    net.load["profile"], net.sgen["profile"] = "town", "breeze"
    net.sgen["type"] = "wind"
    return net


def own_profiles(rows: int = ROWS) -> list[list[str]]:
    """The cells of a profile CSV; the first row has the names."""
    start = datetime(2026, 11, 2)  # noqa: DTZ001 - local time of the network, as profiles have it
    table = [["time", "town_pload", "town_qload", "breeze"]]
    for k in range(rows):
        now = start + timedelta(minutes=15 * k)
        town, breeze = 0.5 + 0.4 * (k % 96) / 96, ((k * 37) % 101) / 100
        table.append([now.isoformat(), f"{town:.4f}", f"{town / 2:.4f}", f"{breeze:.4f}"])
    return table


def write_table(table: list[list[str]], path: Path) -> None:
    path.write_text("\n".join(",".join(row) for row in table) + "\n")


def write_own(folder: Path, net: Any = None, table: Any = None) -> tuple[Path, Path]:
    """The network and its profiles as files."""
    model, profiles = folder / "own.json", folder / "own.csv"
    pp.to_json(net if net is not None else own_network(), str(model))
    write_table(table if table is not None else own_profiles(), profiles)
    return model, profiles
