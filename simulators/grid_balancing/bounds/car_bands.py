"""The cars of a hub as bands of energy: what they must have received, and what they can have."""

from collections.abc import Iterable

import numpy as np

from simulators.grid_balancing.assets.hub_kernel import DEEPEST_MWH
from simulators.grid_balancing.assets.hubs import Hubs
from simulators.grid_balancing.bounds.relaxed import Charging
from simulators.grid_balancing.network.network import Integers
from simulators.grid_balancing.observations import TICK_H


def car_bands(hubs: Hubs, ticks: int, short_eur: float, price_eur: float) -> Iterable[Charging]:
    """The cars of each hub, those that give back apart; energy as stored in them.

    Whoever leaves with less costs `short_eur` a MWh at the charger; what is in a car that stays on
    counts at `price_eur`, which every MWh gets and whoever leaves gives back.
    """
    stays = hubs.sessions
    for hub, own in enumerate(hubs.facts):
        for gives in (False, True):
            members = np.flatnonzero((stays.hub == hub) & (stays.gives == gives))
            if len(members):
                yield _band(
                    hubs,
                    members,
                    ticks,
                    gives=gives,
                    efficiency=own.efficiency,
                    wear_eur=own.wear_eur_per_mwh,
                    short_eur=max(0.0, short_eur - price_eur),
                    left_eur=price_eur,
                )


def _band(
    hubs: Hubs,
    members: Integers,
    ticks: int,
    *,
    gives: bool,
    efficiency: float,
    wear_eur: float,
    short_eur: float,
    left_eur: float,
) -> Charging:
    stays = hubs.sessions
    arrive, leave = stays.arrive[members], stays.leave[members]
    need, charger = stays.need_mwh[members], stays.charger_mw[members]
    after = np.arange(1, ticks + 1)[:, None]  # the end of each tick
    arrived = after > arrive
    step = charger * TICK_H
    full = np.where(arrived, np.minimum(need, step * (after - arrive)), 0.0)
    full = np.where(after > leave, np.minimum(need, step * (leave - arrive)), full)
    deepest = np.minimum(0.0, need - DEEPEST_MWH) if gives else np.zeros(len(members))
    empty = np.where(arrived, deepest, 0.0)
    due = np.where(leave <= ticks, need - step * np.maximum(leave - after, 0), deepest)
    due = np.where(arrived, np.maximum(due, deepest), 0.0)
    power = ((after - 1 >= arrive) & (after - 1 < leave)) @ charger
    return Charging(
        in_mw=power,
        out_mw=power if gives else np.zeros(ticks),
        empty_mwh=efficiency * empty.sum(axis=1),
        need_mwh=efficiency * due.sum(axis=1),
        full_mwh=efficiency * full.sum(axis=1),
        efficiency=efficiency,
        wear_eur_per_mwh=wear_eur,
        miss_eur_per_mwh=short_eur / efficiency,
        left_eur_per_mwh=left_eur / efficiency,
    )
