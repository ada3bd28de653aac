"""Batteries make room before a surplus and are full before a peak, as the forecasts say.

Stored energy is meant for the highest part of what is coming until the next surplus: batteries
serve what lies above that level, and charge in the valley before a peak that units cannot reach.
"""

from simulators.grid_balancing.interface import TICK_H, Control, DayPlan

LOOK_TICKS = 64
SURPLUS_MW = -0.2  # of net load
TAKE_SHARE = 0.5  # of the power, when charging in a valley from units or the market
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
HABIT_MW = [0.0] * 96  # what cars took at this time of the last day


def plan_day(eve, grid, tools):
    """Buy what cars took yesterday."""
    return DayPlan(tuple(HABIT_MW), reserve_mw(eve, grid, tools))


def kept_mw(number, grid):
    """Power that a battery keeps for its reserve."""
    share = ISLAND_RESERVE_SHARE if grid.is_island else RESERVE_SHARE
    return share * grid.batteries[number].power_mw * (number == grid.reserve_battery)


def reserve_mw(tick, grid, tools):
    """A fixed share of the large battery."""
    share = ISLAND_RESERVE_SHARE if grid.is_island else RESERVE_SHARE
    return share * tools.reserve_battery_mw()


def outlook(tick, grid, tools):
    """Net load on an island, prices on the large grid, of the coming quarter-hours."""
    return list((tools.net_loads_mw(tick) if grid.is_island else tick.price_eur)[:LOOK_TICKS])


def until_surplus(needs):
    """The part before the next surplus, at least one quarter-hour."""
    return needs[: next((k for k, mw in enumerate(needs) if k and mw < SURPLUS_MW), None)]


def level_mw(stored_mwh, needs):
    """The level above which the stored energy serves all that is needed."""
    left_mwh, level, ordered = stored_mwh, 0.0, sorted(needs, reverse=True)
    for count, (high, low) in enumerate(zip(ordered, [*ordered[1:], 0.0], strict=True), 1):
        slice_mwh = count * max(0.0, high - max(0.0, low)) * TICK_H
        if slice_mwh > left_mwh:
            return high - left_mwh / (count * TICK_H)
        left_mwh -= slice_mwh
    return level


def battery_mw(number, battery, tick, grid, tools):
    """Serve what lies above the level, take any surplus, charge in the valley before a peak."""
    own, ahead, kept = grid.batteries[number], outlook(tick, grid, tools), kept_mw(number, grid)
    stored_mwh = max(0.0, battery.energy_mwh - own.soc_low * own.energy_mwh) * own.efficiency
    if grid.is_island:
        wanted_mw = island_mw(stored_mwh, until_surplus(ahead), own, grid)
    else:
        wanted_mw = market_mw(stored_mwh, ahead, own.power_mw, own)
    return tools.step(number, battery.energy_mwh, wanted_mw, kept)[0]


def island_mw(stored_mwh, needs, own, grid):
    """Above the level, with all batteries sharing by their power."""
    share = own.power_mw / sum(other.power_mw for other in grid.batteries)
    if needs[0] < 0.0:
        return share * needs[0]
    level = level_mw(stored_mwh / share, needs)
    units_mw = sum(unit.most_mw for unit in grid.units)
    if max(needs) - units_mw > level and needs[0] < units_mw - own.power_mw:
        return -TAKE_SHARE * own.power_mw
    return share * max(0.0, needs[0] - level)


def market_mw(stored_mwh, prices, most_mw, own):
    """Give in the dearest quarter-hours that the energy lasts for, take in the cheapest."""
    count = stored_mwh / max(1e-6, most_mw * TICK_H)
    room = (own.soc_high - own.soc_low) * own.energy_mwh - stored_mwh
    dearer = sum(price > prices[0] for price in prices)
    cheaper = sum(price < prices[0] for price in prices)
    if dearer < count and prices[0] > 0.5 * (min(prices) + max(prices)):
        return most_mw
    return -most_mw if cheaper < room / max(1e-6, most_mw * TICK_H) and dearer > count else 0.0


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
