"""Everything that rules control, built for one week of a world.

What a network does not tell is assumed: where batteries, cars and units stand (`sites.py`), when
cars come and go (`cars.py`), and the constants below.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.assets.batteries import Batteries
from simulators.grid_balancing.assets.cars import HABITS, car_counts, sessions
from simulators.grid_balancing.assets.contracts import Contracts
from simulators.grid_balancing.assets.feed_in import FeedIns
from simulators.grid_balancing.assets.hubs import Hubs
from simulators.grid_balancing.assets.sites import FeedInGroup, Sites, feed_in_groups, pools, sites
from simulators.grid_balancing.assets.taps import Tap
from simulators.grid_balancing.assets.units import Units
from simulators.grid_balancing.network.network import Complexes, Floats, Integers
from simulators.grid_balancing.observations import Battery, Contract, FeedIn, Hub, Unit
from simulators.grid_balancing.setting import Setting
from simulators.grid_balancing.world import World

SOC_LOW, SOC_HIGH = 0.05, 0.95
START_SOC = (0.3, 0.7)  # where a battery group may begin the week
CAR_EFFICIENCY = 0.92  # one way
HOUSE_MW_PER_MWH = 0.057  # mean load of a house, for each MWh of its battery (4 MWh a year, 8 kWh)
ROOF_MW_PER_MWH = 1.0  # sun on a house, for each MWh of its battery
FLEXIBLE_SHARE = 0.3  # of what a pool of consumers draws, how much can be reduced
CONTRACT_TICKS, CONTRACT_CALLS, CONTRACT_REST = 8, 5, 16
NOTICE_TICKS, PRICE_FACTORS = (2, 1, 0), (1.0, 1.4, 2.0)  # short notice is dearer
START_TICKS = 1  # diesel and gas engines take 3 to 5 minutes


@dataclass(frozen=True)
class Assets:
    """All assets of a replication, and where their power enters the network.

    weights: (batteries + hubs + contracts + units, nodes), injection by MW of each group, in this
        order; hubs are negative, as they draw.
    feed_in_weights: (feed-in groups, nodes) by installed power, for sensitivities; what really
        enters follows each node's weather (`FeedIns.injection_mva`).
    feeders: nodes of every feeder, those of the busbar last.
    home_pv_share, home_load_share: the part of all sun and load that belongs to houses with
        batteries.
    """

    batteries: Batteries
    hubs: Hubs
    contracts: Contracts
    units: Units
    feed_ins: FeedIns
    tap: Tap
    weights: Floats
    feed_in_weights: Floats
    feeders: tuple[tuple[int, ...], ...]
    home_pv_share: float
    home_load_share: float

    def injection_mva(self, *groups: Floats, fed_mw: Floats, fed_mvar: Floats) -> Complexes:
        """Injections of all assets by node, complex; groups are given in the order of `weights`."""
        found = self.feed_ins.injection_mva(fed_mw, fed_mvar)
        found.real += np.concatenate(groups) @ self.weights
        return found


def build_assets(setting: Setting, world: World, draws: Draws) -> Assets:
    """The assets of a world's week, as they stand at its first midnight."""
    network, feeders = setting.grid.network, setting.grid.feeders
    place = sites(network, feeders)
    batteries = _batteries(world, draws)
    hubs = _hubs(setting, world, draws)
    consumers = pools(network, world.contracts)
    contracts = _contracts(setting, world, draws, consumers)
    units = Units(_unit_facts(world), are_on=world.island)
    groups = feed_in_groups(network, feeders, {"wind": world.wind_scale, "pv": world.pv_scale})
    weights = _weights(
        place,
        batteries=batteries,
        hubs=hubs,
        consumers=consumers * np.maximum(setting.load_mva.real, 0.0).mean(axis=0),
        units=len(units.facts),
    )
    home_mwh = sum(own.energy_mwh for own in batteries.facts if own.is_home)
    pv_mw = sum(group.power_mw for group in groups if group.kind == "pv")
    return Assets(
        batteries=batteries,
        hubs=hubs,
        contracts=contracts,
        units=units,
        feed_ins=_feed_ins(setting, world, groups),
        tap=Tap(len(network.tap_positions), network.tap_usual),
        weights=weights,
        feed_in_weights=_feed_in_weights(setting, groups),
        feeders=(*feeders, _busbar_nodes(setting)),
        home_pv_share=_part(ROOF_MW_PER_MWH * home_mwh, pv_mw),
        home_load_share=_part(HOUSE_MW_PER_MWH * home_mwh, float(setting.load_mw.mean())),
    )


def _part(of_houses: float, of_all: float) -> float:
    return min(1.0, of_houses / of_all) if of_all > 0.0 else 0.0


def _busbar_nodes(setting: Setting) -> tuple[int, ...]:
    on_feeders = {node for nodes in setting.grid.feeders for node in nodes}
    network = setting.grid.network
    return tuple(sorted(set(range(network.size)) - on_feeders - {network.slack}))


