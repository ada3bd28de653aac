"""A week of a world as it is known afterwards: the relaxation that the bound is computed from.

`floor` says for each line below why no rules can do better.
"""

from collections.abc import Iterable

import msgspec
import numpy as np

from simulators.grid_balancing.assets.assets import FLEXIBLE_SHARE, Assets
from simulators.grid_balancing.assets.batteries import Batteries
from simulators.grid_balancing.bounds.car_bands import car_bands
from simulators.grid_balancing.bounds.most_losses import most_losses_mw
from simulators.grid_balancing.bounds.relaxed import (
    FreePower,
    Hindsight,
    Reducible,
    Reserve,
    Source,
    Store,
)
from simulators.grid_balancing.frequency.usual_swings import ISLAND_SELF_REGULATION_PER_HZ, RELAYS
from simulators.grid_balancing.network.network import Floats, summed_at
from simulators.grid_balancing.observations import TICK_H, Contract
from simulators.grid_balancing.play.island import RAMP_S
from simulators.grid_balancing.play.seconds import LOST_HZ, TICK_S
from simulators.grid_balancing.setting import Setting

SPARED_HZ = 50.0 - RELAYS.hz[0]  # below that, relays cut load off
LEAST_SHED = RELAYS.share[0]
STEP_MWH = 1e-3  # more than one step of the frequency kernel can cross a battery's limit by
MOST_Q_SHARE = 0.5  # Mvar per MW that rules may ask of feed-in


def in_hindsight(
    setting: Setting,
    assets: Assets,
    *,
    lost_load_eur_per_mwh: float,
    car_short_eur_per_mwh: float,
    closing_eur_per_mwh: float,
    reserve_eur_per_mw_h: float,
) -> Hindsight:
    """Everything that matters for the cost of a week.

    closing_eur_per_mwh: what energy that is missing or owed at the end costs.
    reserve_eur_per_mw_h: pay for frequency reserve, with a market.
    """
    price = max(0.0, closing_eur_per_mwh)
    sold = _sold(setting, assets, reserve_eur_per_mw_h)
    known = Hindsight(
        need_mw=setting.load_mva.real.sum(axis=1),
        cuttable_mw=setting.demand_mw,
        import_eur=None if setting.prices is None else setting.prices.imbalance_eur,
        bought_eur=None if setting.prices is None else setting.prices.day_ahead_eur,
        waste_mw=most_losses_mw(setting.grid.network, _most_mva(setting, assets)),
        relief_mw=np.zeros(setting.ticks),
        unserved_eur_per_mwh=lost_load_eur_per_mwh,
        stores=tuple(_stores(assets.batteries, price, sold)),
        charging=tuple(car_bands(assets.hubs, setting.ticks, car_short_eur_per_mwh, price)),
        reducible=tuple(
            _reducible(own, available, price)
            for own, available in zip(
                assets.contracts.facts, assets.contracts.available_mw.T, strict=True
            )
        ),
        sources=tuple(_sources(setting, assets)),
        free=tuple(_free(assets)),
    )
    return _on_an_island(known, setting) if setting.prices is None else known


def _on_an_island(known: Hindsight, setting: Setting) -> Hindsight:
    """Load that falls and rises with frequency, and the restlessness of the seconds."""
    assert setting.restless_mw is not None
    seconds = setting.restless_mw
    restless = 0.5 * (seconds[:-1] + seconds[1:]).reshape(setting.ticks, -1).mean(axis=1)
    drawn = known.cuttable_mw + sum(own.in_mw for own in known.charging)
    drawn = drawn + sum(own.rebound_share * own.most_mw for own in known.reducible)
    # Further down than the first relay, what frequency spares comes with load cut off; and whoever
    # is cut off is not paid for reducing.
    beyond = ISLAND_SELF_REGULATION_PER_HZ * (LOST_HZ - SPARED_HZ) / LEAST_SHED + FLEXIBLE_SHARE
    units_mw = np.array([own.most_mw.max() for own in known.sources])
    there = _units_there(setting, len(units_mw))
    lost = np.where((there > 0.0) & (there < 1.0), units_mw, 0.0).sum(axis=1)
    return msgspec.structs.replace(
        known,
        stores=(*known.stores, _ramps(known)),
        need_mw=known.need_mw - restless,
        cuttable_mw=(1.0 + beyond) * known.cuttable_mw,
        unserved_eur_per_mwh=known.unserved_eur_per_mwh / (1.0 + beyond),
        relief_mw=ISLAND_SELF_REGULATION_PER_HZ * SPARED_HZ * drawn + lost,
        waste_mw=known.waste_mw + ISLAND_SELF_REGULATION_PER_HZ * LOST_HZ * drawn,
    )


