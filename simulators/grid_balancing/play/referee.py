"""What of an answer is possible: every wish is cut down to terms and limits, and wrongs counted."""

from dataclasses import dataclass

from simulators.grid_balancing.actions import Control
from simulators.grid_balancing.assets.assets import Assets
from simulators.grid_balancing.network.network import Floats


@dataclass(frozen=True)
class Ruling:
    """Mean powers of a tick as they are scheduled, MW by group; positive as in `Control`.

    kept_mw: reserve that is really free both ways, in power and energy for a quarter-hour.
    refused: wishes that were impossible; breaches: of them, calls that contracts forbid.
    """

    battery_mw: Floats
    hub_mw: Floats
    contract_mw: Floats
    unit_mw: Floats
    fed_mw: Floats
    fed_mvar: Floats
    tap: int
    kept_mw: float
    battery_first: float
    refused: int
    breaches: int


def ruled(control: Control, assets: Assets) -> Ruling:
    """The possible part of an answer; turns units on and off and begins calls, once in a tick."""
    batteries = assets.batteries
    own = batteries.facts[batteries.reserve] if batteries.reserve >= 0 else None
    asked_mw = min(control.reserve_mw, own.power_mw) if own else 0.0
    battery_mw, no_battery = batteries.clip(control.battery_mw, asked_mw)
    hub_mw, no_hub = assets.hubs.clip(control.hub_mw)
    contract_mw, no_call = assets.contracts.clip(control.call)
    unit_mw, no_unit = assets.units.clip(control.unit_mw)
    fed_mw, fed_mvar, no_feed = assets.feed_ins.clip(control.cap_share, control.q_share)
    tap, no_tap = assets.tap.clip(control.tap)
    too_much = control.reserve_mw > asked_mw + 1e-6
    return Ruling(
        battery_mw=battery_mw,
        hub_mw=hub_mw,
        contract_mw=contract_mw,
        unit_mw=unit_mw,
        fed_mw=fed_mw,
        fed_mvar=fed_mvar,
        tap=tap,
        kept_mw=_kept(asked_mw, battery_mw, assets) if own else 0.0,
        battery_first=control.battery_first,
        refused=no_battery + no_hub + no_call + no_unit + no_feed + no_tap + too_much,
        breaches=no_call,
    )


def _kept(asked_mw: float, battery_mw: Floats, assets: Assets) -> float:
    """The reserve that a quarter-hour at full power could not exhaust."""
    scheduled = float(battery_mw[assets.batteries.reserve])
    return min(asked_mw, *assets.batteries.headroom_mw(scheduled))
