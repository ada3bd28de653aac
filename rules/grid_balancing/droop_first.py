"""The battery is there for the second, the units for the hour.

It keeps as much power, and energy for a quarter-hour of it, as the largest unit or feeder that may
be lost; only what is beyond that stores surplus. Units make the energy and turn in time. On the
large grid the battery sells all the reserve that its energy can stand for.
"""

from simulators.grid_balancing.interface import Control, DayPlan

LOSS_SHARE = 1.0  # of the largest loss, kept by the battery
LEAST_SHARE = 0.5  # of the battery's power
MOST_SHARE = 0.6
SOLD_SHARE = 0.8
AHEAD_TICKS = 1  # units are turned on for the need of the next quarter-hours
BATTERY_FIRST = 0.5
FEEDER_SHARE = 1.1  # of what a feeder may feed in, kept by the battery
SPARE_MW = 0.25  # what units that run could give beyond the need
HOLD_MW = 0.5  # and beyond that before one of them is turned off
CALL_EUR = 350.0
CALL_SHORT_MW = 0.2
CUT_PU = 0.008
CUT_LOADING = 0.97
CUT_SHARE = 0.08  # of the installed power, each quarter-hour
RELEASE_SHARE = 0.08
CAP_OF = {}
HABIT_MW = [0.0] * 96  # what cars took at this time of the last day


def plan_day(eve, grid, tools):
    """Buy what cars took yesterday."""
    return DayPlan(tuple(HABIT_MW), reserve_mw(eve, grid, tools))


def reserve_mw(tick, grid, tools):
    """The largest loss on an island; what can be sold on the large grid."""
    power_mw = tools.reserve_battery_mw()
    if not grid.is_island:
        return SOLD_SHARE * power_mw
    least_mw, most_mw = LEAST_SHARE * power_mw, MOST_SHARE * power_mw
    return max(least_mw, min(most_mw, LOSS_SHARE * tick.largest_loss_mw))


def battery_mw(number, battery, tick, grid, tools):
    """Greedy beyond the reserve; back to where both directions of the reserve can last."""
    own = grid.batteries[number]
    surplus_mw = battery.surplus_mw if own.is_home else -tools.net_load_mw(tick)
    kept_mw = reserve_mw(tick, grid, tools) if number == grid.reserve_battery else 0.0
    return tools.step(number, battery.energy_mwh, -surplus_mw, kept_mw)[0]


def hub_mw(number, hub, tick, grid, tools):
    """Charge on arrival."""
    return hub.most_mw


def is_called(number, contract, short_mw, tick, grid, tools):
    """Above a fixed imbalance price and their own; on an island when power is short."""
    if contract.ticks_left > 0:
        return True
    least_eur = max(CALL_EUR, grid.contracts[number].eur_per_mwh)
    scarce = short_mw > CALL_SHORT_MW if grid.is_island else tick.imbalance_eur > least_eur
    return contract.ready and contract.calls_left > 0 and scarce


def cap_share(number, short_mw, tick, grid, tools):
    """What an island can use; less by and by while a voltage is too high or a line too full."""
    high_pu = tick.vm_high_pu[grid.feed_ins[number].feeder]
    too_high = high_pu > grid.vm_high_pu + CUT_PU or tick.loading > CUT_LOADING
    cap = CAP_OF.get(number, 1.0)
    CAP_OF[number] = max(0.0, cap - CUT_SHARE) if too_high else min(1.0, cap + RELEASE_SHARE)
    return min(CAP_OF[number], tools.usable_share(short_mw, tick) if grid.is_island else 1.0)


def control(tick, grid, tools):
    """All assets; on an island units follow what is left and batteries take the rest."""
    hubs = [hub_mw(k, hub, tick, grid, tools) for k, hub in enumerate(tick.hubs)]
    HABIT_MW[tick.quarter] = sum(hubs)
    batteries = [battery_mw(k, b, tick, grid, tools) for k, b in enumerate(tick.batteries)]
    units, short_mw, kept = (), 0.0, reserve_mw(tick, grid, tools)
    if grid.is_island:
        batteries = tools.charge_from_surplus(batteries, hubs, tick, kept)
        needed_mw = tools.needed_mw(tick, batteries, hubs)
        least_on = 0 if tools.can_hold(tick, kept) else 1
        spare_mw = SPARE_MW + tools.rise_mw(tick, AHEAD_TICKS)
        units = tools.commit(needed_mw, tick, spare_mw, HOLD_MW, least_on, battery_mw=batteries)
        rest_mw = needed_mw - tools.running_mw(units, tick)
        batteries, short_mw, kept = tools.even_out_secure(
            batteries, rest_mw, tick, units, kept, FEEDER_SHARE
        )
    called = enumerate(tick.contracts)
    return Control(
        battery_mw=tuple(batteries),
        hub_mw=tuple(hubs),
        call=tuple(is_called(k, c, short_mw, tick, grid, tools) for k, c in called),
        unit_mw=units,
        cap_share=tuple(
            cap_share(k, short_mw, tick, grid, tools) for k in range(len(grid.feed_ins))
        ),
        q_share=tuple(tools.q_of_u(k, tick) for k in range(len(grid.feed_ins))),
        tap=tools.tap_for(tick),
        reserve_mw=kept,
        battery_first=BATTERY_FIRST,
    )
