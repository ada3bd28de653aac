"""How driving times follow the hour of the day."""

# Multiples of free flow by hour, fitted to the Stockholm night-delivery pilot (TRID 1503790) and
# to published hourly speeds (26.6 km/h at noon, 16.0 at 18:20); between them assumptions.
HOUR_PROFILE = (
    *(1.0,) * 6, 1.12, 1.45, 1.45, *(1.2,) * 6, 1.35, 1.55, 1.55, 1.4, 1.25, 1.08, 1.08, 1.0, 1.0
)  # fmt: skip
DAYTIME_MEAN = sum(HOUR_PROFILE[7:19]) / 12.0


def hour_factors(congestion: float) -> tuple[float, ...]:
    """Expected driving time by hour of departure, as a multiple of the daytime mean (24 values).

    `congestion` 0 makes every hour equal, 1 is usual; factors stay at or above 0.2.
    """
    return tuple(
        max(0.2, 1.0 + congestion * (multiple / DAYTIME_MEAN - 1.0)) for multiple in HOUR_PROFILE
    )
