"""What the tenths of a second of an island's quarter-hour add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulators.grid_balancing.frequency.frequency import Response
from simulators.grid_balancing.frequency.quality import ROCOF_WINDOW_S
from simulators.grid_balancing.frequency.usual_swings import ISLAND_STEP_S
from simulators.grid_balancing.network.network import Floats

TICK_S = 900
NOMINAL_HZ, LOST_HZ = 50.0, 2.5
_WINDOW = round(ROCOF_WINDOW_S / ISLAND_STEP_S)


@dataclass(frozen=True)
class Seconds:
    """What happened within a tick.

    governor_mw, battery_mw: means on top of schedules. out_mwh, in_mwh: of the reserve battery
    with its schedule. cut_mw: mean that inverters cut off. shed_mw: mean of load that relays cut
    off. hz_trace: every `ISLAND_STEP_S`; empty in a blackout.
    """

    hz: float
    low_hz: float
    high_hz: float
    end_hz: float
    rocof_hz_per_s: float
    outside_s: float
    governor_mw: float
    battery_mw: float
    out_mwh: float
    in_mwh: float
    cut_mw: float
    shed_mw: float
    is_blackout: bool
    hz_trace: Floats


DARK = Seconds(
    hz=NOMINAL_HZ,
    low_hz=NOMINAL_HZ - LOST_HZ,
    high_hz=NOMINAL_HZ,
    end_hz=NOMINAL_HZ,
    rocof_hz_per_s=0.0,
    outside_s=float(TICK_S),
    governor_mw=0.0,
    battery_mw=0.0,
    out_mwh=0.0,
    in_mwh=0.0,
    cut_mw=0.0,
    shed_mw=0.0,
    is_blackout=True,
    hz_trace=np.zeros(0),
)


def summed_up(
    parts: Sequence[Response],
    *,
    plan_mw: float,
    cut_mw: float,
    waiting_mw: float,
    band_hz: float,
) -> Seconds:
    """The sums of a tick; `DARK` when the frequency went further than units and battery stay on.

    plan_mw: schedule of the reserve battery. waiting_mw: mean of load that was still away.
    """
    hz = _joined([part.hz for part in parts])
    low, high = float(hz.min()), float(hz.max())
    deviation = max(NOMINAL_HZ - low, high - NOMINAL_HZ)
    if deviation > LOST_HZ:
        return DARK
    given = _joined([part.battery_mw for part in parts]) + plan_mw
    mean = float(given.mean())
    out = mean if float(given.min()) >= 0.0 else float(np.maximum(given, 0.0).mean())
    outside = int(np.count_nonzero(np.abs(hz - NOMINAL_HZ) > band_hz)) if deviation > band_hz else 0
    shed = sum(float(p.shed_mw.sum()) for p in parts if p.shed_mw[-1] > 0.0) / len(hz)
    return Seconds(
        hz=float(hz.mean()),
        low_hz=low,
        high_hz=high,
        end_hz=float(hz[-1]),
        rocof_hz_per_s=float(np.abs(hz[_WINDOW:] - hz[:-_WINDOW]).max()) / ROCOF_WINDOW_S,
        outside_s=outside * ISLAND_STEP_S,
        governor_mw=sum(float(part.governor_mw.sum()) for part in parts) / len(hz),
        battery_mw=mean - plan_mw,
        out_mwh=out * TICK_S / 3_600.0,
        in_mwh=(out - mean) * TICK_S / 3_600.0,
        cut_mw=cut_mw,
        shed_mw=shed + waiting_mw,
        is_blackout=False,
        hz_trace=hz,
    )


def _joined(series: Sequence[Floats]) -> Floats:
    return series[0] if len(series) == 1 else np.concatenate(series)
