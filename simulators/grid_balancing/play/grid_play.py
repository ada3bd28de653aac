"""Plays a week: every morning a plan, every quarter-hour a control, then physics and money."""

from typing import Any

from ruleloop.draws import Draws
from simulators.grid_balancing.actions import Control, DayPlan
from simulators.grid_balancing.assets.assets import Assets, build_assets
from simulators.grid_balancing.build import build_setting
from simulators.grid_balancing.network.network import STEPS_PER_DAY
from simulators.grid_balancing.observations import TICK_H
from simulators.grid_balancing.play.closing import closing_eur_per_mwh
from simulators.grid_balancing.play.connected import Connected
from simulators.grid_balancing.play.connected_tick import ConnectedTicks
from simulators.grid_balancing.play.facts import band_hz, describe
from simulators.grid_balancing.play.flexible import flexibility
from simulators.grid_balancing.play.flow import TickFlow
from simulators.grid_balancing.play.island import Island
from simulators.grid_balancing.play.island_tick import IslandTicks
from simulators.grid_balancing.play.measures import measures
from simulators.grid_balancing.play.observe import Watch
from simulators.grid_balancing.play.outcome import Outcome
from simulators.grid_balancing.play.referee import Ruling, ruled
from simulators.grid_balancing.play.tally import Tally, VoltageLimits
from simulators.grid_balancing.play.told import Teller
from simulators.grid_balancing.play.week_audit import Solved
from simulators.grid_balancing.setting import Setting
from simulators.grid_balancing.world import World


