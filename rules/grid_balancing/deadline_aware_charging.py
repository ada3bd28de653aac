"""Cars charge in the cheapest quarter-hours before they leave: valleys are filled by deadline.

What is due by each deadline needs a number of quarter-hours at full power; a car charges now when
now is among that many cheapest ones. Cars give back only far above their wear. On an island the
net load is the price. Batteries store what would flow out.
"""

from simulators.grid_balancing.interface import DEADLINE_TICKS, TICK_H, Control, DayPlan

SPREAD = 1.3  # quarter-hours that are used, of those needed at full power
GIVE_MARGIN_EUR = 120.0  # beyond wear, above the middle price
RAMP_SHARE = 0.15  # of a hub's power, by which it may draw more in each quarter-hour
DIM_LOADING = 1.0
RESERVE_SHARE = 0.3  # of the large battery's power
ISLAND_RESERVE_SHARE = 0.5
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
DRAWN_MW = {}
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


def battery_mw(number, battery, tick, grid, tools):
    """Greedy self-consumption: of the house at home, of the network otherwise."""
    own = grid.batteries[number]
    surplus_mw = battery.surplus_mw if own.is_home else -tools.net_load_mw(tick)
    return tools.step(number, battery.energy_mwh, -surplus_mw, kept_mw(number, grid))[0]


def values(tick, grid, tools):
    """What energy costs in the coming quarter-hours, as far as it is known."""
    if grid.is_island:
        return tools.net_loads_mw(tick)
    return tick.price_eur


def is_valley(due_mwh, ticks, power_mw, costs):
    """Whether now is among the cheapest quarter-hours that charging needs before a deadline."""
    count = SPREAD * due_mwh / (power_mw * TICK_H)
    return sum(cost < costs[0] for cost in costs[:ticks]) < count


def hub_mw(number, hub, tick, grid, tools):
    """All that is needed in a valley, else only what cannot wait."""
    if hub.most_mw <= 0.0:
        return 0.0
    if tick.loading > DIM_LOADING:
        return max(hub.least_mw, min(hub.most_mw, grid.hubs[number].dimmed_mw))
    costs = values(tick, grid, tools)
    if not grid.is_island and gives_back(number, tick, grid):
        return hub.least_mw if hub.least_mw > 0.0 else -hub.give_mw
    due = zip(hub.due_mwh, DEADLINE_TICKS, strict=True)
    valley = any(is_valley(mwh, ticks, hub.most_mw, costs) for mwh, ticks in due if mwh > 0.0)
    wanted_mw = hub.most_mw if valley else min(hub.most_mw, hub.least_mw)
    return ramped_mw(number, wanted_mw, hub, grid)


def ramped_mw(number, wanted_mw, hub, grid):
    """On an island cars draw more only by and by, so that units can start in time."""
    if grid.is_island:
        rise_mw = RAMP_SHARE * grid.hubs[number].power_mw
        wanted_mw = max(hub.least_mw, min(wanted_mw, DRAWN_MW.get(number, 0.0) + rise_mw))
    DRAWN_MW[number] = wanted_mw
    return min(hub.most_mw, wanted_mw)


def gives_back(number, tick, grid):
    """Whether energy is so dear that giving back pays for the wear and for charging again."""
    middle_eur = sorted(tick.price_eur)[len(tick.price_eur) // 2]
    wear_eur = grid.hubs[number].wear_eur_per_mwh
    return tick.imbalance_eur > middle_eur + wear_eur + GIVE_MARGIN_EUR


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
