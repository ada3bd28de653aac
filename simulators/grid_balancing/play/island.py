"""An island's quarter-hour in tenths of a second: who answers to what is missing, and what is left.

Load and schedules do not jump at a quarter-hour: they move within `RAMP_S`, as schedules of the
Continental European area do at full hours. What neither units nor the battery can take in is cut
off by the inverters of wind and sun (LFSM-O, Regulation (EU) 2016/631, art. 13), as far as there
is any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from simulators.grid_balancing.frequency.frequency import (
    DroopBattery,
    Governor,
    Response,
    Secondary,
    Swing,
    at_rest,
    reconnected,
    respond,
    shed_mw,
    with_energy,
)
from simulators.grid_balancing.frequency.usual_swings import (
    ISLAND_SELF_REGULATION_PER_HZ,
    ISLAND_STEP_S,
    RELAYS,
)
from simulators.grid_balancing.network.network import Floats
from simulators.grid_balancing.play.seconds import DARK, NOMINAL_HZ, TICK_S, Seconds, summed_up

STEPS_PER_S = round(1.0 / ISLAND_STEP_S)
RAMP_S = 300.0
SAFE_HZ = 49.8  # load comes back when frequency is above
DROOP = 0.04  # of diesel and gas units, 4 to 5 % (assumed)
FULL_HZ, DEAD_BAND_HZ = 0.5, 0.02  # the battery's reserve is full at 0.5 Hz (assumed)
OTHER_MVA, MVA_PER_MW = 5.0, 1.25  # consumers' motors with small generators; units (assumed)
SECONDARY_PER_S = 0.02
# Who is not there has no lag: a memory that fades for ever ends in slow subnormal numbers.
VALVE_S, BATTERY_S = 1.0, 0.15
WATT_MW = 1e-6  # so far do inverters go below a perfect balance, for the same reason
_FRACTION = np.arange(STEPS_PER_S) / STEPS_PER_S
_RAMP_STEPS = round(RAMP_S * STEPS_PER_S)
_RAMP = np.arange(_RAMP_STEPS) / _RAMP_STEPS


@dataclass(frozen=True)
class Running:
    """The units that run: their power in all, and how far they can move, both 0 or more."""

    most_mw: float = 0.0
    up_mw: float = 0.0
    down_mw: float = 0.0

    def without(self, most_mw: float, up_mw: float, down_mw: float) -> "Running":
        """The same after one of them tripped."""
        return Running(
            max(0.0, self.most_mw - most_mw),
            max(0.0, self.up_mw - up_mw),
            max(0.0, self.down_mw - down_mw),
        )


@dataclass(frozen=True)
class Reserve:
    """What the reserve battery keeps free, its schedule, and its energy above empty, below full."""

    mw: float = 0.0
    plan_mw: float = 0.0
    efficiency: float = 1.0
    above_empty_mwh: float = 0.0
    below_full_mwh: float = 0.0


@dataclass(frozen=True)
class Shock:
    """At `second` of the tick the imbalance moves by `mw`, and `running` is what still runs."""

    second: float
    mw: float
    running: Running | None = None


class Island:
    """The frequency of an island from tick to tick."""

    def __init__(self, restless_mw: Floats, *, inertia_s: float, band_hz: float) -> None:
        self._restless, self._inertia_s, self._band_hz = restless_mw, inertia_s, band_hz
        self._state = at_rest(len(RELAYS.hz))
        self._last_mw: float | None = None
        self.end_hz = NOMINAL_HZ

    def tick(
        self,
        tick: int,
        *,
        mismatch_mw: float,
        load_mw: float,
        fed_in_mw: float,
        running: Running,
        reserve: Reserve,
        battery_first: float,
        shocks: Sequence[Shock] = (),
    ) -> Seconds:
        """Play a quarter-hour.

        mismatch_mw: its mean as scheduled, generation less load and losses, shocks left out.
        load_mw: what is connected. fed_in_mw: of wind and sun, which inverters can cut off.
        """
        has_battery = reserve.mw > 0.0 and reserve.above_empty_mwh > 0.0
        if running.most_mw <= 0.0 and not has_battery:
            return self._blackout()
        waiting_mw = self._reconnect()
        missing = self._imbalance(tick, mismatch_mw, shocks)
        imbalance = self._after_inverters(missing, fed_in_mw, running, reserve)
        self._state = with_energy(
            self._state,
            above_empty_mwh=reserve.above_empty_mwh,
            below_full_mwh=reserve.below_full_mwh,
        )
        parts = list(
            self._responses(
                imbalance,
                load_mw=load_mw,
                running=running,
                reserve=reserve,
                battery_first=battery_first,
                shocks=shocks,
            )
        )
        found = summed_up(
            parts,
            plan_mw=reserve.plan_mw,
            cut_mw=_mean_gap(missing, imbalance),
            waiting_mw=waiting_mw,
            band_hz=self._band_hz,
        )
        if found.is_blackout:
            return self._blackout()
        self.end_hz = found.end_hz
        return found

    def _responses(
        self,
        imbalance: Floats,
        *,
        load_mw: float,
        running: Running,
        reserve: Reserve,
        battery_first: float,
        shocks: Sequence[Shock],
    ) -> Iterator[Response]:
        """The frequency from shock to shock, each time with the units that still run."""
        edges = [0, *(int(s.second * STEPS_PER_S) for s in shocks), len(imbalance)]
        for number, (begin, end) in enumerate(pairwise(edges)):
            after = shocks[number - 1].running if number else None
            running = after or running
            if end > begin:
                swing = self._swing(load_mw, running, reserve, battery_first)
                response, self._state = respond(swing, self._state, imbalance[begin:end])
                yield response

    def _reconnect(self) -> float:
        """Close relays again when the frequency has recovered; the mean that still waits, in MW.

        Load comes back within the ramp, as operators switch it on piece by piece.
        """
        waiting_mw = shed_mw(self._state)
        if waiting_mw <= 0.0 or self.end_hz < SAFE_HZ:
            return 0.0
        self._state = reconnected(self._state)
        if self._last_mw is not None:
            self._last_mw += waiting_mw
        return waiting_mw * 0.5 * RAMP_S / TICK_S

    def _imbalance(self, tick: int, mismatch_mw: float, shocks: Sequence[Shock]) -> Floats:
        """Generation less load by step: the ramp from the last tick, shocks, restlessness."""
        last = mismatch_mw if self._last_mw is None else self._last_mw
        second = self._restless[tick * TICK_S : (tick + 1) * TICK_S + 1]
        fine = np.multiply.outer(second[1:] - second[:-1], _FRACTION)
        fine += second[:-1, None]
        path: Floats = fine.ravel()
        path[:_RAMP_STEPS] += last + (mismatch_mw - last) * _RAMP
        path[_RAMP_STEPS:] += mismatch_mw
        self._last_mw = mismatch_mw
        for shock in shocks:
            path[int(shock.second * STEPS_PER_S) :] += shock.mw
            self._last_mw += shock.mw
        return path

    @staticmethod
    def _after_inverters(
        imbalance: Floats, fed_in_mw: float, running: Running, reserve: Reserve
    ) -> Floats:
        """The imbalance without what inverters cut off because nobody can take it in."""
        room = reserve.mw if reserve.below_full_mwh > 0.0 else 0.0
        most = running.down_mw + room - WATT_MW
        highest = float(imbalance.max())
        if highest <= most:
            return imbalance
        if highest - most <= fed_in_mw:
            return np.minimum(imbalance, most)
        after: Floats = imbalance - np.clip(imbalance - most, 0.0, fed_in_mw)
        return after

    def _swing(
        self, load_mw: float, running: Running, reserve: Reserve, battery_first: float
    ) -> Swing:
        rating_mva = OTHER_MVA + MVA_PER_MW * running.most_mw
        gain = running.most_mw / (DROOP * NOMINAL_HZ)
        battery_gain = reserve.mw / (FULL_HZ - DEAD_BAND_HZ)
        to_battery = battery_first if running.most_mw > 0.0 else 1.0
        to_battery = to_battery if reserve.mw > 0.0 else 0.0
        return Swing(
            kinetic_mws=self._inertia_s * rating_mva,
            load_mw=load_mw,
            governor=Governor(
                mw_per_hz=gain,
                low_mw=-running.down_mw,
                high_mw=running.up_mw,
                valve_s=VALVE_S if running.most_mw > 0.0 else 0.0,
            ),
            battery=DroopBattery(
                mw_per_hz=battery_gain,
                dead_band_hz=DEAD_BAND_HZ,
                low_mw=-reserve.mw,
                high_mw=reserve.mw,
                lag_s=BATTERY_S if reserve.mw > 0.0 else 0.0,
                plan_mw=reserve.plan_mw,
                efficiency=reserve.efficiency,
            ),
            secondary=Secondary(
                per_s=SECONDARY_PER_S,
                bias_mw_per_hz=gain + battery_gain,
                low_mw=-running.down_mw - reserve.mw,
                high_mw=running.up_mw + reserve.mw,
                to_governor=1.0 - to_battery,
                to_battery=to_battery,
            ),
            shedding=RELAYS,
            self_regulation_per_hz=ISLAND_SELF_REGULATION_PER_HZ,
            step_s=ISLAND_STEP_S,
        )

    def _blackout(self) -> Seconds:
        """Nobody holds the frequency: all is dark until the next tick starts anew."""
        self._state, self._last_mw = at_rest(len(RELAYS.hz)), None
        self.end_hz = NOMINAL_HZ
        return DARK


def _mean_gap(before: Floats, after: Floats) -> float:
    """The mean difference of two series, which are often the same object."""
    return 0.0 if before is after else float((before - after).mean())
