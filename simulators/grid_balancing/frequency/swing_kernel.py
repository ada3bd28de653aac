"""The inner loop of the frequency model: one source text, run by Python or compiled by numba.

One mass swings (Kundur 1994, ch. 11; Anderson & Mirheydar 1990, doi:10.1109/59.65898): the power
that is missing slows it down, load falls with frequency, governors and batteries answer, a slow
integral brings the frequency back, and under-frequency relays shed load when all that is too
little. A step is a half kick of the frequency, exact first-order lags at the middle frequency, and
another half kick: second order, and stable although batteries answer faster than a step.

Everything is passed as flat sequences of floats; the names below say what stands where.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

# places in the sequence of parameters
(STEP_S, MOMENTUM, DAMPING, LOAD_MW, GOV_GAIN, GOV_LOW, GOV_HIGH, GOV_KEEP, TURBINE_KEEP, LEAD,
 BAT_GAIN, BAT_BAND, BAT_LOW, BAT_HIGH, BAT_KEEP, BAT_PLAN, BAT_LOSS,
 AGC_GAIN, AGC_LOW, AGC_HIGH, AGC_EVERY, AGC_TO_GOV, AGC_TO_BAT, UFLS_DELAY_S, STAGES,
) = range(25)  # fmt: skip
# places in the state
(DEVIATION, VALVE, TURBINE, BATTERY, INTEGRAL, SIGNAL, SHED, ABOVE_EMPTY, BELOW_FULL, CLOCK,
 TIMERS,
) = range(11)  # fmt: skip
MWH = 1.0 / 3600.0  # MWh of a MW in a second


def swing(  # noqa: C901 - one loop: every call in it would cost the plain twin a second a week
    given: Sequence[float],
    state: Any,
    imbalance_mw: Sequence[float],
    stage_hz: Sequence[float],
    stage_share: Sequence[float],
    out_hz: Any,
    out_governor_mw: Any,
    out_battery_mw: Any,
    out_shed_mw: Any,
) -> None:
    """Move `state` through all steps of `imbalance_mw` and write what happened after each one.

    stage_hz: deviations (negative) at which relays act, descending; stage_share: of the load.
    A timer of the state below 0 marks a stage that has acted.
    """
    dt, momentum, damping, load = given[STEP_S], given[MOMENTUM], given[DAMPING], given[LOAD_MW]
    gov_gain, gov_low, gov_high = given[GOV_GAIN], given[GOV_LOW], given[GOV_HIGH]
    gov_keep, turbine_keep, lead = given[GOV_KEEP], given[TURBINE_KEEP], given[LEAD]
    bat_gain, band, bat_low, bat_high = (
        given[BAT_GAIN], given[BAT_BAND], given[BAT_LOW], given[BAT_HIGH])  # fmt: skip
    bat_keep, plan, loss = given[BAT_KEEP], given[BAT_PLAN], given[BAT_LOSS]
    agc_rate, agc_low, agc_high = given[AGC_GAIN] * dt, given[AGC_LOW], given[AGC_HIGH]
    every, to_gov, to_bat = given[AGC_EVERY], given[AGC_TO_GOV], given[AGC_TO_BAT]
    delay, stages = given[UFLS_DELAY_S], int(given[STAGES])
    f, valve, turbine, battery = state[DEVIATION], state[VALVE], state[TURBINE], state[BATTERY]
    integral, signal, shed = state[INTEGRAL], state[SIGNAL], state[SHED]
    above_empty, below_full, clock = state[ABOVE_EMPTY], state[BELOW_FULL], state[CLOCK]
    half, step_h, lower = 0.5 * dt / momentum, dt * MWH, -band
    highest = stage_hz[0] if stages else -1e9
    governor = turbine + lead * (valve - turbine)
    for k in range(len(imbalance_mw)):
        outside = imbalance_mw[k] + shed
        middle = f + half * (outside + governor + battery - damping * f)

        target = to_gov * signal - gov_gain * middle
        valve = target + (valve - target) * gov_keep
        if valve > gov_high:
            valve = gov_high
        elif valve < gov_low:
            valve = gov_low
        turbine = valve + (turbine - valve) * turbine_keep
        governor = turbine + lead * (valve - turbine)

        target = to_bat * signal
        if middle < lower:
            target -= bat_gain * (middle + band)
        elif middle > band:
            target -= bat_gain * (middle - band)
        if target > bat_high:
            target = bat_high
        elif target < bat_low:
            target = bat_low
        battery = target + (battery - target) * bat_keep
        total = plan + battery
        if (total > 0.0 and above_empty <= 0.0) or (total < 0.0 and below_full <= 0.0):
            battery, total = -plan, 0.0
        if total != 0.0:
            drawn = (total * loss if total > 0.0 else total / loss) * step_h
            above_empty -= drawn
            below_full += drawn

        f = middle + half * (outside + governor + battery - damping * middle)

        integral -= agc_rate * f
        if integral > agc_high:
            integral = agc_high
        elif integral < agc_low:
            integral = agc_low
        clock += dt
        if clock >= every:
            signal, clock = integral, 0.0
        if f < highest:
            for stage in range(stages):
                timer = state[TIMERS + stage]
                if timer >= 0.0 and f < stage_hz[stage]:
                    state[TIMERS + stage] = timer + dt
                    if timer + dt >= delay:
                        state[TIMERS + stage] = -1.0
                        shed += stage_share[stage] * load
                elif timer > 0.0:
                    state[TIMERS + stage] = 0.0
        out_hz[k] = f
        out_governor_mw[k] = governor
        out_battery_mw[k] = battery
        out_shed_mw[k] = shed
    state[DEVIATION], state[VALVE], state[TURBINE], state[BATTERY] = f, valve, turbine, battery
    state[INTEGRAL], state[SIGNAL], state[SHED] = integral, signal, shed
    state[ABOVE_EMPTY], state[BELOW_FULL], state[CLOCK] = above_empty, below_full, clock


@cache
def compiled() -> Callable[..., None] | None:
    """`swing` compiled by numba; None where numba is not installed."""
    try:
        import numba
    except ImportError:
        return None
    try:
        done: Callable[..., None] = numba.njit(cache=True)(swing)
    except RuntimeError:  # nowhere to keep the machine code
        done = numba.njit(swing)
    return done
