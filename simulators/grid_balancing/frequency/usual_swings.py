"""The two settings of the frequency model, with the sources of their parameters.

`island`: a medium-voltage network of about 8 MW on its own, one diesel plant and one battery.
`continental`: the synchronous area of Continental Europe, which one network cannot move.
"""

from simulators.grid_balancing.frequency.frequency import (
    DroopBattery,
    Governor,
    Secondary,
    Shedding,
    Swing,
)

ISLAND_STEP_S = 0.1
GRID_STEP_S = 1.0

# Assumed: 10 MVA of machines with H = 1.5 s [0.8, 2]; diesel of 4 MW with 4 % droop [4, 5] and a
# lag of 1 s; load falls by 1.5 % a Hz [1, 2]; secondary control of 0.02/s; battery lag of 0.15 s.
ISLAND_KINETIC_MWS = 15.0
ISLAND_DIESEL_MW = 4.0
ISLAND_DIESEL_MW_PER_HZ = ISLAND_DIESEL_MW / (0.04 * 50.0)
ISLAND_SELF_REGULATION_PER_HZ = 0.015
# Frequencies: VDE-FNN, automatic load shedding in Germany; Regulation (EU) 2017/2196 names 49.0 to
# 48.0 Hz for Continental Europe. Shares and delay are assumed.
RELAYS = Shedding(
    hz=(49.0, 48.8, 48.6, 48.4, 48.2, 48.0),
    share=(0.05, 0.05, 0.06, 0.06, 0.08, 0.10),
    delay_s=0.15,
)


def island(
    *,
    load_mw: float = 8.0,
    diesel_up_mw: float = 3.0,
    diesel_down_mw: float = 1.0,
    battery: DroopBattery | None = None,
    inertia_s: float = 1.5,
) -> Swing:
    """An island; without a battery the diesel plant is alone.

    diesel_up_mw, diesel_down_mw: how far it may move up and down, 0 or more.
    inertia_s: H of 10 MVA.
    """
    answering = battery or DroopBattery()
    return Swing(
        kinetic_mws=ISLAND_KINETIC_MWS * inertia_s / 1.5,
        load_mw=load_mw,
        governor=Governor(
            mw_per_hz=ISLAND_DIESEL_MW_PER_HZ,
            low_mw=-diesel_down_mw,
            high_mw=diesel_up_mw,
            valve_s=1.0,
        ),
        battery=answering,
        secondary=Secondary(
            per_s=0.02,
            bias_mw_per_hz=ISLAND_DIESEL_MW_PER_HZ + answering.mw_per_hz,
            low_mw=-diesel_down_mw + answering.low_mw,
            high_mw=diesel_up_mw + answering.high_mw,
        ),
        shedding=RELAYS,
        self_regulation_per_hz=ISLAND_SELF_REGULATION_PER_HZ,
        step_s=ISLAND_STEP_S,
    )


def island_battery(share: float = 1.0) -> DroopBattery:
    """The island's battery: 2 MW at 0.5 Hz, dead band 20 mHz (assumed); times `share`."""
    power = 2.0 * share
    return DroopBattery(
        mw_per_hz=power / 0.48, dead_band_hz=0.02, low_mw=-power, high_mw=power, lag_s=0.15
    )


def continental(*, load_mw: float = 150_000.0, inertia_s: float = 5.0) -> Swing:
    """Continental Europe: 3,000 MW of FCR at 200 mHz (Regulation (EU) 2017/1485, annex V).

    load_mw: 150 to 300 GW. inertia_s: H over the load, 4 to 6 s (both assumed). Reserve lags by 8 s
    (assumed); self-regulation is 1 % a Hz (textbook).
    """
    fcr_mw, at_hz = 3_000.0, 0.2
    return Swing(
        kinetic_mws=inertia_s * load_mw,
        load_mw=load_mw,
        governor=Governor(mw_per_hz=fcr_mw / at_hz, low_mw=-fcr_mw, high_mw=fcr_mw, valve_s=8.0),
        self_regulation_per_hz=0.01,
        shedding=Shedding(),
        step_s=GRID_STEP_S,
    )
