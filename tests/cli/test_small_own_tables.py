"""A small depot and a small region from tables: a run begins, finishes and leaves nothing out."""

import datetime as dt
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_commands import start

ROOT = Path(__file__).parents[2]
SHORT = """
[rules]
tournament = ["baseline"]
[evidence]
tournament = 8
screen = 4
race_first = 8
race_most = 16
confirm = 16
holdout_worlds = 2
holdout_seeds = 1
foresight_worlds = 0
sensitivity_worlds = 0
"""
MONDAY = dt.date(2026, 11, 2)


def write_depot(folder: Path) -> str:
    """25 orders a day and 3 vans."""
    rng = random.Random(3)
    sites = [f"c{k},{rng.gauss(2, 4):.2f},{rng.gauss(0, 4):.2f}" for k in range(30)]
    orders = []
    for number in range(250):
        day = MONDAY + dt.timedelta(number % 5 + 7 * (number % 2))
        opens = rng.randint(8, 14)
        site, units = rng.randrange(30), rng.randint(1, 6)
        orders.append(f"{number},c{site},{opens}:00,{opens + 3}:00,{units},5,{day}")
    (folder / "sites.csv").write_text("\n".join(["site,x_km,y_km", "depot,0,0", *sites]))
    heading = "order,site,open_time,close_time,quantity_units,service_min,date"
    (folder / "orders.csv").write_text("\n".join([heading, *orders]))
    (folder / "vehicles.csv").write_text("vehicle,capacity_units\nv1,40\nv2,40\nv3,40\n")
    return 'vehicles_csv = "vehicles.csv"\n'


def write_region(folder: Path) -> str:
    """24 orders a day, five vans and a truck, six drivers."""
    rng = random.Random(5)
    zones = ("old town", "residential", "industrial", "suburb")
    sites = [f"c{k},{rng.gauss(2, 4):.2f},{rng.gauss(0, 4):.2f},{zones[k % 4]}" for k in range(20)]
    orders = []
    for number in range(240):
        day = MONDAY + dt.timedelta(number % 5 + 7 * (number % 2))
        site, units = rng.randrange(20), rng.choice([1, 2, 5, 10])
        hours = "06:30,11:00" if site % 4 == 0 else "08:00,17:00"
        known = day - dt.timedelta(1)
        orders.append(f"{number},c{site},{day},{hours},{units},6,{known},14:00")
    (folder / "sites.csv").write_text("\n".join(["site,x_km,y_km,zone", "depot,0,0,", *sites]))
    heading = (
        "order,site,date,open_time,close_time,quantity_units,service_min,known_date,known_time"
    )
    (folder / "orders.csv").write_text("\n".join([heading, *orders]))
    (folder / "fleet.csv").write_text("vehicle_class,count\nvan,5\ntruck 7.5 t,1\n")
    rows = "".join(f"D{k},45\n" for k in range(6))
    (folder / "drivers.csv").write_text(f"driver,week_h\n{rows}")
    return 'region = true\ndays = 2\nfleet_csv = "fleet.csv"\ndrivers_csv = "drivers.csv"\n'


@pytest.mark.parametrize("write", [write_depot, write_region])
def test_a_run_on_small_own_tables_finishes_its_experiments(
    tmp_path: Path, write: Callable[[Path], str]
) -> None:
    world = f'[world]\nsites_csv = "sites.csv"\norders_csv = "orders.csv"\n{write(tmp_path)}'
    (tmp_path / "my.toml").write_text(f'domain = "supply_chain"\n{world}{SHORT}')
    arguments = ("run", str(tmp_path / "my.toml"), "--workspace", str(ROOT), "--seed", "s")
    more = ("--budget", "2 experiments", "--run", str(tmp_path / "r"), "--json")
    process = start(*arguments, *more, cwd=tmp_path)
    out, err = process.communicate(timeout=900)
    assert process.returncode in {0, 1}, err  # 1: two worlds prove no guard-rail
    result = json.loads(out)
    assert result["status"] == "finished"
    assert len(result["experiments"]) >= 2
    assert result["stress"]
    assert all(stress["champion_passes"] for stress in result["stress"])
    listed = {row["name"] for row in result["parameters"]}
    assert not listed & {"orders_per_day", "sites", "vehicles", "capacity_units", "vans", "drivers"}
