"""A tick of an island: the power flow tells what is missing, the seconds tell who answers."""

from dataclasses import replace

import numpy as np

from simulators.grid_balancing.assets.assets import Assets
from simulators.grid_balancing.network.network import Complexes, Floats
from simulators.grid_balancing.play.connected_tick import dark
from simulators.grid_balancing.play.feeder_power import feeder_draws_mw
from simulators.grid_balancing.play.flow import Flow, TickFlow
from simulators.grid_balancing.play.island import Island, Reserve, Running, Shock
from simulators.grid_balancing.play.outcome import Outcome
from simulators.grid_balancing.play.referee import Ruling
from simulators.grid_balancing.play.seconds import TICK_S, Seconds
from simulators.grid_balancing.play.security import is_secure
from simulators.grid_balancing.setting import Setting

NOBODY = Reserve()


class IslandTicks:
    """Plays ticks of an island."""

    def __init__(self, setting: Setting, assets: Assets, flows: TickFlow, island: Island) -> None:
        self._setting, self._assets, self._flows, self._island = setting, assets, flows, island

    def play(self, tick: int, ruling: Ruling) -> Outcome:
        """What happens in a tick; units that trip in it are away from then on."""
        injection = self._injection(tick, ruling)
        flow = self._flows.solve(injection, tap=ruling.tap)
        running = self._running(ruling)
        trips = self._trips(tick)
        wanted_mw = float(self._setting.demand_mw[tick])
        if flow is None:
            nothing = dark(ruling, injection, wanted_mw=wanted_mw, is_collapse=True)
            return self._after_trips(trips, nothing)
        is_short = self._is_short(tick, ruling, running)
        feeders = self._feeder_shocks(tick, ruling)
        moved = sum(shock.mw * (1.0 - shock.second / TICK_S) for shock in feeders)
        shocks = [*feeders, *self._trip_shocks(trips, ruling, running)]
        seconds = self._island.tick(
            tick,
            mismatch_mw=-flow.slack_mw - moved,
            load_mw=wanted_mw + float(ruling.hub_mw.sum()),
            fed_in_mw=float(ruling.fed_mw.sum()),
            running=running,
            reserve=self._reserve(ruling),
            battery_first=ruling.battery_first,
            shocks=_in_order(shocks, running),
        )
        if seconds.is_blackout:
            return self._after_trips(trips, dark(ruling, injection, wanted_mw=wanted_mw))
        outcome = self._flowed(ruling, trips, seconds, flow, injection)
        return self._after_trips(trips, replace(outcome, is_short=is_short))

    def _injection(self, tick: int, ruling: Ruling) -> Complexes:
        found = self._assets.injection_mva(
            ruling.battery_mw,
            ruling.hub_mw,
            ruling.contract_mw,
            ruling.unit_mw,
            fed_mw=ruling.fed_mw,
            fed_mvar=ruling.fed_mvar,
        )
        found -= self._setting.load_mva[tick]
        return found

    def _running(self, ruling: Ruling) -> Running:
        units = self._assets.units
        down, up = units.headroom_mw(ruling.unit_mw)
        return Running(units.running_mw(), up, down)

    def _reserve(self, ruling: Ruling) -> Reserve:
        batteries = self._assets.batteries
        if batteries.reserve < 0:
            return NOBODY
        above, below = batteries.room_mwh()
        return Reserve(
            mw=ruling.kept_mw,
            plan_mw=float(ruling.battery_mw[batteries.reserve]),
            efficiency=batteries.facts[batteries.reserve].efficiency,
            above_empty_mwh=above,
            below_full_mwh=below,
        )

    def _is_short(self, tick: int, ruling: Ruling, running: Running) -> bool:
        """Whether the largest unit, or a feeder, is more than what is left could replace."""
        return not is_secure(
            ruling.unit_mw.tolist(),
            [own.most_mw for own in self._assets.units.facts],
            feeder_draws_mw(self._setting, self._assets.feed_ins, tick, ruling.fed_mw).tolist(),
            up_mw=running.up_mw,
            down_mw=running.down_mw + float(ruling.fed_mw.sum()),
            reserve_mw=ruling.kept_mw,
        )

    def _feeder_shocks(self, tick: int, ruling: Ruling) -> list[Shock]:
        """Feeders that go or come back within the tick, as far as this moves the imbalance."""
        begin = tick * TICK_S
        moves = [
            (second - begin, sign, loss.which)
            for loss in self._setting.feeder_losses
            for second, sign in ((loss.second, 1.0), (loss.second + loss.duration_s, -1.0))
            if begin <= second < begin + TICK_S
        ]
        if not moves:
            return []
        draws = feeder_draws_mw(self._setting, self._assets.feed_ins, tick, ruling.fed_mw)
        return [Shock(second, sign * float(draws[which])) for second, sign, which in moves]

    def _trips(self, tick: int) -> list[tuple[int, int, int]]:
        """Unit, second within the tick, and for how many ticks it is away."""
        begin = tick * TICK_S
        return [
            (own.which, own.second - begin, -(-(own.second + own.duration_s - begin) // TICK_S))
            for own in self._setting.trips
            if begin <= own.second < begin + TICK_S and own.which < len(self._assets.units.facts)
        ]

    def _trip_shocks(
        self, trips: list[tuple[int, int, int]], ruling: Ruling, running: Running
    ) -> list[Shock]:
        found, left = [], running
        for unit, second, _ in trips:
            facts, mw = self._assets.units.facts[unit], float(ruling.unit_mw[unit])
            if mw > 0.0:
                down, up = max(0.0, mw - facts.least_mw), max(0.0, facts.most_mw - mw)
                left = left.without(facts.most_mw, up, down)
                found.append(Shock(second, -mw, left))
        return found

    def _flowed(
        self,
        ruling: Ruling,
        trips: list[tuple[int, int, int]],
        seconds: Seconds,
        flow: Flow,
        injection: Complexes,
    ) -> Outcome:
        """Schedules with what units, battery and inverters did beyond them."""
        battery_mw, reserve = ruling.battery_mw.copy(), self._assets.batteries.reserve
        if reserve >= 0:
            battery_mw[reserve] += seconds.battery_mw
        fed = float(ruling.fed_mw.sum())
        load = max(1e-9, float(injection.real.clip(max=0.0).sum()) * -1.0)
        return Outcome(
            battery_mw=battery_mw,
            hub_mw=ruling.hub_mw,
            contract_mw=_less_shed(ruling.contract_mw, seconds.shed_mw / load),
            unit_mw=self._governed(ruling, trips, seconds.governor_mw),
            fed_mw=ruling.fed_mw * (1.0 - seconds.cut_mw / fed) if fed > 0.0 else ruling.fed_mw,
            flow=flow,
            injection_mva=injection,
            swung=(seconds.out_mwh, seconds.in_mwh),
            cut_mw=seconds.cut_mw,
            shed_mw=seconds.shed_mw,
            reserve_mw=ruling.kept_mw,
            hz=seconds.hz,
            low_hz=seconds.low_hz,
            high_hz=seconds.high_hz,
            rocof_hz_per_s=seconds.rocof_hz_per_s,
            outside_s=seconds.outside_s,
            hz_trace=seconds.hz_trace,
        )

    def _governed(
        self, ruling: Ruling, trips: list[tuple[int, int, int]], governor_mw: float
    ) -> Floats:
        """Units' means: their schedules until they trip, and their share of the governors' work."""
        unit_mw = ruling.unit_mw.copy()
        for unit, second, _ in trips:
            unit_mw[unit] *= second / TICK_S
        facts = self._assets.units.facts
        bound = [own.most_mw if governor_mw > 0.0 else own.least_mw for own in facts]
        room = np.where(ruling.unit_mw > 0.0, np.abs(np.array(bound) - ruling.unit_mw), 0.0)
        for unit, _, _ in trips:
            room[unit] = 0.0
        total = float(room.sum())
        return unit_mw + governor_mw * room / total if total > 0.0 else unit_mw

    def _after_trips(self, trips: list[tuple[int, int, int]], outcome: Outcome) -> Outcome:
        for unit, _, ticks in trips:
            self._assets.units.fail(unit, ticks)
        return outcome


def _less_shed(contract_mw: Floats, share: float) -> Floats:
    """Reductions without those of consumers who were cut off anyway."""
    kept = 1.0 - min(1.0, share)
    return np.where(contract_mw > 0.0, contract_mw * kept, contract_mw)


def _in_order(shocks: list[Shock], running: Running) -> list[Shock]:
    """Shocks by time, each with the units that still run after it."""
    found, left = [], running
    for shock in sorted(shocks, key=lambda own: own.second):
        left = shock.running or left
        found.append(Shock(shock.second, shock.mw, left))
    return found
