"""The parameters of a day of deliveries, with their sources.

"CV" is a coefficient of variation (standard deviation / mean). A parameter marked `assumed`
carries a range that practitioners would find plausible instead of a source. Parameters marked
`used_by` "day" say nothing about a region; the others mean the same there.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from simulators.supply_chain.parameters import groups

VEHICLE_SOURCE = (
    "van of 3.5 t: MATSim Berlin commercial vehicle types (2021), 36.42 EUR/day, x 1.25 for 2026;"
    " range: x 1.05 to x 1.6"
)
WAGE_SOURCE = (
    "Panteia/KiM (2021) 29.4-29.5 EUR/h; Eurostat hourly labour cost EU 2024, 33.5 EUR, all trades;"
    " range: 4 below to the mean of the EU and the euro area (37.3)"
)
KM_SOURCE = (
    "non-fuel 0.12 EUR/km (MATSim Berlin x 1.25) + 10.6 l/100 km (DEFRA 2025) x 1.27 EUR/l net;"
    " range: both parts 20 % lower to 40 % higher"
)


class DayParameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One depot, its city and its day.

    Assumed: a van may leave again all day long, whoever drives it; drivers' hours, breaks and
    shifts are not modelled, and a driver is paid by the minute of each trip.
    """

    orders_per_day: Annotated[
        Annotated[float, Meta(gt=0, le=500)] | None,
        Meta(
            description="expected orders",
            extra={
                "assumed": [25, 120],
                "moved_with": groups.DEMAND,
                "unset": "60, or the mean of your tables",
            },
        ),
    ] = None
    orders_cv: Annotated[
        float,
        Meta(
            ge=0,
            le=1,
            description="CV of orders per day",
            extra={"assumed": [0.05, 0.25], "moved_with": groups.NOISE},
        ),
    ] = 0.12
    known_before_share: Annotated[
        float,
        Meta(
            ge=0,
            le=1,
            description="orders known before dawn",
            extra={"assumed": [0.1, 0.6], "moved_with": groups.FLEXIBLE},
        ),
    ] = 0.3
    last_order_min: Annotated[
        float,
        Meta(
            ge=0,
            le=1440,
            description="order intake closes",
            extra={"assumed": [780, 960], "moved_with": groups.NOTICE},
        ),
    ] = 900.0
    order_units: Annotated[
        float,
        Meta(
            gt=0,
            le=1000,
            description="mean units an order",
            extra={"used_by": "day", "assumed": [2, 8], "moved_with": groups.DEMAND},
        ),
    ] = 4.0
    order_units_cv: Annotated[
        float,
        Meta(
            ge=0,
            le=3,
            description="CV of units an order",
            extra={"used_by": "day", "assumed": [0.3, 0.9], "moved_with": groups.NOISE},
        ),
    ] = 0.6
    sites: Annotated[
        int,
        Meta(
            ge=1,
            le=1000,
            description="customers on file",
            extra={"assumed": [60, 300], "moved_with": groups.CITY},
        ),
    ] = 120
    radius_km: Annotated[
        float,
        Meta(
            gt=0,
            le=200,
            description="radius of the city",
            extra={"assumed": [8, 25], "moved_with": groups.CITY},
        ),
    ] = 14.0
    depot_offset_km: Annotated[
        float,
        Meta(
            ge=0,
            le=200,
            description="depot to city centre",
            extra={"assumed": [0, 15], "moved_with": groups.CITY},
        ),
    ] = 6.0
    clusters: Annotated[
        int,
        Meta(
            ge=1,
            le=50,
            description="quarters with many sites",
            extra={"used_by": "day", "assumed": [3, 10], "moved_with": groups.CITY},
        ),
    ] = 5
    clustered_share: Annotated[
        float,
        Meta(
            ge=0,
            le=1,
            description="sites in quarters",
            extra={"used_by": "day", "assumed": [0.3, 0.9]},
        ),
    ] = 0.6
    speed_kmh: Annotated[
        float, Meta(gt=0, le=130, description="driving, day average", extra={"assumed": [22, 45]})
    ] = 30.0
    start_stop_min: Annotated[
        float,
        Meta(
            ge=0,
            le=30,
            description="parking and pulling out, each leg",
            extra={"assumed": [0.5, 2], "moved_with": groups.STOPS},
        ),
    ] = 1.0
    window_min: Annotated[
        float,
        Meta(
            gt=0,
            le=1440,
            description="mean window width",
            extra={"assumed": [60, 300], "moved_with": groups.FLEXIBLE},
        ),
    ] = 150.0
    lead_min: Annotated[
        float,
        Meta(
            ge=0,
            le=1440,
            description="mean wait, known to open",
            extra={"used_by": "day", "assumed": [30, 240], "moved_with": groups.FLEXIBLE},
        ),
    ] = 100.0
    service_stop_min: Annotated[
        float,
        Meta(
            ge=0,
            le=240,
            description="service per stop",
            extra={"used_by": "day", "assumed": [2.5, 8], "moved_with": groups.STOPS},
        ),
    ] = 4.0
    service_unit_min: Annotated[
        float,
        Meta(
            ge=0,
            le=60,
            description="service per unit",
            extra={"used_by": "day", "assumed": [0.2, 2.5], "moved_with": groups.STOPS},
        ),
    ] = 0.5
    travel_cv: Annotated[
        float,
        Meta(
            ge=0,
            le=2,
            description="CV of driving times",
            extra={"assumed": [0.1, 0.3], "moved_with": groups.NOISE},
        ),
    ] = 0.15
    service_cv: Annotated[
        float,
        Meta(
            ge=0,
            le=2,
            description="CV of service times",
            extra={"assumed": [0.2, 0.5], "moved_with": groups.NOISE},
        ),
    ] = 0.35
    congestion: Annotated[
        float,
        Meta(
            ge=0,
            le=3,
            description="strength of rush hours; 1: usual",
            extra={"assumed": [0, 2], "moved_with": groups.RUSH},
        ),
    ] = 1.0
    vehicles: Annotated[
        int,
        Meta(
            ge=1,
            le=500,
            description="vans and drivers",
            extra={"used_by": "day", "assumed": [4, 20]},
        ),
    ] = 7
    capacity_units: Annotated[
        float,
        Meta(
            gt=0,
            le=1e6,
            description="units a van holds",
            extra={"used_by": "day", "assumed": [20, 80]},
        ),
    ] = 45.0
    loading_min: Annotated[
        float,
        Meta(
            ge=0,
            le=240,
            description="loading a van",
            extra={"assumed": [5, 30], "moved_with": groups.STOPS},
        ),
    ] = 10.0
    first_wave_min: Annotated[
        float,
        Meta(
            ge=0,
            le=1440,
            description="first wave",
            extra={"assumed": [360, 540], "moved_with": groups.NOTICE},
        ),
    ] = 420.0
    last_wave_min: Annotated[
        float,
        Meta(
            ge=0,
            le=1440,
            description="last wave",
            extra={"assumed": [900, 1140], "moved_with": groups.NOTICE},
        ),
    ] = 1020.0
    wave_interval_min: Annotated[
        float,
        Meta(
            ge=5,
            le=720,
            description="wave to wave",
            extra={"assumed": [20, 120], "moved_with": groups.NOTICE},
        ),
    ] = 60.0
    day_end_min: Annotated[
        float,
        Meta(
            gt=0,
            le=1440,
            description="latest close of a window",
            extra={"assumed": [1140, 1320], "moved_with": groups.FLEXIBLE},
        ),
    ] = 1260.0
    wage_eur_per_h: Annotated[
        float,
        Meta(
            ge=0,
            le=200,
            description="driver, all-in",
            extra={"source": WAGE_SOURCE, "range": [24, 35], "moved_with": groups.WAGES},
        ),
    ] = 28.0
    km_eur: Annotated[
        float,
        Meta(
            ge=0,
            le=10,
            description="fuel and wear per km",
            extra={
                "used_by": "day",
                "source": KM_SOURCE,
                "range": [0.2, 0.35],
                "moved_with": groups.VEHICLES,
            },
        ),
    ] = 0.25
    vehicle_eur_per_day: Annotated[
        float,
        Meta(
            ge=0,
            le=2000,
            description="a van used",
            extra={"source": VEHICLE_SOURCE, "range": [38, 58], "moved_with": groups.VEHICLES},
        ),
    ] = 45.0
    late_eur: Annotated[
        float,
        Meta(
            ge=0,
            le=1e4,
            description="per late stop",
            extra={"assumed": [8, 40], "moved_with": groups.FAILING},
        ),
    ] = 25.0
    late_eur_per_min: Annotated[
        float,
        Meta(
            ge=0,
            le=100,
            description="per minute late",
            extra={"assumed": [0.1, 1.0], "moved_with": groups.FAILING},
        ),
    ] = 0.5
    spot_multiple: Annotated[
        float,
        Meta(
            ge=1,
            le=20,
            description="spot price / own van alone",
            extra={"assumed": [1.5, 3.0], "moved_with": groups.FAILING},
        ),
    ] = 2.2
    spot_least_eur: Annotated[
        float,
        Meta(
            ge=0,
            le=1e4,
            description="least spot price",
            extra={"assumed": [12, 30], "moved_with": groups.FAILING},
        ),
    ] = 18.0
    roads_file: Annotated[
        str, Meta(description="VRPLIB or Solomon file", extra={"used_by": "day", "file": True})
    ] = ""
    sites_csv: Annotated[str, Meta(description="own sites", extra={"file": True})] = ""
    orders_csv: Annotated[str, Meta(description="own orders", extra={"file": True})] = ""
    vehicles_csv: Annotated[
        str, Meta(description="own vehicles", extra={"used_by": "day", "file": True})
    ] = ""
    matrix_csv: Annotated[str, Meta(description="own driving times", extra={"file": True})] = ""
