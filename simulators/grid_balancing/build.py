"""Draws a week of a world; rules have no part in it."""

from datetime import datetime
from pathlib import Path

import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.frequency.grid_frequency import TICK_S, GridFrequency, grid_frequency
from simulators.grid_balancing.grid import Grid, grid_of, weeks_of_season
from simulators.grid_balancing.market.price_csv import read_prices
from simulators.grid_balancing.market.prices import Market, Prices, generate_prices
from simulators.grid_balancing.network.network import (
    STEPS_PER_DAY,
    Complexes,
    Floats,
    Integers,
    summed_at,
)
from simulators.grid_balancing.setting import Setting
from simulators.grid_balancing.weather.disturbances import (
    Clouds,
    Outage,
    available,
    outages,
    sunshine,
)
from simulators.grid_balancing.weather.noise import forgetful
from simulators.grid_balancing.weather.outlook import Outlook, outlook
from simulators.grid_balancing.weather.profiles import Powers, powers, varied
from simulators.grid_balancing.world import World, months

# How long errors of forecasts last, in quarter-hours (assumed).
LOAD_MEMORY, WIND_MEMORY, PV_MEMORY = 24.0, 32.0, 16.0
# How much each error moves the whole system's imbalance; squares sum to one (assumed).
LOAD_WEIGHT, WIND_WEIGHT, PV_WEIGHT = 0.5, 0.8, 0.33
RESTLESS_S = 10.0


def build_setting(world: World, draws: Draws) -> Setting:
    """The week of this world and seed.

    Raises:
        InputFaults: files that the world names have faults, or SimBench is not installed.
        ValueError: the profiles have no week in the world's season.
    """
    grid = grid_of(world.network, world.network_file, world.profiles_csv)
    ticks = world.days * STEPS_PER_DAY
    first = _first_step(grid, world, draws)
    losses = _feeder_losses(grid, world, draws)
    there = _there(grid, losses, ticks)
    given = _powers(grid, world, draws, first=first, ticks=ticks)
    always = _always(grid, given)
    network = grid.network
    loads = network.loads
    drawn = _at_nodes(loads.node, given.load_mw, given.load_mvar, grid) - always
    steered = _steered(grid, given)
    kinds = _by_kind(grid, steered)
    load_mw = drawn.real.sum(axis=1)
    wanted = given.load_mw.sum(axis=1)
    demand = (given.load_mw * there[:, loads.node]).sum(axis=1)
    load, wind, pv = _outlooks(grid, world, draws, load_mw, kinds)
    surprise = LOAD_WEIGHT * load.surprise - WIND_WEIGHT * wind.surprise - PV_WEIGHT * pv.surprise
    return Setting(
        grid=grid,
        first=first,
        weekday=datetime.fromisoformat(grid.starts_at(first)).weekday(),
        ticks=ticks,
        load_mva=drawn * there,
        load_mw=load_mw,
        demand_mw=demand,
        outage_mw=wanted - demand,
        available_mw=steered * there[:, network.generators.node],
        feeder_load_mw=_by_feeder(grid, drawn.real),
        feeder_fed_mw=_by_feeder(grid, _fed_mw(grid, steered)),
        load=load,
        wind=wind,
        pv=pv,
        prices=None if world.island else _prices(grid, world, draws, first, ticks, surprise),
        frequency=_frequency(world, draws, ticks),
        restless_mw=_restless(world, draws, ticks),
        feeder_losses=losses,
        trips=_trips(world, draws),
    )


def _first_step(grid: Grid, world: World, draws: Draws) -> int:
    weeks = weeks_of_season(
        grid,
        months(world),
        wind_rank_low=world.wind_rank_low,
        wind_rank_high=world.wind_rank_high,
    )
    return int(draws.choice(weeks.tolist(), "week"))


def _powers(grid: Grid, world: World, draws: Draws, *, first: int, ticks: int) -> Powers:
    """Loads of another year, wind and sun as scaled, sun behind clouds."""
    given = varied(
        powers(grid.network, first, ticks),
        draws,
        load_cv=world.load_cv,
        together_sd=world.together_sd,
    )
    generation = given.generation_mw.copy()
    kinds = np.array(grid.network.generators.kind)
    shade = sunshine(ticks, draws, Clouds(chance_per_hour=world.cloud_chance_per_h))
    generation[:, kinds == "pv"] *= world.pv_scale * shade[:, None]
    generation[:, kinds == "wind"] *= world.wind_scale
    return Powers(world.load_scale * given.load_mw, world.load_scale * given.load_mvar, generation)


def _at_nodes(node: Integers, mw: Floats, mvar: Floats, grid: Grid) -> Complexes:
    size = grid.network.size
    found = np.empty((len(mw), size), dtype=np.complex128)
    found.real = summed_at(node, mw, nodes=size)
    found.imag = summed_at(node, mvar, nodes=size)
    return found


