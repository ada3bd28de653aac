"""What rules are told once, before a week begins."""

import numpy as np

from simulators.grid_balancing.assets.assets import Assets
from simulators.grid_balancing.network.network import Floats
from simulators.grid_balancing.observations import GridFacts
from simulators.grid_balancing.setting import Setting
from simulators.grid_balancing.world import World

ISLAND_BAND_HZ, GRID_BAND_HZ = 0.2, 0.05  # SO GL 2017/1485 for the large grid; assumed for islands


def describe(setting: Setting, assets: Assets, world: World) -> GridFacts:
    """The static facts of a week."""
    network = setting.grid.network
    nodes = network.nodes
    watched = nodes.vm_max_pu < 2.0
    per_mw, per_mvar = sensitivities(setting, assets)
    return GridFacts(
        is_island=world.island,
        days=world.days,
        batteries=assets.batteries.facts,
        hubs=assets.hubs.facts,
        contracts=assets.contracts.facts,
        units=assets.units.facts,
        feed_ins=assets.feed_ins.facts,
        feeders=len(assets.feeders),
        tap_positions=len(network.tap_positions),
        tap_usual=network.tap_usual,
        vm_low_pu=float(nodes.vm_min_pu[watched].max()),
        vm_high_pu=float(nodes.vm_max_pu[watched].min()),
        band_hz=band_hz(world),
        reserve_battery=assets.batteries.reserve,
        lost_load_eur_per_mwh=world.lost_load_eur_per_mwh,
        car_eur_per_mwh=world.car_short_eur_per_mwh,
        volt_per_mw=tuple(tuple(row) for row in per_mw.tolist()),
        volt_per_mvar=tuple(tuple(row) for row in per_mvar.tolist()),
    )


def band_hz(world: World) -> float:
    """How far frequency may be from nominal."""
    return ISLAND_BAND_HZ if world.island else GRID_BAND_HZ


def sensitivities(setting: Setting, assets: Assets) -> tuple[Floats, Floats]:
    """By how much a MW and a Mvar of each feed-in group lift each feeder, (feeders, feed-ins).

    First order at nominal voltage: d|v| = Re(Z) dP + Im(Z) dQ; the node of the feeder that moves
    most counts.
    """
    grid = setting.grid
    z = grid.flow.impedance_pu(grid.network.tap_usual) / grid.network.base_mva
    lifted = z @ assets.feed_in_weights.T
    most = [lifted[list(nodes)] for nodes in assets.feeders]
    return (
        np.array([part.real.max(axis=0) for part in most]),
        np.array([part.imag.max(axis=0) for part in most]),
    )
