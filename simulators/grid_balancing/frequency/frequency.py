"""The frequency of a network whose machines swing together, second by second.

Grid-connected with steps of 1 s, an island with steps of 0.1 s. Checked against ANDES' full machine
models of the IEEE 39-bus system (dips within 5 % at 1 s, 7.3 % at 0.1 s) and against an ODE solver.
"""

import math
from array import array

import msgspec
import numpy as np

from simulators.grid_balancing.frequency import swing_kernel as kernel
from simulators.grid_balancing.network.network import Floats

NEVER_EMPTY_MWH = 1e9


class Governor(msgspec.Struct, frozen=True):
    """Machines that answer to frequency, taken together.

    low_mw, high_mw: how far their power may move from its schedule, low <= 0 <= high.
    valve_s: lag of the valve; lag_s: lag of the turbine behind it (0: none), of which the share
    lead_s / lag_s passes at once (model TGOV1 of IEEE PES-TR1, 2013).
    """

    mw_per_hz: float
    low_mw: float
    high_mw: float
    valve_s: float
    lead_s: float = 0.0
    lag_s: float = 0.0


class DroopBattery(msgspec.Struct, frozen=True):
    """Batteries that answer to frequency, on top of their scheduled power.

    low_mw, high_mw: how far their power may move, low <= 0 <= high (discharging is positive).
    plan_mw: scheduled power, already part of the imbalance; an empty (or full) battery loses it.
    efficiency: one way, within 0 and 1.
    """

    mw_per_hz: float = 0.0
    dead_band_hz: float = 0.0
    low_mw: float = 0.0
    high_mw: float = 0.0
    lag_s: float = 0.15
    plan_mw: float = 0.0
    efficiency: float = 1.0


class Secondary(msgspec.Struct, frozen=True):
    """Automatic control that brings the frequency back: an integral, sent out every `every_s`.

    per_s: MW per second and MW of `bias_mw_per_hz` times deviation.
    to_governor, to_battery: shares of the signal, 0 or more, together at most 1.
    """

    per_s: float = 0.0
    bias_mw_per_hz: float = 0.0
    low_mw: float = 0.0
    high_mw: float = 0.0
    every_s: float = 4.0
    to_governor: float = 1.0
    to_battery: float = 0.0


class Shedding(msgspec.Struct, frozen=True):
    """Relays that cut load off: below `hz[k]` for `delay_s`, the share `share[k]` of all load."""

    hz: tuple[float, ...] = ()
    share: tuple[float, ...] = ()
    delay_s: float = 0.15


class Swing(msgspec.Struct, frozen=True):
    """The parameters of one stretch of time, usually a quarter-hour.

    kinetic_mws: energy in all rotating masses, the sum of H times rating. load_mw: what relays and
    self-regulation refer to. self_regulation_per_hz: share of the load that a Hz more brings.
    """

    kinetic_mws: float
    load_mw: float
    governor: Governor
    battery: DroopBattery = DroopBattery()
    secondary: Secondary = Secondary()
    shedding: Shedding = Shedding()
    self_regulation_per_hz: float = 0.0
    nominal_hz: float = 50.0
    step_s: float = 1.0


class SwingState(msgspec.Struct, frozen=True):
    """What one stretch of time hands to the next one: the kernel's state, in its own order."""

    values: tuple[float, ...]


class Response(msgspec.Struct, frozen=True):
    """What happened, by step; all arrays have shape (steps,).

    governor_mw and battery_mw come on top of schedules; shed_mw is load that was cut off.
    """

    hz: Floats
    governor_mw: Floats
    battery_mw: Floats
    shed_mw: Floats


def at_rest(
    stages: int = 0,
    *,
    above_empty_mwh: float = NEVER_EMPTY_MWH,
    below_full_mwh: float = NEVER_EMPTY_MWH,
) -> SwingState:
    """Nominal frequency, nothing activated, all relays closed."""
    values = [0.0] * (kernel.TIMERS + stages)
    values[kernel.ABOVE_EMPTY], values[kernel.BELOW_FULL] = above_empty_mwh, below_full_mwh
    return SwingState(tuple(values))


def with_energy(state: SwingState, *, above_empty_mwh: float, below_full_mwh: float) -> SwingState:
    """The same state with other energy in the battery."""
    values = list(state.values)
    values[kernel.ABOVE_EMPTY], values[kernel.BELOW_FULL] = above_empty_mwh, below_full_mwh
    return SwingState(tuple(values))


def energy_mwh(state: SwingState) -> tuple[float, float]:
    """Energy in the battery above empty, and room below full; at most one step below 0."""
    return state.values[kernel.ABOVE_EMPTY], state.values[kernel.BELOW_FULL]


def reconnected(state: SwingState) -> SwingState:
    """The same state with all load connected again and all relays ready."""
    values = list(state.values)
    values[kernel.SHED] = 0.0
    values[kernel.TIMERS :] = [0.0] * (len(values) - kernel.TIMERS)
    return SwingState(tuple(values))