def _ramps(known: Hindsight) -> Store:
    """Schedules move within minutes of a new tick: energy that comes late, or is not needed yet.

    A tick lacks (or gains) a sixth of what the scheduled mismatch changes by; the sum over ticks is
    a sixth of the mismatch, which lies between all that can be fed in and all that can be drawn.
    """
    draws = known.need_mw.max() + sum(own.in_mw.max() for own in known.charging)
    draws += sum(own.most_mw.max() for own in known.reducible)
    feeds = sum(own.available_mw.max() for own in known.free) - min(0.0, known.need_mw.min())
    feeds += sum(own.most_mw.max() for own in known.sources)
    both = sum(own.out_mw for own in known.stores)
    size = (draws + feeds + 2.0 * both) * 0.5 * RAMP_S / TICK_S
    return Store(
        in_mw=size,
        out_mw=size,
        low_mwh=0.0,
        high_mwh=size * TICK_H,
        start_mwh=0.5 * size * TICK_H,
        efficiency=1.0,
        wear_eur_per_mwh=0.0,
    )


def _sold(setting: Setting, assets: Assets, eur_per_mw_h: float) -> Reserve | None:
    """What the reserve battery can sell; what is asked of it flows within its own power."""
    batteries, own = assets.batteries, setting.frequency
    if own is None or batteries.reserve < 0:
        return None
    asked = np.minimum(1.0, own.asked_up + own.asked_down)
    return Reserve(batteries.facts[batteries.reserve].power_mw, eur_per_mw_h, asked)


def _stores(batteries: Batteries, price_eur: float, sold: Reserve | None) -> Iterable[Store]:
    """Groups that differ in size alone are one."""
    kinds: dict[tuple[float, ...], list[int]] = {}
    for k, own in enumerate(batteries.facts):
        kind = (own.efficiency, own.wear_eur_per_mwh, own.soc_low, own.soc_high)
        kinds.setdefault(kind, []).append(k)
    for (efficiency, wear, low, high), members in kinds.items():
        power = sum(batteries.facts[k].power_mw for k in members)
        energy = sum(batteries.facts[k].energy_mwh for k in members)
        yield Store(
            in_mw=power,
            out_mw=power,
            low_mwh=low * energy - len(members) * STEP_MWH,
            high_mwh=high * energy + len(members) * STEP_MWH,
            start_mwh=sum(batteries.start_mwh[k] for k in members),
            efficiency=efficiency,
            wear_eur_per_mwh=wear,
            short_eur_per_mwh=price_eur / efficiency,
            left_eur_per_mwh=price_eur * efficiency,
            reserve=sold if batteries.reserve in members else None,
        )


def _reducible(contract: Contract, available_mw: Floats, price_eur: float) -> Reducible:
    return Reducible(
        most_mw=np.clip(available_mw, 0.0, contract.power_mw),
        energy_mwh=contract.calls * contract.most_ticks * contract.power_mw * TICK_H,
        eur_per_mwh=contract.eur_per_mwh,
        rebound_share=contract.rebound_share,
        owed_eur_per_mwh=price_eur,
    )


def _sources(setting: Setting, assets: Assets) -> Iterable[Source]:
    there = _units_there(setting, len(assets.units.facts))
    for machine, share in zip(assets.units.machines, there.T, strict=True):
        own = machine.facts
        yield Source(
            most_mw=own.most_mw * share,
            eur_per_mwh=own.eur_per_mwh - own.idle_eur_per_h / own.most_mw,
            idle_eur_per_h=own.idle_eur_per_h,
            start_eur=own.start_eur,
            is_on=machine.is_on,
        )


def _units_there(setting: Setting, units: int) -> Floats:
    """The share of each tick that each unit is not away after a trip, (ticks, units).

    It comes back with the first whole tick that begins after its repair.
    """
    there = np.ones((setting.ticks, units))
    for trip in setting.trips:
        if trip.which < units:
            first, second = divmod(trip.second, TICK_S)
            last = -(-(trip.second + trip.duration_s) // TICK_S)
            there[first, trip.which] = min(there[first, trip.which], second / TICK_S)
            there[first + 1 : last, trip.which] = 0.0
    return there


def _free(assets: Assets) -> Iterable[FreePower]:
    """Groups whose owners are paid the same are one."""
    pays = [own.eur_per_mwh for own in assets.feed_ins.facts]
    for pay in sorted(set(pays)):
        members = [k for k, own in enumerate(pays) if own == pay]
        available = assets.feed_ins.available_mw[:, members].sum(axis=1)
        yield FreePower(np.maximum(0.0, available), pay)


def _most_mva(setting: Setting, assets: Assets) -> Floats:
    """Most apparent power that can enter or leave at each node, (ticks, nodes)."""
    generators, size = setting.grid.network.generators, setting.grid.network.size
    fed = summed_at(generators.node, setting.available_mw, nodes=size)
    flexible = _most_mw(assets) @ np.abs(assets.weights)
    drawn = setting.load_mva.real
    active = np.maximum(np.abs(drawn) + flexible, fed - drawn + flexible)
    reactive = np.abs(setting.load_mva.imag) + MOST_Q_SHARE * fed
    most: Floats = np.hypot(active, reactive)
    return most


def _most_mw(assets: Assets) -> Floats:
    """The power of each group in the order of `Assets.weights`."""
    facts = (assets.batteries.facts, assets.hubs.facts, assets.contracts.facts)
    powers = [own.power_mw for group in facts for own in group]
    return np.array([*powers, *(own.most_mw for own in assets.units.facts)])
