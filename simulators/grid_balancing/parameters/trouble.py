"""What goes wrong and what nobody knows exactly: outages, clouds, forecasts, restless seconds."""

from typing import Annotated

from simulators.grid_balancing.parameters.assets import AssetParameters
from simulators.grid_balancing.parameters.meta import assumed


class TroubleParameters(AssetParameters, frozen=True, forbid_unknown_fields=True):
    """Disturbances; every rate is one of many worlds that operators would recognise."""

    trips_mean_h: Annotated[
        float, assumed(300.0, 3000.0, "hours of a unit between trips", ge=1, le=1e6)
    ] = 800.0
    trip_lasts_h: Annotated[
        float, assumed(2.0, 24.0, "hours that a tripped unit is away", ge=0.1, le=1e4)
    ] = 6.0
    feeder_loss_mean_h: Annotated[
        float, assumed(500.0, 5000.0, "hours of a feeder between losses", ge=1, le=1e6)
    ] = 2000.0
    feeder_loss_lasts_h: Annotated[
        float, assumed(0.3, 3.0, "hours that a feeder is away", ge=0.1, le=1e3)
    ] = 1.0
    cloud_chance_per_h: Annotated[
        float, assumed(0.02, 0.15, "chance in an hour that a cloud front comes")
    ] = 0.06
    forecast_load_sd: Annotated[
        float, assumed(0.02, 0.06, "error of load forecasts a day ahead, of the load")
    ] = 0.04
    forecast_wind_sd: Annotated[
        float, assumed(0.06, 0.14, "error of wind forecasts a day ahead, of installed power")
    ] = 0.09
    forecast_pv_sd: Annotated[
        float, assumed(0.10, 0.30, "error of sun forecasts a day ahead, of what a clear hour gives")
    ] = 0.18
    restless_mw: Annotated[
        float, assumed(0.05, 0.2, "load and weather within seconds (sd)", le=5, used_by="island")
    ] = 0.1
    inertia_s: Annotated[
        float, assumed(0.8, 2.0, "inertia constant H of machines", ge=0.2, le=10, used_by="island")
    ] = 1.5
    grid_hz_sd: Annotated[
        float,
        assumed(0.015, 0.03, "frequency of the large grid (sd)", le=0.2, used_by="market"),
    ] = 0.022
