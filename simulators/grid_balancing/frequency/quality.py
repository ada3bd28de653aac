"""How good a frequency was: the numbers that standards and operators ask for."""

import msgspec
import numpy as np

from simulators.grid_balancing.network.network import Floats

ROCOF_WINDOW_S = 0.5  # ENTSO-E (2018), rate of change of frequency withstand capability


class FrequencyQuality(msgspec.Struct, frozen=True):
    """The quality of one stretch of time.

    nadir_hz, zenith_hz: the lowest and highest values.
    rocof_hz_per_s: the fastest change over 500 ms (over one step where steps are longer).
    outside_s: seconds further than `band_hz` from nominal.
    """

    nadir_hz: float
    zenith_hz: float
    rocof_hz_per_s: float
    outside_s: float


def quality(
    hz: Floats, *, step_s: float, band_hz: float, nominal_hz: float = 50.0
) -> FrequencyQuality:
    """The quality of a frequency trace, (steps,), with at least one step."""
    window = max(1, round(ROCOF_WINDOW_S / step_s))
    change = np.abs(hz[window:] - hz[:-window]) / (window * step_s)
    return FrequencyQuality(
        nadir_hz=float(hz.min()),
        zenith_hz=float(hz.max()),
        rocof_hz_per_s=float(change.max(initial=0.0)),
        outside_s=float((np.abs(hz - nominal_hz) > band_hz).sum() * step_s),
    )
