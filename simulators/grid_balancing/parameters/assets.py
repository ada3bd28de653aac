"""What can be controlled: batteries, cars, contracts, units, and what is paid for using them."""

from typing import Annotated

from simulators.grid_balancing.parameters.meta import assumed, counted, sourced
from simulators.grid_balancing.parameters.place import PlaceParameters

TODAY = "chargers for homes are usually 11 kW (three phases at 16 A)"
LAW_14A = "EnWG 14a: 4.2 kW stay for each charger that is dimmed"


class AssetParameters(PlaceParameters, frozen=True, forbid_unknown_fields=True):
    """Sizes and prices of everything that rules control."""

    home_battery_mw: Annotated[float, counted("power of all home batteries", le=50)] = 1.0
    home_battery_h: Annotated[
        float, assumed(1.5, 3.0, "energy of home batteries, in hours of power", ge=0.25, le=10)
    ] = 2.0
    grid_battery_mw: Annotated[float, counted("power of the grid battery", le=50)] = 2.0
    grid_battery_h: Annotated[
        float, assumed(1.0, 4.0, "energy of the grid battery, in hours of power", ge=0.25, le=10)
    ] = 2.0
    battery_efficiency: Annotated[
        float, assumed(0.92, 0.97, "of a battery, one way", ge=0.5, le=1.0)
    ] = 0.95
    wear_eur_per_mwh: Annotated[
        float, assumed(10.0, 20.0, "wear of a battery, of energy out", le=500)
    ] = 15.0
    cars: Annotated[int, counted("electric cars with a charger", le=5000)] = 300
    charger_kw: Annotated[float, sourced(TODAY, "power of a charger", ge=1, le=350)] = 11.0
    dimmed_kw: Annotated[
        float, sourced(LAW_14A, "what stays of a charger that is dimmed", le=350)
    ] = 4.2
    car_kwh: Annotated[float, assumed(6.0, 12.0, "a car needs on a usual day", ge=0.5, le=200)] = (
        8.0
    )
    car_v2g_share: Annotated[float, assumed(0.0, 0.4, "cars that can give back")] = 0.2
    car_wear_eur_per_mwh: Annotated[
        float, assumed(40.0, 120.0, "paid to owners for what their cars give back", le=1000)
    ] = 80.0
    contracts: Annotated[int, counted("consumers who reduce on call", le=20)] = 3
    contract_mw: Annotated[float, counted("reduction of one contract", le=20)] = 0.4
    contract_eur_per_mwh: Annotated[
        float, assumed(150.0, 500.0, "paid for a reduction", le=10_000)
    ] = 250.0
    contract_rebound_share: Annotated[
        float, assumed(0.3, 1.0, "of a reduction, drawn again afterwards")
    ] = 0.7
    opt_out_growth: Annotated[
        float, assumed(0.02, 0.10, "how much each call raises the chance of a refusal")
    ] = 0.04
    diesels: Annotated[int, counted("diesel units", le=10, used_by="island")] = 2
    diesel_mw: Annotated[float, counted("power of a diesel unit", le=20, used_by="island")] = 2.0
    peakers: Annotated[int, counted("gas peakers", le=10, used_by="island")] = 2
    peaker_mw: Annotated[float, counted("power of a gas peaker", le=20, used_by="island")] = 2.0
    diesel_eur_per_mwh: Annotated[
        float, assumed(200.0, 350.0, "diesel fuel with CO2", le=2000, used_by="island")
    ] = 260.0
    peaker_eur_per_mwh: Annotated[
        float, assumed(250.0, 500.0, "fuel of a peaker with CO2", le=2000, used_by="island")
    ] = 340.0
    idle_share: Annotated[
        float, assumed(0.1, 0.25, "fuel of an idling unit, of that at full power", used_by="island")
    ] = 0.15
    least_share: Annotated[
        float, assumed(0.25, 0.4, "least load of a unit, of its power", used_by="island")
    ] = 0.3
    start_eur_per_mw: Annotated[
        float, assumed(15.0, 60.0, "start of a unit", le=1000, used_by="island")
    ] = 30.0
    curtail_eur_per_mwh: Annotated[
        float, assumed(50.0, 110.0, "paid for wind and sun that are cut off", le=1000)
    ] = 80.0
