"""The parameters of a region's money: prices of 2026, net of value added tax."""

from typing import Annotated

from simulators.supply_chain.parameters import groups
from simulators.supply_chain.parameters.fleet import MATSIM, FleetParameters
from simulators.supply_chain.parameters.meta import assumed, sourced

DIESEL = (
    "EU pump prices of early 2026, about 1.35 EUR/l net, less the national CO2 price that they"
    " contain (Weekly Oil Bulletin); range: states pay 1.28-1.78 with tax"
)
CO2_PRICE = "German nEHS corridor 2026, 55-65 EUR/t; range: forecasts of ETS2, 50 to 130 by 2030"
PREMIUM = "German section 3b EStG: tax-free ceilings of night premiums; range estimated"
GROSS = (
    "Eurostat labour costs 2024: non-wage costs are 24.7 % in the EU; range: 32.2 % in France,"
    " 5 to 13 % where they are lowest"
)
TOLL = "German BFStrMG tariff since 1 July 2024, Euro VI, CO2 class 1"
WEAR = "per-km costs of " + MATSIM + " x 1.25, less fuel; range: x 1.0 to x 1.6"
OVERTIME_PAY = "customary in collective agreements; range estimated"
PER_DAY = MATSIM + ", {} EUR/day, x 1.25 for 2026; range: x 1.05 to x 1.6"


class MoneyParameters(FleetParameters, frozen=True, forbid_unknown_fields=True):
    """Wages, energy, tolls and what failures cost; `wage_eur_per_h` is a van driver's."""

    truck_7t_wage_plus_eur_per_h: Annotated[
        float, assumed(1.0, 5.0, "7.5 t driver above van driver", le=100, moved_with=groups.WAGES)
    ] = 3.0
    truck_12t_wage_plus_eur_per_h: Annotated[
        float, assumed(2.0, 6.0, "12 t driver above van driver", le=100, moved_with=groups.WAGES)
    ] = 4.0
    truck_18t_wage_plus_eur_per_h: Annotated[
        float, assumed(2.0, 8.0, "18 t driver above van driver", le=100, moved_with=groups.WAGES)
    ] = 5.0
    least_paid_h: Annotated[
        float, assumed(4.0, 8.0, "least paid length of a shift", le=13, moved_with=groups.WAGES)
    ] = 6.0
    overtime_share: Annotated[
        float,
        sourced(
            OVERTIME_PAY,
            "overtime premium on gross wage",
            between=(0.15, 0.5),
            moved_with=groups.WAGES,
        ),
    ] = 0.25
    night_share: Annotated[
        float,
        sourced(
            PREMIUM,
            "night premium on gross wage, 20 to 6 h",
            between=(0.15, 0.3),
            moved_with=groups.NIGHT_PAY,
        ),
    ] = 0.25
    deep_night_multiple: Annotated[
        float,
        sourced(
            "40 / 25 %, " + PREMIUM,
            "premium 0 to 4 h / 20 to 6 h",
            ge=1,
            le=5,
            between=(1.0, 1.8),
            moved_with=groups.NIGHT_PAY,
        ),
    ] = 1.6
    gross_share: Annotated[
        float,
        sourced(
            GROSS,
            "gross wage / all-in wage",
            ge=0.3,
            between=(0.68, 0.9),
            moved_with=groups.NIGHT_PAY,
        ),
    ] = 0.78
    e_van_eur_per_day: Annotated[
        float, assumed(48.0, 75.0, "an e-van used", le=2000, moved_with=groups.VEHICLES)
    ] = 58.0
    truck_7t_eur_per_day: Annotated[
        float,
        sourced(
            PER_DAY.format("63.49"),
            "a 7.5 t truck used",
            le=2000,
            between=(67.0, 102.0),
            moved_with=groups.VEHICLES,
        ),
    ] = 78.0
    truck_12t_eur_per_day: Annotated[
        float, assumed(80.0, 105.0, "a 12 t truck used", le=2000, moved_with=groups.VEHICLES)
    ] = 92.0
    truck_18t_eur_per_day: Annotated[
        float,
        sourced(
            PER_DAY.format("80.47") + "; rounded up",
            "18 t used",
            le=2000,
            between=(84.0, 129.0),
            moved_with=groups.VEHICLES,
        ),
    ] = 105.0
    van_wear_eur_per_km: Annotated[
        float,
        sourced(
            WEAR, "van, without fuel", le=10, between=(0.095, 0.155), moved_with=groups.VEHICLES
        ),
    ] = 0.12
    e_van_wear_eur_per_km: Annotated[
        float, assumed(0.06, 0.12, "e-van, no energy", le=10, moved_with=groups.VEHICLES)
    ] = 0.09
    truck_7t_wear_eur_per_km: Annotated[
        float,
        sourced(WEAR, "7.5 t, no fuel", le=10, between=(0.135, 0.22), moved_with=groups.VEHICLES),
    ] = 0.17
    truck_12t_wear_eur_per_km: Annotated[
        float, assumed(0.15, 0.25, "12 t, no fuel", le=10, moved_with=groups.VEHICLES)
    ] = 0.20
    truck_18t_wear_eur_per_km: Annotated[
        float,
        sourced(WEAR, "18 t, no fuel", le=10, between=(0.185, 0.295), moved_with=groups.VEHICLES),
    ] = 0.23
    diesel_eur_per_l: Annotated[
        float,
        sourced(
            DIESEL,
            "diesel without CO2 price",
            le=20,
            between=(1.0, 1.4),
            moved_with=groups.ENERGY,
        ),
    ] = 1.20
    power_eur_per_kwh: Annotated[
        float,
        assumed(0.25, 0.30, "electricity at the depot", le=5, moved_with=groups.ENERGY),
    ] = 0.28
    co2_eur_per_t: Annotated[
        float, sourced(CO2_PRICE, "CO2 levy, tank to wheel", le=5000, between=(50.0, 130.0))
    ] = 60.0
    truck_7t_toll_eur_per_km: Annotated[
        float,
        sourced(
            f"{TOLL}: 3.5 to 7.5 t; range: Austrian tariff 2026, two axles",
            "toll, 7.5 t",
            le=10,
            between=(0.055, 0.22),
            moved_with=groups.TOLLS,
        ),
    ] = 0.151
    truck_12t_toll_eur_per_km: Annotated[
        float, assumed(0.15, 0.23, "toll, 12 t", le=10, moved_with=groups.TOLLS)
    ] = 0.19
    truck_18t_toll_eur_per_km: Annotated[
        float, assumed(0.20, 0.30, "toll, 18 t", le=10, moved_with=groups.TOLLS)
    ] = 0.25
    private_late_eur: Annotated[
        float,
        assumed(3.0, 15.0, "a late stop at a private customer", le=1e4, moved_with=groups.FAILING),
    ] = 8.0
    failed_eur: Annotated[
        float,
        assumed(
            2.0,
            12.0,
            "handling of a failed drop, without the second trip",
            le=1e4,
            moved_with=groups.FAILED,
        ),
    ] = 5.0
    hub_eur_per_unit: Annotated[
        float,
        assumed(
            0.1, 0.6, "cross-dock handling of a tenth of a pallet", le=100, moved_with=groups.HUB
        ),
    ] = 0.25
    hub_min: Annotated[
        float,
        assumed(
            15.0, 60.0, "trunk arrives to goods leave the cross-dock", le=720, moved_with=groups.HUB
        ),
    ] = 30.0
