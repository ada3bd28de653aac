"""The data set that a world names, read once per process and again only when a file changed."""

import functools
from pathlib import Path

from simulators.supply_chain.readers.csv_tables import CsvFiles, read_csv_tables
from simulators.supply_chain.readers.faults import InputFaults, fault
from simulators.supply_chain.readers.instance import Instance, instance_of
from simulators.supply_chain.readers.solomon import read_solomon
from simulators.supply_chain.readers.vrp_file import read_lines
from simulators.supply_chain.readers.vrplib import read_vrplib
from simulators.supply_chain.readers.week_tables import WeekFiles, WeekTables, read_week_tables
from simulators.supply_chain.world import World

DETOUR = 1.3
MOST_KEPT = 32
MOST_ORDERS = 500.0  # a day, as the bound of `orders_per_day`
Stamp = tuple[str, int, int]


def load_instance(world: World) -> Instance:
    """What the files of a world say.

    Raises:
        InputFaults: every mistake of the files, or a combination of files that says no day.
    """
    if world.roads_file:
        return _roads(_stamp(world.roads_file))
    missing = [name for name in ("sites_csv", "orders_csv") if not getattr(world, name)]
    if missing:
        mend = f"name the missing one too: {missing[0]}"
        sentence = fault("[world]", expected="sites_csv and orders_csv", got="one", mend=mend)
        raise InputFaults((sentence,))
    names = (world.sites_csv, world.orders_csv, world.vehicles_csv, world.matrix_csv)
    return _tables(tuple(_stamp(name) for name in names), world.speed_kmh)


def load_week(world: World) -> WeekTables:
    """What the files of a region's world say.

    Raises:
        InputFaults: every mistake of the files.
    """
    names = (
        world.sites_csv,
        world.orders_csv,
        world.fleet_csv,
        world.drivers_csv,
        world.matrix_csv,
    )
    return _week_tables(tuple(_stamp(name) for name in names), world.speed_kmh)


def file_faults(world: World) -> tuple[str, ...]:
    """Every mistake of the files that a world names; empty without any.

    Which files belong together is not its business: see `problems`.
    """
    try:
        if world.region and world.sites_csv and world.orders_csv:
            tables = load_week(world)
            return (*_volume_faults(world, tables.orders_per_day), *_day_faults(world, tables))
        if not world.region and world.sites_csv and world.orders_csv and not world.roads_file:
            return _volume_faults(world, load_instance(world).orders_per_day)
        if not world.region and world.roads_file:
            load_instance(world)
    except InputFaults as error:
        return error.faults
    return ()


def _volume_faults(world: World, orders_per_day: float) -> tuple[str, ...]:
    """Whether the mean of the tables can stand for `orders_per_day`, where nobody names it."""
    if world.orders_per_day is not None or orders_per_day <= MOST_ORDERS:
        return ()
    file = Path(world.orders_csv).name
    expected = f"dates with at most {MOST_ORDERS:g} orders in the mean"
    mend = "without dates all rows are one day's: add `date`, or name orders_per_day in [world]"
    got = f"{orders_per_day:,.0f} orders a day"
    return (fault(file, column="date", expected=expected, got=got, mend=mend),)


def _day_faults(world: World, tables: WeekTables) -> tuple[str, ...]:
    """Whether anything is ordered on the days that are played."""
    if any(tables.weekday_orders[: world.days]):
        return ()
    file, got = Path(world.orders_csv).name, "none"
    expected = f"an order on the {world.days} days from Monday that `days` of [world] plays"
    return (fault(file, column="date", expected=expected, got=got),)


def _stamp(name: str) -> Stamp:
    """What changes when a file changes; a file that is not there is reported when it is read."""
    try:
        status = Path(name).stat()
    except OSError:
        return (name, 0, 0)
    return (name, status.st_mtime_ns, status.st_size)


@functools.lru_cache(maxsize=MOST_KEPT)
def _roads(stamp: Stamp) -> Instance:
    path = Path(stamp[0])
    words = {line.strip() for line in read_lines(path)[:40]}
    read = read_solomon if "VEHICLE" in words else read_vrplib
    return instance_of(read(path))


@functools.lru_cache(maxsize=MOST_KEPT)
def _tables(stamps: tuple[Stamp, ...], speed_kmh: float) -> Instance:
    sites, orders, vehicles, matrix = (Path(stamp[0]) if stamp[0] else None for stamp in stamps)
    assert sites is not None
    assert orders is not None
    return read_csv_tables(
        CsvFiles(sites, orders, vehicles, matrix), speed_kmh=speed_kmh, detour=DETOUR
    )


@functools.lru_cache(maxsize=MOST_KEPT)
def _week_tables(stamps: tuple[Stamp, ...], speed_kmh: float) -> WeekTables:
    sites, orders, fleet, drivers, matrix = (
        Path(stamp[0]) if stamp[0] else None for stamp in stamps
    )
    assert sites is not None
    assert orders is not None
    files = WeekFiles(sites, orders, fleet, drivers, matrix)
    return read_week_tables(files, speed_kmh=speed_kmh, detour=DETOUR)
