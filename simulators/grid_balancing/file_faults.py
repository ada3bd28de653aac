"""What is wrong with the files that a world names, and whether its season is in them."""

from pathlib import Path

from simulators.grid_balancing.grid import Grid, grid_of, weeks_of_season
from simulators.grid_balancing.market.price_csv import price_faults
from simulators.grid_balancing.network.faults import InputFaults, shortened
from simulators.grid_balancing.world import World, months


def file_faults(world: World) -> tuple[str, ...]:
    """Every mistake of network, profiles and prices; empty without any.

    Which files belong together is not its business: see `problems`. Prices are read even where the
    network cannot be; only whether they cover the same time is then left open.
    """
    if bool(world.network_file) != bool(world.profiles_csv):
        return ()
    grid, found = None, []
    try:
        grid = grid_of(world.network, world.network_file, world.profiles_csv)
        found += _season_faults(grid, world)
    except InputFaults as error:
        found += error.faults
    if world.prices_csv and not world.island:
        profiles = grid.network.profiles if grid else None
        found += price_faults(
            Path(world.prices_csv),
            start=profiles.start if profiles else None,
            steps=profiles.steps if profiles else None,
        )
    return shortened(tuple(found))


def _season_faults(grid: Grid, world: World) -> list[str]:
    try:
        weeks_of_season(
            grid,
            months(world),
            wind_rank_low=world.wind_rank_low,
            wind_rank_high=world.wind_rank_high,
        )
    except ValueError as error:
        return [f"first_month, last_month, wind_rank_low, wind_rank_high: {error}"]
    return []
