"""Batteries charge in the cheapest quarter-hours of a day and give in the dearest, as bought.

Where a price stands among those of its own day says more than its height. On an island the net
load's place among its forecasts stands for the price.
"""

from simulators.grid_balancing.interface import Control, DayPlan

CHEAP_RANK = 0.25
DEAR_RANK = 0.75
RESERVE_SHARE = 0.3  # of the large battery's power
ISLAND_RESERVE_SHARE = 0.6
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
BOUGHT_MW = []  # by battery: what it gives at each time of this day
HABIT_MW = [0.0] * 96  # what cars took at this time of the last day


def wish(rank):
    """1 to give, -1 to take, 0 to wait."""
    return 1.0 if rank >= DEAR_RANK else -1.0 if rank < CHEAP_RANK else 0.0


def plan_day(eve, grid, tools):
    """Buy what the batteries will charge by rank, and what cars took yesterday."""
    BOUGHT_MW.clear()
    wishes = [wish(tools.rank(eve.price_eur, price_eur)) for price_eur in eve.price_eur]
    for k, battery in enumerate(eve.batteries):
        BOUGHT_MW.append(schedule(k, battery, wishes, grid, tools))
    given_mw = [sum(powers) for powers in zip(*BOUGHT_MW, strict=True)] or [0.0] * 96
    flexible = [taken - given for taken, given in zip(HABIT_MW, given_mw, strict=True)]
    return DayPlan(tuple(flexible), reserve_mw(eve, grid, tools))


def schedule(number, battery, wishes, grid, tools):
    """What a battery gives at each time of the day, as far as its energy goes."""
    stored_mwh, powers = battery.energy_mwh, []
    most_mw, kept = grid.batteries[number].power_mw, kept_mw(number, grid)
    for wanted in wishes:
        mw, stored_mwh = tools.step(number, stored_mwh, wanted * most_mw, kept)
        powers.append(mw)
    return powers


def kept_mw(number, grid):
    """Power that a battery keeps for its reserve."""
    share = ISLAND_RESERVE_SHARE if grid.is_island else RESERVE_SHARE
    return share * grid.batteries[number].power_mw * (number == grid.reserve_battery)


def reserve_mw(tick, grid, tools):
    """A fixed share of the large battery."""
    share = ISLAND_RESERVE_SHARE if grid.is_island else RESERVE_SHARE
    return share * tools.reserve_battery_mw()


def battery_mw(number, battery, tick, grid, tools):
    """As bought; on an island by the rank of the net load, and a surplus is always taken."""
    kept = kept_mw(number, grid)
    if not grid.is_island:
        wanted_mw = BOUGHT_MW[number][tick.quarter]
        return tools.step(number, battery.energy_mwh, wanted_mw, kept)[0]
    net_mw = tools.net_load_mw(tick)
    ahead = tools.net_loads_mw(tick)
    share = -1.0 if net_mw < 0.0 else max(0.0, wish(tools.rank(ahead, net_mw)))
    return tools.step(number, battery.energy_mwh, share * abs(net_mw), kept)[0]


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
        batteries, _ = tools.even_out(batteries, 0.0, tick, kept)
        needed_mw = tools.needed_mw(tick, batteries, hubs)
        least_on = 0 if tools.can_hold(tick, kept) else 1
        spare_mw = SPARE_MW + tools.rise_mw(tick, 1)
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
    )
