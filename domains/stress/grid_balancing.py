"""Rare days that rules of a network must survive: pass or fail, each replication by itself.

The limits are loose on purpose: they catch rules that break down, not rules that are dear. A
situation is the same whatever scenario it is played beside. It is so hard that the best shipped
rules survive it on nearly every seed (60 tried), and rules that do nothing do not: what nobody
survives would let a run fail for its seed alone.
"""

from typing import Any

from ruleloop.domain import AtLeast, AtMost, Never, Stress

ALWAYS = (
    Never("blackouts"),
    Never("collapse_ticks"),
    Never("soc_outside"),
    AtMost("illegal_share", 0.02),
    AtLeast("cars_ready_share", 0.9),
)
USUAL: dict[str, Any] = {
    "network": "1-MV-rural--0-sw",
    "network_file": "",
    "profiles_csv": "",
    "prices_csv": "",
    "days": 2,
    "first_month": 1,
    "last_month": 12,
    "wind_rank_low": 0.0,
    "wind_rank_high": 1.0,
    "load_scale": 1.0,
    "wind_scale": 1.0,
    "pv_scale": 1.0,
    "home_battery_mw": 1.0,
    "grid_battery_mw": 2.0,
    "grid_battery_h": 2.0,
    "cars": 300,
    "car_kwh": 8.0,
    "contracts": 3,
    "contract_mw": 0.4,
    "diesels": 2,
    "diesel_mw": 2.0,
    "peakers": 2,
    "peaker_mw": 2.0,
    "trips_mean_h": 800.0,
    "feeder_loss_mean_h": 2000.0,
    "cloud_chance_per_h": 0.06,
    "forecast_load_sd": 0.04,
    "forecast_wind_sd": 0.09,
    "forecast_pv_sd": 0.18,
    "restless_mw": 0.1,
    "inertia_s": 1.5,
    "volatility": 0.5,
    "reserve_sd": 0.4,
}


def _island(
    name: str, why: str, *, shed: float = 1.0, low_hz: float = 48.0, **world: Any
) -> Stress:
    limits = (*ALWAYS, AtMost("shed_mwh", shed), AtLeast("nadir_hz", low_hz))
    return Stress(name, {**USUAL, "island": True, **world}, limits, why)


def _market(name: str, why: str, *, outside: float = 0.01, **world: Any) -> Stress:
    limits = (*ALWAYS, AtMost("voltage_outside_share", outside), Never("voltage_illegal_ticks"))
    return Stress(name, {**USUAL, "island": False, **world}, limits, why)


ISLANDS = (
    _island("units trip", "one bad tank of fuel", shed=8.0, trips_mean_h=60.0),
    _island("calm and cold", "a winter high", first_month=12, last_month=2, wind_rank_high=0.1,
            load_scale=1.2, wind_scale=0.5),
    _island("cloud fronts", "a day of showers in June", first_month=5, last_month=7, pv_scale=1.5,
            cloud_chance_per_h=0.6, wind_rank_high=0.4),
    _island("feeders lost", "a storm in the trees", feeder_loss_mean_h=40.0),
    _island("storm", "more wind than anybody can use", wind_rank_low=0.9, wind_scale=1.5),
    _island("little inertia", "many inverters", inertia_s=0.8, restless_mw=0.2),
    _island("forecasts fail", "the weather service is down", shed=4.0, forecast_load_sd=0.1,
            forecast_wind_sd=0.25, forecast_pv_sd=0.45),
    _island("a small battery", "half of it is in repair", grid_battery_mw=1.0, grid_battery_h=1.0),
    _island("everybody drives", "the eve of a holiday", cars=600, car_kwh=12.0),
)  # fmt: skip

MARKETS = (
    _market("sun at Whitsun", "much sun, no industry", outside=0.025, first_month=5,
            last_month=6, pv_scale=4.8, load_scale=0.5),
    _market("storm on the grid", "twice the wind farms at full power", outside=0.025,
            first_month=11, last_month=2, wind_rank_low=0.9, wind_scale=2.15),
    _market("wind and sun", "an April day after a front", first_month=4, last_month=5,
            wind_rank_low=0.8, wind_scale=2.3, pv_scale=3.0, load_scale=0.8),
)  # fmt: skip

STRESS = (*ISLANDS, *MARKETS)