def _batteries(world: World, draws: Draws) -> Batteries:
    sizes = (
        ("homes", world.home_battery_mw, world.home_battery_h, True),
        ("grid", world.grid_battery_mw, world.grid_battery_h, False),
    )
    facts = [
        Battery(
            name=name,
            power_mw=mw,
            energy_mwh=mw * hours,
            efficiency=world.battery_efficiency,
            wear_eur_per_mwh=world.wear_eur_per_mwh,
            soc_low=SOC_LOW,
            soc_high=SOC_HIGH,
            is_home=is_home,
        )
        for name, mw, hours, is_home in sizes
        if mw > 0.0
    ]
    start = [own.energy_mwh * draws.between(*START_SOC, "soc", own.name) for own in facts]
    reserve = next((k for k, own in enumerate(facts) if not own.is_home), -1)
    return Batteries(facts, start, reserve=reserve)


def _hubs(setting: Setting, world: World, draws: Draws) -> Hubs:
    facts = [
        Hub(
            name=habit.name,
            power_mw=cars * world.charger_kw / 1_000.0,
            v2g_share=world.car_v2g_share,
            efficiency=CAR_EFFICIENCY,
            wear_eur_per_mwh=world.car_wear_eur_per_mwh,
            dimmed_mw=cars * world.dimmed_kw / 1_000.0,
        )
        for habit, cars in zip(HABITS, car_counts(world.cars), strict=True)
    ]
    stays = sessions(
        draws,
        world.cars,
        setting.ticks,
        charger_kw=world.charger_kw,
        car_kwh=world.car_kwh,
        v2g_share=world.car_v2g_share,
        weekday=setting.weekday,
    )
    return Hubs(facts if world.cars else [], stays, setting.ticks)


def _contracts(setting: Setting, world: World, draws: Draws, consumers: Floats) -> Contracts:
    facts = [
        Contract(
            name=f"contract {k + 1}",
            power_mw=world.contract_mw,
            eur_per_mwh=world.contract_eur_per_mwh * PRICE_FACTORS[k % len(PRICE_FACTORS)],
            notice_ticks=NOTICE_TICKS[k % len(NOTICE_TICKS)],
            most_ticks=CONTRACT_TICKS,
            calls=math.ceil(CONTRACT_CALLS * setting.days / 7.0),
            rest_ticks=CONTRACT_REST,
            rebound_share=world.contract_rebound_share,
        )
        for k in range(world.contracts)
    ]
    drawn = np.maximum(setting.load_mva.real, 0.0) @ consumers.T
    return Contracts(facts, FLEXIBLE_SHARE * drawn, draws, opt_out_growth=world.opt_out_growth)


def _unit_facts(world: World) -> list[Unit]:
    kinds = (
        ("diesel", world.diesels, world.diesel_mw, world.diesel_eur_per_mwh, 4),
        ("peaker", world.peakers, world.peaker_mw, world.peaker_eur_per_mwh, 2),
    )
    return [
        Unit(
            name=f"{kind} {k + 1}",
            least_mw=world.least_share * mw,
            most_mw=mw,
            eur_per_mwh=eur_per_mwh,
            idle_eur_per_h=world.idle_share * eur_per_mwh * mw,
            start_eur=world.start_eur_per_mw * mw,
            start_ticks=START_TICKS,
            least_up_ticks=least_ticks,
            least_down_ticks=least_ticks,
        )
        for kind, count, mw, eur_per_mwh, least_ticks in kinds
        for k in range(count if world.island and mw > 0.0 else 0)
    ]


def _feed_ins(setting: Setting, world: World, groups: Sequence[FeedInGroup]) -> FeedIns:
    network, busbar = setting.grid.network, len(setting.grid.feeders)
    facts = [
        FeedIn(
            name=f"{own.kind} {'busbar' if own.feeder == busbar else own.feeder}",
            kind=own.kind,
            feeder=own.feeder,
            power_mw=own.power_mw,
            eur_per_mwh=world.curtail_eur_per_mwh,
        )
        for own in groups
    ]
    group: Integers = np.full(len(network.generators.node), -1, dtype=np.int64)
    for k, own in enumerate(groups):
        group[list(own.generators)] = k
    return FeedIns(facts, group, network.generators.node, setting.available_mw, nodes=network.size)


def _feed_in_weights(setting: Setting, groups: Sequence[FeedInGroup]) -> Floats:
    generators = setting.grid.network.generators
    found = np.zeros((len(groups), setting.grid.network.size))
    for k, own in enumerate(groups):
        plants = list(own.generators)
        np.add.at(found[k], generators.node[plants], generators.p_mw[plants])
    return np.asarray(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-12))


def _weights(
    place: Sites, *, batteries: Batteries, hubs: Hubs, consumers: Floats, units: int
) -> Floats:
    rows = [place.batteries if own.is_home else place.busbar for own in batteries.facts]
    stand = (place.homes, place.offices, place.depot)
    rows += [-stand[k] for k in range(len(hubs.facts))]
    rows += [own / max(float(own.sum()), 1e-12) for own in consumers]
    rows += [place.busbar] * units
    return np.array(rows).reshape(len(rows), len(place.busbar))