def _always(grid: Grid, given: Powers) -> Floats:
    """What generators other than wind and sun feed in, (ticks, nodes)."""
    others = given.generation_mw.copy()
    others[:, grid.steered()] = 0.0
    return summed_at(grid.network.generators.node, others, nodes=grid.network.size)


def _steered(grid: Grid, given: Powers) -> Floats:
    found = np.zeros_like(given.generation_mw)
    found[:, grid.steered()] = given.generation_mw[:, grid.steered()]
    return found


def _by_kind(grid: Grid, steered: Floats) -> dict[str, Floats]:
    kinds = np.array(grid.network.generators.kind)
    return {kind: steered[:, kinds == kind].sum(axis=1) for kind in ("wind", "pv")}


def _outlooks(
    grid: Grid, world: World, draws: Draws, load_mw: Floats, kinds: dict[str, Floats]
) -> tuple[Outlook, Outlook, Outlook]:
    """Forecasts of load, wind and sun; errors of sun are a share of what there is."""
    generators = grid.network.generators
    installed = float(generators.p_mw[np.array(generators.kind) == "wind"].sum()) * world.wind_scale
    wind = kinds["wind"]
    # a calm sea and a storm are both easy to tell: errors are largest on the slope between
    slope = 0.25 + np.sqrt(np.clip(wind / max(installed, 1e-9), 0.0, 1.0))
    return (
        outlook(
            load_mw, world.forecast_load_sd * np.abs(load_mw), draws, "load",
            memory_steps=LOAD_MEMORY,
        ),
        outlook(
            wind, world.forecast_wind_sd * installed * np.minimum(1.0, slope), draws, "wind",
            memory_steps=WIND_MEMORY,
        ),
        outlook(
            kinds["pv"], world.forecast_pv_sd * kinds["pv"], draws, "pv",
            memory_steps=PV_MEMORY,
        ),
    )  # fmt: skip


def _prices(
    grid: Grid, world: World, draws: Draws, first: int, ticks: int, surprise: Floats
) -> Prices:
    if world.prices_csv:
        profiles = grid.network.profiles
        every = read_prices(Path(world.prices_csv), start=profiles.start, steps=profiles.steps)
        part = slice(first, first + ticks)
        unknown = np.zeros(ticks)  # a user's file does not tell how short the system was
        return Prices(every.day_ahead_eur[part], every.imbalance_eur[part], unknown)
    market = Market(
        wind_share=world.market_wind_share,
        pv_share=world.market_pv_share,
        level_sd_eur=world.level_sd_eur,
        reserve_sd=world.reserve_sd,
        volatility=world.volatility,
    )
    return generate_prices(grid.weather_of(first, ticks), market, draws, surprise=surprise)


def _frequency(world: World, draws: Draws, ticks: int) -> GridFrequency | None:
    return None if world.island else grid_frequency(ticks, draws, sd_hz=world.grid_hz_sd)


def _restless(world: World, draws: Draws, ticks: int) -> Floats | None:
    if not world.island:
        return None
    seconds = ticks * TICK_S + 1
    return world.restless_mw * forgetful(draws, seconds, "restless", memory_steps=RESTLESS_S)


def _fed_mw(grid: Grid, steered: Floats) -> Floats:
    return summed_at(grid.network.generators.node, steered, nodes=grid.network.size)


def _by_feeder(grid: Grid, node_mw: Floats) -> Floats:
    sums = [node_mw[:, list(nodes)].sum(axis=1) for nodes in grid.feeders]
    return np.array(sums).reshape(len(sums), len(node_mw)).T


def _trips(world: World, draws: Draws) -> tuple[Outage, ...]:
    """Trips of units, whether or not they run: a broken unit cannot be started either."""
    return outages(
        "trip",
        world.diesels + world.peakers if world.island else 0,
        24 * world.days,
        draws,
        mean_between_h=world.trips_mean_h,
        mean_duration_h=world.trip_lasts_h,
    )


def _feeder_losses(grid: Grid, world: World, draws: Draws) -> tuple[Outage, ...]:
    return outages(
        "feeder",
        len(grid.feeders),
        24 * world.days,
        draws,
        mean_between_h=world.feeder_loss_mean_h,
        mean_duration_h=world.feeder_loss_lasts_h,
    )


def _there(grid: Grid, losses: tuple[Outage, ...], ticks: int) -> Floats:
    """The share of every tick that each node is connected, (ticks, nodes)."""
    share = available(losses, len(grid.feeders), ticks)
    there = np.ones((ticks, grid.network.size))
    for feeder, nodes in enumerate(grid.feeders):
        there[:, list(nodes)] = share[:, [feeder]]
    return there
