"""What is wrong with a world: one sentence each, all at once."""

from collections.abc import Iterator

from simulators.grid_balancing.assets.cars import most_car_kwh
from simulators.grid_balancing.world import World

Check = tuple[bool, str]


def problems(world: World) -> list[str]:
    """Everything wrong with a world; empty when it can be played. Files are read elsewhere."""
    checks = [*_files(world), *_season(world), *_assets(world)]
    return [sentence for wrong, sentence in checks if wrong]


def _files(world: World) -> Iterator[Check]:
    yield (
        bool(world.network_file) != bool(world.profiles_csv),
        "network_file, profiles_csv: expected both or none of them",
    )
    yield (
        bool(world.prices_csv) and world.island,
        "prices_csv: expected none on an island, where nothing is bought",
    )


def _season(world: World) -> Iterator[Check]:
    yield (
        world.wind_rank_low >= world.wind_rank_high,
        (
            f"wind_rank_low: expected below wind_rank_high ({world.wind_rank_high:g}),"
            f" got {world.wind_rank_low:g}"
        ),
    )


def _assets(world: World) -> Iterator[Check]:
    yield (
        world.dimmed_kw > world.charger_kw,
        f"dimmed_kw: expected at most charger_kw ({world.charger_kw:g}), got {world.dimmed_kw:g}",
    )
    most_kwh = most_car_kwh(world.charger_kw)
    yield (
        world.cars > 0 and world.car_kwh > most_kwh,
        (
            f"car_kwh: expected at most {most_kwh:.3g}, what chargers of {world.charger_kw:g} kW"
            f" can give until departure, got {world.car_kwh:g}; fewer kWh or a larger charger_kw"
        ),
    )
    runs = world.diesels * world.diesel_mw + world.peakers * world.peaker_mw
    yield (
        world.island and runs + world.grid_battery_mw <= 0.0,
        "island: expected units or a grid battery, got neither: nothing would hold the frequency",
    )
