"""What rules are shown each morning and each tick: only what an operator would know."""

from dataclasses import dataclass, field

import numpy as np

from simulators.grid_balancing.assets.assets import Assets
from simulators.grid_balancing.network.network import STEPS_PER_DAY, Floats
from simulators.grid_balancing.observations import HORIZON, DayAhead, Tick
from simulators.grid_balancing.play.connected import Connected
from simulators.grid_balancing.play.feeder_power import feeder_draws_mw
from simulators.grid_balancing.play.flow import TickFlow
from simulators.grid_balancing.play.outcome import Outcome
from simulators.grid_balancing.setting import Setting

NEXT_DAY_KNOWN = 13 * 4  # quarter of the day at which tomorrow's prices are published


@dataclass
class Seen:
    """What of the last tick is shown in the next one."""

    import_mw: float = 0.0
    hz: float = 50.0
    low_hz: float = 50.0
    high_hz: float = 50.0
    loading: float = 0.0
    vm_low_pu: tuple[float, ...] = ()
    vm_high_pu: tuple[float, ...] = ()
    unit_mw: Floats = field(default_factory=lambda: np.zeros(0))
    battery_mw: float = 0.0
    feeder_mw: float = 0.0


class Watch:
    """Makes observations of one replication."""

    def __init__(
        self, setting: Setting, assets: Assets, flows: TickFlow, market: Connected | None
    ) -> None:
        self._setting, self._assets, self._flows, self._market = setting, assets, flows, market
        nominal = (1.0,) * len(assets.feeders)
        units = assets.units.observe()
        self.seen = Seen(
            vm_low_pu=nominal, vm_high_pu=nominal, unit_mw=np.array([unit.mw for unit in units])
        )
        self._load, self._wind, self._pv = (
            _rows(own.ticks) for own in (setting.load, setting.wind, setting.pv)
        )
        self._prices = market.prices.day_ahead_eur.tolist() if market else []

    def note(self, tick: int, outcome: Outcome) -> None:
        """Remember a tick that is over."""
        seen, reserve = self.seen, self._assets.batteries.reserve
        seen.import_mw, seen.unit_mw = outcome.import_mw, outcome.unit_mw
        seen.hz, seen.low_hz, seen.high_hz = outcome.hz, outcome.low_hz, outcome.high_hz
        seen.battery_mw = float(outcome.battery_mw[reserve]) if reserve >= 0 else 0.0
        draws = feeder_draws_mw(self._setting, self._assets.feed_ins, tick, outcome.fed_mw)
        seen.feeder_mw = float(np.abs(draws).max(initial=0.0))
        if outcome.flow is not None:
            seen.loading = float(outcome.flow.loading.max())
            seen.vm_low_pu, seen.vm_high_pu = self._flows.by_feeder(outcome.flow.vm_pu)

    def eve(self, day: int) -> DayAhead:
        """What is known when a day's energy is bought."""
        setting, market = self._setting, self._market
        today = slice(day * STEPS_PER_DAY, (day + 1) * STEPS_PER_DAY)
        before = slice(max(0, day - 1) * STEPS_PER_DAY, day * STEPS_PER_DAY)
        return DayAhead(
            day=day,
            weekday=(setting.weekday + day) % 7,
            price_eur=tuple(self._prices[today]),
            load_mw=tuple(setting.load.eves[day].tolist()),
            wind_mw=tuple(setting.wind.eves[day].tolist()),
            pv_mw=tuple(setting.pv.eves[day].tolist()),
            last_imbalance_eur=tuple(market.prices.imbalance_eur[before].tolist())
            if market
            else (),
            batteries=self._assets.batteries.observe(),
            hubs=self._assets.hubs.observe(),
        )

    def tick(self, tick: int) -> Tick:
        """What is known when a quarter-hour begins."""
        setting, assets, seen, market = self._setting, self._assets, self.seen, self._market
        load, wind, pv = self._load[tick], self._wind[tick], self._pv[tick]
        surplus = assets.home_pv_share * pv[0] - assets.home_load_share * load[0]
        fed, capped = assets.feed_ins.observe()
        down, up = self.headroom_mw()
        quarter = tick % STEPS_PER_DAY
        return Tick(
            tick=tick,
            quarter=quarter,
            weekday=(setting.weekday + tick // STEPS_PER_DAY) % 7,
            ticks_left=setting.ticks - tick,
            load_mw=load,
            wind_mw=wind,
            pv_mw=pv,
            fed_in_mw=fed,
            capped_mw=capped,
            price_eur=self._known_prices(tick, quarter),
            plan_mw=float(market.bought_mw[tick]) if market else 0.0,
            imbalance_eur=float(market.prices.imbalance_eur[tick - 1]) if market and tick else 0.0,
            short_share=float(market.prices.system_imbalance[tick - 1]) if market and tick else 0.0,
            import_mw=seen.import_mw,
            batteries=assets.batteries.observe(surplus),
            hubs=assets.hubs.observe(),
            contracts=assets.contracts.observe(),
            units=assets.units.observe(),
            hz=seen.hz,
            hz_low=seen.low_hz,
            hz_high=seen.high_hz,
            largest_loss_mw=self.largest_loss_mw(),
            up_mw=up,
            down_mw=down,
            vm_low_pu=seen.vm_low_pu,
            vm_high_pu=seen.vm_high_pu,
            loading=seen.loading,
            tap=assets.tap.observe(),
        )

    def headroom_mw(self) -> tuple[float, float]:
        """By how much units and the reserve battery can fall and rise from the last tick."""
        units_down, units_up = self._assets.units.headroom_mw(self.seen.unit_mw)
        down, up = self._assets.batteries.headroom_mw(self.seen.battery_mw)
        return units_down + down, units_up + up

    def largest_loss_mw(self) -> float:
        """What the largest unit gave, or the largest feeder gave or drew, in the last tick."""
        unit = float(self.seen.unit_mw.max(initial=0.0))
        return max(unit, self.seen.feeder_mw)

    def _known_prices(self, tick: int, quarter: int) -> tuple[float, ...]:
        """Day-ahead prices to midnight, and from 13:00 on to the next one."""
        days = 1 if quarter < NEXT_DAY_KNOWN else 2
        return tuple(self._prices[tick : tick - quarter + days * STEPS_PER_DAY])


def _rows(forecasts: Floats) -> list[tuple[float, ...]]:
    """Every tick's forecast as far as the week lasts."""
    steps = len(forecasts)
    rows = forecasts.tolist()
    return [tuple(row[: min(HORIZON, steps - k)]) for k, row in enumerate(rows)]
