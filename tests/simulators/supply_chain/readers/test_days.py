"""Days drawn from files: a function of (files, world, seed) on which the world's levers act."""

import os
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from ruleloop.draws import Draws
from simulators.supply_chain.day import Day
from simulators.supply_chain.generator.resampled_day import read_day
from simulators.supply_chain.readers import InputFaults
from simulators.supply_chain.readers.load import file_faults
from simulators.supply_chain.volume import orders_a_day
from simulators.supply_chain.world import World

DATA = Path(os.environ.get("RULELOOP_DATA", "/nonexistent"))
SITES = "site,x_km,y_km\ndepot,0,0\n" + "".join(f"s{k},{k % 7},{k % 5}\n" for k in range(1, 30))


def orders_table(*, known: str = "", close: str = "", dated: bool = False) -> str:
    rows = ["order,site,open_time,close_time,quantity_units,service_min,known_time,date"]
    for k in range(1, 30):
        date = ("2026-11-02", "2026-11-03", "2026-11-03")[k % 3] if dated else ""
        rows.append(
            f"{k},s{k},{420 + 10 * k},{close or 600 + 20 * k},{k},{5 + k % 4},{known},{date}"
        )
    return "\n".join(rows) + "\n"


@pytest.fixture
def own_world(tmp_path: Path) -> World:
    (tmp_path / "sites.csv").write_text(SITES)
    (tmp_path / "orders.csv").write_text(orders_table())
    return World(
        sites_csv=str(tmp_path / "sites.csv"),
        orders_csv=str(tmp_path / "orders.csv"),
        orders_per_day=60.0,
    )


@pytest.fixture
def road_world() -> World:
    roads = sorted((DATA / "ortec_vrptw").glob("*.txt"))
    if not roads:
        pytest.skip("RULELOOP_DATA names no folder with ortec_vrptw/")
    return World(roads_file=str(roads[0]))


def draws(seed: int) -> Draws:
    return Draws(seed.to_bytes(16, "little"))


def check_day(day: Day, world: World) -> None:
    assert [o.known_min for o in day.orders] == sorted(o.known_min for o in day.orders)
    assert all(0 < o.site < len(day.travel_min) for o in day.orders)
    assert all(0 < o.quantity_units <= day.capacity_units for o in day.orders)
    assert all(o.open_min <= o.close_min for o in day.orders)
    assert len(day.site_share) == len(day.travel_min) == len(day.x_km)
    assert sum(day.site_share) == pytest.approx(1.0)
    assert len(day.new_orders) == len(day.waves_min)
    assert np.isfinite(day.travel_min).all()


def test_the_same_seed_gives_the_same_day_and_another_seed_another(own_world: World) -> None:
    first, again, other = (read_day(own_world, draws(seed)) for seed in (1, 1, 2))
    assert first.orders == again.orders != other.orders


def test_rows_of_a_users_table_stay_together(own_world: World) -> None:
    day = read_day(own_world, draws(3))
    check_day(day, own_world)
    for order in day.orders:
        assert order.open_min == 420 + 10 * order.site
        assert order.quantity_units == order.site


def test_more_orders_leave_the_first_ones_as_they_were(own_world: World) -> None:
    few = read_day(own_world, draws(4))
    many = read_day(replace(own_world, orders_per_day=120.0), draws(4))
    assert len(many.orders) == pytest.approx(2 * len(few.orders), abs=1)
    assert set(few.orders) <= set(many.orders)


def test_times_that_the_file_tells_are_kept(tmp_path: Path, own_world: World) -> None:
    (tmp_path / "orders.csv").write_text(orders_table(known="07:30"))
    assert {order.known_min for order in read_day(own_world, draws(5)).orders} == {450.0}


def test_an_order_that_came_in_after_the_last_wave_is_still_the_days_business(
    tmp_path: Path, own_world: World
) -> None:
    (tmp_path / "orders.csv").write_text(orders_table(known="19:00", close="23:00"))
    day = read_day(own_world, draws(5))
    assert {order.known_min for order in day.orders} == {day.waves_min[-1]}


def test_a_date_sets_the_volume_and_its_weekday_the_orders(
    tmp_path: Path, own_world: World
) -> None:
    (tmp_path / "orders.csv").write_text(orders_table(dated=True))
    calm = replace(own_world, orders_cv=0.0)
    sizes = {}
    for seed in range(12):
        day = read_day(calm, draws(seed))
        assert len({order.site % 3 == 0 for order in day.orders}) == 1
        sizes[day.orders[0].site % 3 == 0] = len(day.orders)
    # 9 of 29 orders were on the Monday, 20 on the Tuesday: 60 x 9 / 14.5 and 60 x 20 / 14.5
    assert sizes == {True: 37, False: 83}


def test_where_nobody_says_how_busy_days_are_the_dates_of_the_table_do(
    tmp_path: Path, own_world: World
) -> None:
    assert orders_a_day(replace(own_world, orders_per_day=None)) == 29.0
    (tmp_path / "orders.csv").write_text(orders_table(dated=True))
    silent = replace(own_world, orders_per_day=None, orders_cv=0.0)
    assert orders_a_day(silent) == 14.5
    days = [read_day(silent, draws(seed)) for seed in range(12)]
    assert {len(day.orders) for day in days} == {9, 20}
    said = [read_day(replace(silent, orders_per_day=14.5), draws(seed)) for seed in range(12)]
    assert [day.new_orders for day in days] == [day.new_orders for day in said]
    assert orders_a_day(World()) == 60.0


def test_a_long_table_without_dates_cannot_tell_how_busy_a_day_is(
    tmp_path: Path, own_world: World
) -> None:
    head, *rows = orders_table().splitlines()
    many = [f"{k}-{row}" for k in range(20) for row in rows]
    (tmp_path / "orders.csv").write_text("\n".join([head, *many]))
    (told,) = file_faults(replace(own_world, orders_per_day=None))
    assert told.startswith("orders.csv, column date: expected dates with at most 500 orders")
    assert file_faults(replace(own_world, orders_per_day=30.0)) == ()


def test_an_order_that_becomes_known_during_the_day_can_still_be_delivered(
    road_world: World,
) -> None:
    for seed in range(4):
        day = read_day(road_world, draws(seed))
        check_day(day, road_world)
        for order in day.orders:
            wave = min(wave for wave in day.waves_min if wave >= order.known_min)
            leave = wave + day.loading_min
            assert leave + day.travel_min[0, order.site] < order.close_min


def test_customers_of_a_roads_file_are_drawn_up_to_the_worlds_number(road_world: World) -> None:
    day = read_day(road_world, draws(6))
    assert len(day.travel_min) == road_world.sites + 1
    other = read_day(road_world, draws(7))
    assert not np.array_equal(day.travel_min, other.travel_min)


def test_half_of_a_pair_of_tables_is_refused_with_the_missing_name(own_world: World) -> None:
    with pytest.raises(InputFaults, match="name the missing one too: sites_csv"):
        read_day(World(orders_csv=own_world.orders_csv), draws(1))


def test_a_file_that_changed_is_read_again(tmp_path: Path, own_world: World) -> None:
    read_day(own_world, draws(8))
    (tmp_path / "sites.csv").write_text(SITES.replace("depot,0,0", "depot,50,50"))
    assert read_day(own_world, draws(8)).travel_min[0, 1] > 60.0
