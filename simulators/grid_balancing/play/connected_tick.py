"""A tick with a market: the power flow takes from the grid what is missing."""

import numpy as np

from simulators.grid_balancing.assets.assets import Assets
from simulators.grid_balancing.network.network import Complexes, Floats
from simulators.grid_balancing.observations import TICK_H
from simulators.grid_balancing.play.connected import Connected
from simulators.grid_balancing.play.flow import TickFlow
from simulators.grid_balancing.play.outcome import Outcome
from simulators.grid_balancing.play.referee import Ruling
from simulators.grid_balancing.play.seconds import LOST_HZ, NOMINAL_HZ, TICK_S
from simulators.grid_balancing.setting import Setting


class ConnectedTicks:
    """Plays ticks of a network with a market."""

    def __init__(
        self, setting: Setting, assets: Assets, flows: TickFlow, market: Connected
    ) -> None:
        self._setting, self._assets, self._flows, self._market = setting, assets, flows, market

    def play(self, tick: int, ruling: Ruling) -> Outcome:
        """What happens in a tick; reserve that was sold and kept follows the frequency."""
        kept = min(ruling.kept_mw, self._market.sold_reserve_mw)
        battery_mw, swung = self._answered(tick, ruling, kept)
        injection = self._assets.injection_mva(
            battery_mw,
            ruling.hub_mw,
            ruling.contract_mw,
            ruling.unit_mw,
            fed_mw=ruling.fed_mw,
            fed_mvar=ruling.fed_mvar,
        )
        injection -= self._setting.load_mva[tick]
        flow = self._flows.solve(injection, tap=ruling.tap)
        if flow is None:
            wanted_mw = float(self._setting.demand_mw[tick])
            return dark(ruling, injection, wanted_mw=wanted_mw, is_collapse=True)
        own = self._market.frequency
        return Outcome(
            battery_mw=battery_mw,
            hub_mw=ruling.hub_mw,
            contract_mw=ruling.contract_mw,
            unit_mw=ruling.unit_mw,
            fed_mw=ruling.fed_mw,
            flow=flow,
            injection_mva=injection,
            import_mw=flow.slack_mw,
            swung=swung,
            reserve_mw=kept,
            is_short=kept < self._market.sold_reserve_mw - 1e-6,
            hz=float(own.hz[tick]),
            low_hz=float(own.low[tick]),
            high_hz=float(own.high[tick]),
            rocof_hz_per_s=float(own.rocof_hz_per_s[tick]),
            outside_s=float(own.outside_s[tick]),
        )

    def _answered(
        self, tick: int, ruling: Ruling, kept_mw: float
    ) -> tuple[Floats, tuple[float, float] | None]:
        """Batteries with the reserve's answer, and its energy out and in.

        Within a tick the schedule nets what points the other way.
        """
        if kept_mw <= 0.0:
            return ruling.battery_mw, None
        mean, up, down = self._market.asked_mw(tick, kept_mw)
        battery_mw = ruling.battery_mw.copy()
        reserve = self._assets.batteries.reserve
        plan = float(battery_mw[reserve])
        battery_mw[reserve] = plan + mean
        netted = min(down, plan) if plan > 0.0 else min(up, -plan)
        out = max(plan, 0.0) + up - netted
        return battery_mw, (out * TICK_H, (max(-plan, 0.0) + down - netted) * TICK_H)


def dark(
    ruling: Ruling, injection: Complexes, *, wanted_mw: float, is_collapse: bool = False
) -> Outcome:
    """Nothing flows; in a blackout the frequency is what it was when everything was lost."""
    none = np.zeros_like
    is_lost = not is_collapse
    return Outcome(
        battery_mw=none(ruling.battery_mw),
        hub_mw=none(ruling.hub_mw),
        contract_mw=none(ruling.contract_mw),
        unit_mw=none(ruling.unit_mw),
        fed_mw=none(ruling.fed_mw),
        flow=None,
        injection_mva=injection,
        shed_mw=wanted_mw,
        is_short=True,
        is_collapse=is_collapse,
        is_blackout=is_lost,
        low_hz=NOMINAL_HZ - LOST_HZ if is_lost else NOMINAL_HZ,
        outside_s=float(TICK_S) if is_lost else 0.0,
    )
