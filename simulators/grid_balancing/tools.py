"""What rules may compute beside themselves: all pure, from facts and observations alone."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from simulators.grid_balancing.observations import TICK_H, BatteryState, GridFacts, Tick, UnitState


class Tools:
    """Made beside the rules from the facts; powers and energies as the referee counts them."""

    ANSWERS: ClassVar[dict[type, Any]] = {}

    def __init__(
        self,
        facts: GridFacts,
        ask: Callable[[Any], Any],  # noqa: ARG002 - every domain's tools are made this way
    ) -> None:
        self._grid = facts

    def net_load_mw(self, tick: Tick, ahead: int = 0) -> float:
        """Forecast load less wind and sun, `ahead` ticks from now (0: the tick that begins)."""
        ahead = min(ahead, len(tick.load_mw) - 1)
        return tick.load_mw[ahead] - tick.wind_mw[ahead] - tick.pv_mw[ahead]

    def net_loads_mw(self, tick: Tick) -> list[float]:
        """Forecast load less wind and sun, from the tick that begins to the end of the forecast."""
        both = zip(tick.load_mw, tick.wind_mw, tick.pv_mw, strict=True)
        return [load - wind - pv for load, wind, pv in both]

    def rise_mw(self, tick: Tick, ticks: int) -> float:
        """By how much the net load rises at most within so many ticks; 0 or more."""
        now_mw = self.net_load_mw(tick)
        return max(self.net_load_mw(tick, ahead) - now_mw for ahead in range(ticks + 1))

    def reserve_battery_mw(self) -> float:
        """Power of the battery group that answers to frequency; 0 without one."""
        number = self._grid.reserve_battery
        return self._grid.batteries[number].power_mw if number >= 0 else 0.0

    def soc(self, number: int, battery: BatteryState) -> float:
        """State of charge of a battery group, 0 to 1."""
        return battery.energy_mwh / max(1e-9, self._grid.batteries[number].energy_mwh)

    def discharge_limit_mw(self, number: int, battery: BatteryState) -> float:
        """Most that a battery group can give for a whole tick."""
        own = self._grid.batteries[number]
        stored_mwh = max(0.0, battery.energy_mwh - own.soc_low * own.energy_mwh)
        return min(own.power_mw, stored_mwh * own.efficiency / TICK_H)

    def charge_limit_mw(self, number: int, battery: BatteryState) -> float:
        """Most that a battery group can take for a whole tick."""
        own = self._grid.batteries[number]
        room_mwh = max(0.0, own.soc_high * own.energy_mwh - battery.energy_mwh)
        return min(own.power_mw, room_mwh / own.efficiency / TICK_H)

    def step(
        self, number: int, energy_mwh: float, wanted_mw: float, reserve_mw: float = 0.0
    ) -> tuple[float, float]:
        """What a battery group does in one tick when asked for a power: (power MW, energy MWh).

        reserve_mw: what it keeps free both ways, in power and in energy for half an hour.
        """
        own = self._grid.batteries[number]
        state = BatteryState(energy_mwh, 0.0, 0.0, 0.0)
        low_mw, high_mw = self._bounds_mw(number, state, reserve_mw, 0.5)
        mw = max(low_mw, min(high_mw, wanted_mw))
        moved_mwh = mw / own.efficiency if mw > 0.0 else mw * own.efficiency
        return mw, energy_mwh - moved_mwh * TICK_H

    def rank(self, prices: Sequence[float], price: float) -> float:
        """The share of prices below this one, 0 (cheapest) to 1 (dearest)."""
        return sum(other < price for other in prices) / max(1, len(prices))

    def needed_mw(
        self, tick: Tick, battery_mw: Sequence[float] = (), hub_mw: Sequence[float] = ()
    ) -> float:
        """What is missing in this tick after what batteries give and cars take, MW.

        Forecast load less wind and sun, plus cars, less batteries and the reductions that run;
        without the units. Negative: a surplus.
        """
        reduced_mw = sum(contract.mw for contract in tick.contracts)
        return self.net_load_mw(tick) + sum(hub_mw) - sum(battery_mw) - reduced_mw

    def commit(
        self,
        needed_mw: float,
        tick: Tick,
        spare_mw: float = 0.0,
        hold_mw: float = 0.0,
        least_on: int = 0,
        order: Sequence[int] = (),
        battery_mw: Sequence[float] | None = None,
    ) -> tuple[float, ...]:
        """Power of every unit when they share what is needed, cheapest first.

        Units are turned on until together they could give `needed_mw + spare_mw`, as long as
        their least powers fit beside wind and sun that are cut off. Units that run stay on until
        the others that run could give `hold_mw` more than that, and while they must; those that
        failed or must rest are passed over. A unit that starts gives nothing yet.
        least_on: how many run at least. order: numbers of units, first to last; from cheap to dear
        fuel where empty. battery_mw: what batteries give; with it, units are also turned on until
        the others and the reserve battery could replace the largest of them, or the feeder that
        feeds in most (N-1).
        """
        units, states = self._grid.units, tick.units
        turn = list(order) or sorted(
            range(len(units)), key=lambda k: (units[k].eur_per_mwh, not states[k].is_on)
        )
        least_fit_mw = needed_mw + tick.wind_mw[0] + tick.pv_mw[0]
        is_secure = battery_mw is not None
        feeder_mw = self.feeder_mw(tick, needed_mw) - self.up_mw(tick, battery_mw or ())
        reserve_mw = self.free_mw(tick, battery_mw or ())
        chosen = [k for k in turn if states[k].is_on and states[k].must_ticks > 0]
        for counts_starting, wanted_mw in (
            (True, needed_mw + spare_mw),
            (False, needed_mw + spare_mw + hold_mw),
        ):
            for k in turn:
                there = [c for c in chosen if counts_starting or states[c].is_on]
                may = _may_run(states[k]) if counts_starting else states[k].is_on
                most_mw = sum(units[c].most_mw for c in there)
                fits = sum(units[c].least_mw for c in (*chosen, k)) <= least_fit_mw
                unit_mw = max((units[c].most_mw for c in there), default=0.0) - reserve_mw
                exposed = is_secure and most_mw - max(unit_mw, feeder_mw) < max(0.0, wanted_mw)
                wanted = (most_mw < wanted_mw or exposed) and (fits or most_mw < needed_mw)
                if k not in chosen and may and (wanted or len(there) < least_on):
                    chosen.append(k)
        return self._share_out(needed_mw, tick, [k for k in turn if k in chosen])

    def _share_out(self, needed_mw: float, tick: Tick, chosen: Sequence[int]) -> tuple[float, ...]:
        """Least power for all that were chosen, and the rest in turn to those that run."""
        units, found = self._grid.units, [0.0] * len(self._grid.units)
        for k in chosen:
            found[k] = units[k].least_mw
        left_mw = needed_mw - self.running_mw(found, tick)
        for k in chosen:
            if tick.units[k].is_on:
                more_mw = min(max(0.0, left_mw), units[k].most_mw - units[k].least_mw)
                found[k] += more_mw
                left_mw -= more_mw
        return tuple(found)

    def feeder_mw(self, tick: Tick, short_mw: float = 0.0) -> float:
        """Most that a feeder may feed in: as in the last tick, changed as the forecasts say.

        short_mw: what is missing; where it is negative, so much wind and sun is cut off.
        """
        groups, count = self._grid.feed_ins, self._grid.feeders + 1  # the last one: the busbar
        now_mw = {"wind": tick.wind_mw[0], "pv": tick.pv_mw[0]}
        before_mw = dict.fromkeys(now_mw, 0.0)
        for own, there_mw in zip(groups, tick.fed_in_mw, strict=True):
            before_mw[own.kind] += there_mw
        fed_mw, rise_mw, share = [0.0] * count, [0.0] * count, self.usable_share(short_mw, tick)
        for own, there_mw, cut_mw in zip(groups, tick.fed_in_mw, tick.capped_mw, strict=True):
            fed_mw[own.feeder] += there_mw - cut_mw
            expected_mw = share * there_mw * now_mw[own.kind] / max(1e-6, before_mw[own.kind])
            rise_mw[own.feeder] += expected_mw - there_mw + cut_mw
        both = zip(fed_mw[:-1], rise_mw[:-1], strict=True)
        found = [min(fed, tick.largest_loss_mw) + rise for fed, rise in both]
        return max(0.0, *found) if found else 0.0

    def up_mw(self, tick: Tick, battery_mw: Sequence[float]) -> float:
        """By how much the reserve battery can rise above its schedule for a whole tick."""
        k = self._grid.reserve_battery
        if k < 0 or not battery_mw:
            return 0.0
        return max(0.0, self.discharge_limit_mw(k, tick.batteries[k]) - battery_mw[k])

    def free_mw(self, tick: Tick, battery_mw: Sequence[float]) -> float:
        """By how much the reserve battery can both rise and fall from its schedule in a tick."""
        k = self._grid.reserve_battery
        if k < 0 or not battery_mw:
            return 0.0
        down_mw = self.charge_limit_mw(k, tick.batteries[k]) + battery_mw[k]
        return max(0.0, min(self.up_mw(tick, battery_mw), down_mw))

    def running_mw(self, unit_mw: Sequence[float], tick: Tick) -> float:
        """What these powers of units are now: nothing from those that only start."""
        return sum(mw for mw, unit in zip(unit_mw, tick.units, strict=True) if unit.is_on)

    def can_hold(self, tick: Tick, reserve_mw: float, hours: float = 0.25) -> bool:
        """Whether the reserve battery could rise and fall by its reserve for so long, alone."""
        number = self._grid.reserve_battery
        if number < 0 or reserve_mw <= 0.0:
            return False
        own, energy_mwh = self._grid.batteries[number], tick.batteries[number].energy_mwh
        moved_mwh = reserve_mw * hours
        above_mwh = (energy_mwh - own.soc_low * own.energy_mwh) * own.efficiency
        below_mwh = (own.soc_high * own.energy_mwh - energy_mwh) / own.efficiency
        return min(above_mwh, below_mwh) >= moved_mwh

    def even_out(
        self,
        battery_mw: Sequence[float],
        rest_mw: float,
        tick: Tick,
        reserve_mw: float = 0.0,
        reserve_h: float = 0.5,
    ) -> tuple[tuple[float, ...], float]:
        """The batteries' powers when they also make up `rest_mw` (negative: take it).

        One after the other in their order, the reserve battery last, and no further than its
        reserve could last `reserve_h` both ways; if it could not, it moves there. Then what is
        still missing, MW; negative: what is still too much.
        """
        found, last = list(battery_mw), self._grid.reserve_battery
        for k in sorted(range(len(found)), key=lambda k: k == last):
            low_mw, high_mw = self._bounds_mw(
                k, tick.batteries[k], reserve_mw * (k == last), reserve_h
            )
            moved_mw = max(low_mw, min(high_mw, found[k] + rest_mw))
            rest_mw -= moved_mw - found[k]
            found[k] = moved_mw
        return tuple(found), rest_mw

    def charge_from_surplus(
        self,
        battery_mw: Sequence[float],
        hub_mw: Sequence[float],
        tick: Tick,
        reserve_mw: float = 0.0,
    ) -> tuple[float, ...]:
        """As `even_out` of nothing, but cars come first: nothing that units must make is stored.

        Less than `reserve_mw` needs for a quarter-hour is still made up for.
        """
        found, _ = self.even_out(battery_mw, 0.0, tick, reserve_mw)
        charged_mw = -sum(min(0.0, mw) for mw in found)
        needed_mw = min(charged_mw, max(0.0, self.needed_mw(tick, found, hub_mw)))
        return self.even_out(found, needed_mw, tick, reserve_mw, 0.25)[0]

    def even_out_secure(
        self,
        battery_mw: Sequence[float],
        rest_mw: float,
        tick: Tick,
        unit_mw: Sequence[float],
        reserve_mw: float = 0.0,
        feeder_share: float = 1.1,
    ) -> tuple[tuple[float, ...], float, float]:
        """As `even_out`, with reserve for the loss of any feeder (N-1).

        The reserve battery yields until it keeps, beside the units that run, `feeder_share` times
        what the worst feeder would take away; but it does not charge while anything is missing,
        because consumers come first. Gives the powers, what was missing (negative: too much), and
        the reserve that is free both ways: what `Control.reserve_mw` may promise.
        """
        three = zip(self._grid.units, tick.units, unit_mw, strict=True)
        most_mw = sum(own.most_mw for own, unit, mw in three if unit.is_on and mw > 0.0)
        spare_mw = most_mw - self.running_mw(unit_mw, tick)
        found, short_mw = self.even_out(battery_mw, rest_mw, tick, reserve_mw)
        lost_mw = feeder_share * (self.feeder_mw(tick, short_mw) - spare_mw)
        if lost_mw > reserve_mw:
            found, short_mw = self.even_out(found, short_mw, tick, lost_mw)
        last = self._grid.reserve_battery
        found = tuple(mw + max(0.0, min(short_mw, -mw)) * (k == last) for k, mw in enumerate(found))
        return found, short_mw, self.free_mw(tick, found)

    def _bounds_mw(
        self, number: int, battery: BatteryState, reserve_mw: float, reserve_h: float
    ) -> tuple[float, float]:
        """Least and most power that leave room for a reserve; (0, 0) where there is none at all."""
        own = self._grid.batteries[number]
        free_mw = max(0.0, own.power_mw - reserve_mw)
        above_mw = (battery.energy_mwh - own.soc_low * own.energy_mwh) * own.efficiency / TICK_H
        below_mw = (own.soc_high * own.energy_mwh - battery.energy_mwh) / own.efficiency / TICK_H
        kept_mw = reserve_mw * reserve_h / TICK_H
        high_mw = max(-free_mw, min(free_mw, above_mw - kept_mw))
        low_mw = min(free_mw, max(-free_mw, kept_mw - below_mw))
        return (low_mw, high_mw) if low_mw <= high_mw else (0.0, 0.0)

    def usable_share(self, short_mw: float, tick: Tick) -> float:
        """The share of wind and sun that can flow when -`short_mw` is too much."""
        there_mw = tick.wind_mw[0] + tick.pv_mw[0]
        return max(0.0, 1.0 + min(0.0, short_mw) / there_mw) if there_mw > 0.0 else 1.0

    def q_of_u(
        self, feed_in: int, tick: Tick, dead_pu: float = 0.02, most_share: float = 0.33
    ) -> float:
        """Mvar per MW against a feeder's voltage: a Q(U) curve, as in VDE-AR-N 4110.

        Nothing within `dead_pu` of the middle of the planning band, then linear up to
        `most_share` at its edge; negative lowers the voltage.
        """
        grid, feeder = self._grid, self._grid.feed_ins[feed_in].feeder
        middle = 0.5 * (grid.vm_low_pu + grid.vm_high_pu)
        slope = most_share / max(1e-6, 0.5 * (grid.vm_high_pu - grid.vm_low_pu) - dead_pu)
        high = max(0.0, tick.vm_high_pu[feeder] - middle - dead_pu)
        low = max(0.0, middle - dead_pu - tick.vm_low_pu[feeder])
        return max(-most_share, min(most_share, slope * (low - high)))

    def tap_for(self, tick: Tick, target_pu: float = 0.0, dead_pu: float = 0.02) -> int:
        """The tap position one step nearer to a voltage; as it is within the dead band.

        The voltage is the middle between the highest and the lowest of the network.
        target_pu: the middle of the planning band where 0.
        """
        grid = self._grid
        target = target_pu or 0.5 * (grid.vm_low_pu + grid.vm_high_pu)
        off_pu = 0.5 * (max(tick.vm_high_pu) + min(tick.vm_low_pu)) - target
        if abs(off_pu) <= dead_pu:
            return tick.tap
        step = 1 if (off_pu > 0.0) == (grid.volt_per_tap < 0.0) else -1
        return max(0, min(grid.tap_positions - 1, tick.tap + step))


def _may_run(unit: UnitState) -> bool:
    """Whether it runs, starts or may be started."""
    return not unit.is_failed and (unit.is_on or unit.starting_ticks > 0 or unit.must_ticks == 0)