def shed_mw(state: SwingState) -> float:
    """How much load is cut off."""
    return state.values[kernel.SHED]


def shed_stages(state: SwingState) -> int:
    """How many relays have acted."""
    return sum(timer < 0.0 for timer in state.values[kernel.TIMERS :])


def respond(
    swing: Swing, state: SwingState, imbalance_mw: Floats, *, use_numba: bool = True
) -> tuple[Response, SwingState]:
    """The frequency under an imbalance, generation minus load as scheduled, (steps,) in MW.

    With numba installed, a compiled kernel runs; without it (or `use_numba` false), the same text
    as plain Python, with the same numbers.

    Raises:
        ValueError: `swing` cannot be simulated; every reason.
    """
    found = problems(swing, state)
    if found:
        raise ValueError("; ".join(found))
    stage_hz = [hz - swing.nominal_hz for hz in swing.shedding.hz]
    inputs = (_given(swing), list(state.values), imbalance_mw, stage_hz, swing.shedding.share)
    run = kernel.compiled() if use_numba else None
    results = np.empty((4, len(imbalance_mw)))
    if run is None:
        plain = [np.asarray(part, dtype=np.float64).tolist() for part in inputs]
        outputs = [array("d", bytes(8 * len(imbalance_mw))) for _ in range(4)]
        kernel.swing(*plain, *outputs)
        results[:], after = outputs, plain[1]
    else:
        arrays = [np.asarray(part, dtype=np.float64) for part in inputs]
        run(*arrays, *results)
        after = arrays[1].tolist()
    results[0] += swing.nominal_hz
    return Response(*results), SwingState(tuple(after))


def problems(swing: Swing, state: SwingState) -> list[str]:
    """Why a swing cannot be simulated; empty when it can."""
    hz, shares = swing.shedding.hz, swing.shedding.share
    checks = (
        (swing.kinetic_mws <= 0.0, f"kinetic_mws: expected above 0, got {swing.kinetic_mws:g}"),
        (swing.step_s <= 0.0, f"step_s: expected above 0, got {swing.step_s:g}"),
        (len(hz) != len(shares), f"shedding: expected {len(hz)} shares, got {len(shares)}"),
        (list(hz) != sorted(hz, reverse=True), "shedding: expected hz in descending order"),
        (
            len(state.values) != kernel.TIMERS + len(hz),
            f"state: expected {len(hz)} relays, got {len(state.values) - kernel.TIMERS}",
        ),
        (not 0.0 < swing.battery.efficiency <= 1.0, "battery: expected efficiency within 0 to 1"),
    )
    return [text for wrong, text in checks if wrong]


def _keep(lag_s: float, step_s: float) -> float:
    """The share of a gap that a first-order lag leaves after a step."""
    return math.exp(-step_s / lag_s) if lag_s > 0.0 else 0.0


def _given(swing: Swing) -> list[float]:
    """The kernel's parameters in its own order."""
    governor, battery, secondary = swing.governor, swing.battery, swing.secondary
    step = swing.step_s
    by_place = {
        kernel.STEP_S: step,
        kernel.MOMENTUM: 2.0 * swing.kinetic_mws / swing.nominal_hz,
        kernel.DAMPING: swing.self_regulation_per_hz * swing.load_mw,
        kernel.LOAD_MW: swing.load_mw,
        kernel.GOV_GAIN: governor.mw_per_hz,
        kernel.GOV_LOW: governor.low_mw,
        kernel.GOV_HIGH: governor.high_mw,
        kernel.GOV_KEEP: _keep(governor.valve_s, step),
        kernel.TURBINE_KEEP: _keep(governor.lag_s, step),
        kernel.LEAD: governor.lead_s / governor.lag_s if governor.lag_s > 0.0 else 1.0,
        kernel.BAT_GAIN: battery.mw_per_hz,
        kernel.BAT_BAND: battery.dead_band_hz,
        kernel.BAT_LOW: battery.low_mw,
        kernel.BAT_HIGH: battery.high_mw,
        kernel.BAT_KEEP: _keep(battery.lag_s, step),
        kernel.BAT_PLAN: battery.plan_mw,
        kernel.BAT_LOSS: 1.0 / battery.efficiency,
        kernel.AGC_GAIN: secondary.per_s * secondary.bias_mw_per_hz,
        kernel.AGC_LOW: secondary.low_mw,
        kernel.AGC_HIGH: secondary.high_mw,
        kernel.AGC_EVERY: secondary.every_s,
        kernel.AGC_TO_GOV: secondary.to_governor,
        kernel.AGC_TO_BAT: secondary.to_battery,
        kernel.UFLS_DELAY_S: swing.shedding.delay_s,
        kernel.STAGES: float(len(swing.shedding.hz)),
    }
    return [by_place[place] for place in range(len(by_place))]
