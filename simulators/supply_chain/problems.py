"""What is wrong with a world: one sentence each, all at once."""

from collections.abc import Iterator

from simulators.supply_chain.world import World, has_files, waves_min

MOST_WAVES = 48  # a day, as in `WeekDesign`
WHOLE_PALLETS_UNITS = 40.0  # the largest order that is never split

Check = tuple[bool, str]


def problems(world: World) -> list[str]:
    """Everything wrong with a world; empty when it can be played.

    Files are only checked for fitting together; what stands in them is the readers' business.
    """
    checks = [*_timetable(world), *_files(world)]
    if world.region:
        checks += [*_region_timetable(world), *_fleet(world), *_demand(world), *_zones(world)]
    else:
        checks += [*_day(world)]
    return [sentence for wrong, sentence in checks if wrong]


def _timetable(world: World) -> Iterator[Check]:
    yield (
        world.first_wave_min > world.last_wave_min,
        (
            f"first_wave_min: expected at most last_wave_min ({world.last_wave_min:g}),"
            f" got {world.first_wave_min:g}"
        ),
    )
    yield (
        world.day_end_min <= world.last_wave_min + world.loading_min,
        (
            f"day_end_min: expected after last_wave_min + loading_min"
            f" ({world.last_wave_min + world.loading_min:g}), got {world.day_end_min:g}"
        ),
    )
    yield (
        world.last_order_min > world.last_wave_min,
        (
            f"last_order_min: expected at most last_wave_min ({world.last_wave_min:g}), got"
            f" {world.last_order_min:g}; later orders could not be delivered"
        ),
    )


def _day(world: World) -> Iterator[Check]:
    yield (
        world.capacity_units < world.order_units and not has_files(world),
        (
            f"capacity_units: expected at least order_units ({world.order_units:g}),"
            f" got {world.capacity_units:g}; a usual order would not fit"
        ),
    )


def _files(world: World) -> Iterator[Check]:
    of_day = [name for name in ("roads_file", "vehicles_csv") if getattr(world, name)]
    of_region = [name for name in ("fleet_csv", "drivers_csv") if getattr(world, name)]
    yield (
        bool(world.roads_file and (world.sites_csv or world.orders_csv)),
        "roads_file: expected either roads_file or sites_csv and orders_csv, got both",
    )
    yield (
        bool(world.sites_csv) != bool(world.orders_csv),
        "sites_csv, orders_csv: expected both or neither, got one",
    )
    yield (
        world.region and bool(of_day),
        (
            f"{', '.join(of_day)}: expected for a dispatch day only, got region = true; a region"
            " has sites_csv, orders_csv, fleet_csv, drivers_csv and matrix_csv"
        ),
    )
    yield (
        not world.region and bool(of_region),
        (
            f"{', '.join(of_region)}: expected for a region only, got region = false; a dispatch"
            " day has vehicles_csv"
        ),
    )
    yield (
        world.region and bool(of_region) and not has_files(world),
        f"{', '.join(of_region)}: expected sites_csv and orders_csv beside, got neither",
    )


def _region_timetable(world: World) -> Iterator[Check]:
    waves = len(waves_min(world))
    yield (
        waves > MOST_WAVES,
        f"wave_interval_min: expected at most {MOST_WAVES} waves a day, got {waves}",
    )
    yield (
        world.first_wave_min >= world.last_order_min,
        (
            f"last_order_min: expected after first_wave_min ({world.first_wave_min:g}), got"
            f" {world.last_order_min:g}; nothing could be ordered for the same day"
        ),
    )


def _fleet(world: World) -> Iterator[Check]:
    fleet = (world.vans, world.e_vans, world.trucks_7t, world.trucks_12t, world.trucks_18t)
    names = "vans, e_vans, trucks_7t, trucks_12t, trucks_18t"
    units = (
        *(world.van_units,) * 2,
        world.truck_7t_units,
        world.truck_12t_units,
        world.truck_18t_units,
    )
    largest = max((held for held, count in zip(units, fleet, strict=True) if count), default=0.0)
    no_fleet = not sum(fleet) and not world.fleet_csv
    yield no_fleet, f"{names}: expected at least one vehicle, got none"
    yield (
        not no_fleet and not has_files(world) and largest < WHOLE_PALLETS_UNITS,
        (
            f"{names}: expected a class that holds {WHOLE_PALLETS_UNITS:g} units, got at most"
            f" {largest:g}; an order of four pallets would not fit"
        ),
    )
    for kind in ("van", "truck_7t", "truck_12t", "truck_18t"):
        empty = getattr(world, f"{kind}_l_per_100km_empty")
        full = getattr(world, f"{kind}_l_per_100km_full")
        yield (
            full < empty,
            (
                f"{kind}_l_per_100km_full: expected at least {kind}_l_per_100km_empty ({empty:g}),"
                f" got {full:g}"
            ),
        )


def _demand(world: World) -> Iterator[Check]:
    known = world.pallet_share + world.large_share
    yield (
        known > 1.0,
        f"pallet_share, large_share: expected at most 1 together, got {known:g}",
    )
    weights = [
        f"{zone}_weight" for zone in ("old_town", "residential", "industrial", "suburb", "rural")
    ]
    yield (
        not any(getattr(world, name) for name in weights),
        f"{', '.join(weights)}: expected at least one above 0, got none",
    )


def _zones(world: World) -> Iterator[Check]:
    open_min, close_min = world.old_town_open_min, world.old_town_close_min
    yield (
        close_min < open_min + 60.0,
        (
            f"old_town_close_min: expected an hour after old_town_open_min ({open_min:g}) or later,"
            f" got {close_min:g}"
        ),
    )
    yield (
        world.rural_km <= world.radius_km and not has_files(world),
        (
            f"rural_km: expected beyond the city, more than radius_km ({world.radius_km:g}), got"
            f" {world.rural_km:g}"
        ),
    )
    yield (
        world.old_town_zero_emission and not world.e_vans and not world.fleet_csv,
        "old_town_zero_emission: expected e_vans of 1 or more, got 0; nobody may enter",
    )
