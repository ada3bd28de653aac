"""The measures that come out of a week that is over."""

from simulators.grid_balancing.assets.assets import Assets
from simulators.grid_balancing.observations import TICK_H
from simulators.grid_balancing.play.tally import Tally
from simulators.grid_balancing.setting import Setting


def measures(setting: Setting, assets: Assets, tally: Tally) -> dict[str, float]:
    """All measures: money per MWh that was wanted, which is a fact of the world; shares 0 to 1."""
    ticks = max(1, setting.ticks)
    wanted = wanted_mwh(setting, assets)
    batteries = assets.batteries
    cycles = [
        out / own.energy_mwh / setting.days
        for own, out in zip(batteries.facts, batteries.out_mwh, strict=True)
    ]
    calls = sum(own.calls for own in assets.contracts.consumers)
    return {
        **tally.bill.per_mwh_eur(wanted),
        "total_eur": sum(tally.bill.cents().values()) / 100.0,
        "wanted_mwh": wanted,
        "nadir_hz": tally.nadir_hz,
        "zenith_hz": tally.zenith_hz,
        "rocof_hz_per_s": tally.rocof_hz_per_s,
        "outside_band_share": tally.outside_s / (ticks * TICK_H * 3_600.0),
        "shed_mwh": tally.shed_mwh,
        "outage_mwh": float(setting.outage_mw.sum()) * TICK_H,
        "blackouts": float(tally.blackouts),
        "collapse_ticks": float(tally.collapse_ticks),
        "voltage_outside_share": tally.outside_node_ticks / max(1, tally.node_ticks),
        "voltage_illegal_ticks": float(tally.illegal_voltage_ticks),
        "vm_low_pu": tally.vm_low_pu,
        "vm_high_pu": tally.vm_high_pu,
        "overload_share": tally.overload_ticks / ticks,
        "overload_ticks_120": float(tally.overload_ticks_120),
        "most_loading": tally.most_loading,
        "reserve_short_share": tally.reserve_short_ticks / ticks,
        "soc_outside": float(batteries.outside_ticks),
        "battery_cycles_per_day": max(cycles, default=0.0),
        "cars_ready_share": assets.hubs.ready / assets.hubs.left if assets.hubs.left else 1.0,
        "car_short_mwh": assets.hubs.short_mwh,
        "contract_breaches": tally.breaches / max(1, calls + tally.breaches),
        "contract_calls": float(calls),
        "curtailed_share": tally.curtailed_mwh / max(1e-9, tally.available_mwh),
        "forced_curtailed_mwh": tally.forced_curtailed_mwh,
        "tap_moves_per_day": assets.tap.moves / setting.days,
        "illegal_share": tally.illegal / max(1, tally.decisions),
        "import_mwh": tally.import_mwh,
        "losses_mwh": tally.losses_mwh,
        "unit_mwh": sum(own.mwh for own in assets.units.machines),
        "unit_starts": float(sum(own.starts for own in assets.units.machines)),
        "end_soc_mwh": sum(batteries.energy_mwh) - sum(batteries.start_mwh),
    }


def wanted_mwh(setting: Setting, assets: Assets) -> float:
    """What consumers who were connected and cars wanted."""
    return float(setting.demand_mw.sum()) * TICK_H + assets.hubs.wanted_mwh()