class GridPlay:
    """One week while it is being played.

    solved: the power flow of every tick, for an audit, when `keep_flows`.
    """

    def __init__(
        self, world: World, draws: Draws, rules: Any, trace: Any, *, keep_flows: bool = False
    ) -> None:
        self.solved: list[Solved] = []
        self._keeps_flows = keep_flows
        self.setting: Setting = build_setting(world, draws)
        self.assets: Assets = build_assets(self.setting, world, draws)
        self.tally = Tally()
        self._world, self._rules = world, rules
        self._facts = describe(self.setting, self.assets, world)
        flows = TickFlow(self.setting.grid, self.assets.feeders)
        self._market = _market(self.setting, world)
        self._ticks = self._physics(flows)
        self._watch = Watch(self.setting, self.assets, flows, self._market)
        self._limits = VoltageLimits(self.setting.grid.network)
        self._teller = Teller(trace, self.setting, self.assets, self._market)

    def _physics(self, flows: TickFlow) -> ConnectedTicks | IslandTicks:
        setting, world = self.setting, self._world
        if self._market is not None:
            return ConnectedTicks(setting, self.assets, flows, self._market)
        assert setting.restless_mw is not None
        island = Island(setting.restless_mw, inertia_s=world.inertia_s, band_hz=band_hz(world))
        return IslandTicks(setting, self.assets, flows, island)

    def play(self) -> dict[str, float]:
        """Play to the end and return the measures."""
        self._rules.begin(self._facts, None)
        self._teller.week(self._facts)
        for day in range(self.setting.days):
            self._plan(day)
            for tick in range(day * STEPS_PER_DAY, (day + 1) * STEPS_PER_DAY):
                self._tick(tick)
        self._settle()
        found = measures(self.setting, self.assets, self.tally)
        self._teller.measures(found)
        return found

    def _plan(self, day: int) -> None:
        """Buy a day's energy; on an island there is nobody to buy from."""
        if self._market is None:
            return
        plan: DayPlan = self._rules.plan_day(self._watch.eve(day))
        batteries, reserve = self.assets.batteries.facts, self.assets.batteries.reserve
        most_reserve = batteries[reserve].power_mw if reserve >= 0 else 0.0
        limits = flexibility(self.assets, self.setting.days)
        fits = self._market.buy(day, plan, limits, most_reserve_mw=most_reserve)
        self.tally.decisions += 1
        self.tally.illegal += not fits
        self._teller.day(day)

    def _tick(self, tick: int) -> None:
        control: Control = self._rules.control(self._watch.tick(tick))
        ruling = ruled(control, self.assets)
        outcome = self._ticks.play(tick, ruling)
        self._count(tick, ruling, outcome)
        self._run(outcome)
        self._watch.note(tick, outcome)
        if self._keeps_flows:
            voltage = outcome.flow.voltage_pu if outcome.flow else None
            if voltage is not None or outcome.is_collapse:
                self.solved.append(Solved(outcome.injection_mva, voltage, ruling.tap))
        if self._teller.on:
            self._teller.tick(tick, outcome, self._bill_now())

    def _run(self, outcome: Outcome) -> None:
        """Let time pass for all assets with the powers that really flowed."""
        assets = self.assets
        assets.batteries.run(outcome.battery_mw, outcome.swung)
        assets.hubs.run(outcome.hub_mw)
        assets.contracts.run(outcome.contract_mw)
        assets.units.run(outcome.unit_mw)
        assets.feed_ins.run(outcome.fed_mw)
        assets.tap.run()

    def _count(self, tick: int, ruling: Ruling, outcome: Outcome) -> None:
        tally, world = self.tally, self._world
        tally.decisions += 1
        tally.illegal += ruling.refused > 0
        tally.breaches += ruling.breaches
        tally.blackouts += outcome.is_blackout
        tally.collapse_ticks += outcome.is_collapse
        tally.reserve_short_ticks += outcome.is_short
        available = float(self.assets.feed_ins.available_mw[tick].sum())
        tally.available_mwh += available * TICK_H
        tally.curtailed_mwh += (available - float(outcome.fed_mw.sum())) * TICK_H
        tally.forced_curtailed_mwh += outcome.cut_mw * TICK_H
        tally.import_mwh += outcome.import_mw * TICK_H
        tally.note_frequency(
            outcome.low_hz, outcome.high_hz, outcome.rocof_hz_per_s, outcome.outside_s
        )
        if outcome.flow is not None:
            tally.note_flow(outcome.flow, self._limits)
            injected = outcome.injection_mva.real.sum()
            lost = outcome.flow.slack_mw + float(injected)
            tally.losses_mwh += lost * TICK_H
        tally.shed_mwh += outcome.shed_mw * TICK_H
        tally.bill.unserved += outcome.shed_mw * TICK_H * world.lost_load_eur_per_mwh
        tally.bill.unserved += world.blackout_eur * outcome.is_dark
        if self._market is not None:
            self._market.settle(
                tick,
                tally.bill,
                import_mw=outcome.import_mw,
                flexible_mw=float(outcome.hub_mw.sum() - outcome.battery_mw.sum()),
                kept_mw=outcome.reserve_mw,
            )

    def _bill_now(self) -> dict[str, float]:
        """The bill as it stands, with what assets have cost until now."""
        assets, bill = self.assets, self.tally.bill
        bill.fuel, bill.starts = assets.units.fuel_eur(), assets.units.starts_eur()
        bill.reductions = assets.contracts.paid_eur()
        bill.curtailment = assets.feed_ins.compensation_eur()
        bill.wear = assets.batteries.wear_eur()
        short_eur = assets.hubs.short_mwh * self._world.car_short_eur_per_mwh
        bill.cars = assets.hubs.wear_eur() + short_eur
        return bill.by_part_eur()

    def _settle(self) -> None:
        """Buy what is missing in batteries and cars, and what consumers will draw again."""
        price = closing_eur_per_mwh(self._world, self.setting)
        assets = self.assets
        self.tally.bill.settlement = (
            assets.batteries.settle(price)
            + assets.hubs.settle(price)
            + assets.contracts.settle(price)
        )
        self._bill_now()


def _market(setting: Setting, world: World) -> Connected | None:
    if world.island:
        return None
    return Connected(
        setting,
        reserve_eur_per_mw_h=world.reserve_eur_per_mw_h,
        penalty=world.reserve_penalty_factor,
    )
