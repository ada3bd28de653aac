"""Voltage is held where it answers most: reactive power first, then caps, at the right feeder.

How much a feeder's voltage moves with the power of each group is known; a voltage that is too high
is brought back by the groups that move it most, by no more than is needed, and they are let go
slowly. Batteries store what would flow out.
"""

from simulators.grid_balancing.interface import Control, DayPlan

TARGET_PU = 0.006  # below the edge of the planning band
MOST_Q = 0.4  # Mvar per MW
LEAST_PU_PER_MW = 0.0005  # groups that move a voltage by less are left alone
RELEASE_SHARE = 0.05  # of the cap, given back each quarter-hour
FULL_LOADING = 0.97
CUT_SHARE = 0.02  # of the installed power, when a line is too full, and as much as it is
CAP_OF = {}
RESERVE_SHARE = 0.3  # of the large battery's power
ISLAND_RESERVE_SHARE = 0.5
FEEDER_SHARE = 1.1  # of what a feeder may feed in, kept by the battery
SPARE_MW = 0.25  # what units that run could give beyond the need
HOLD_MW = 0.5  # and beyond that before one of them is turned off
CALL_EUR = 350.0
CALL_SHORT_MW = 0.2
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


def hub_mw(number, hub, tick, grid, tools):
    """Charge on arrival."""
    return hub.most_mw


def over_pu(feeder, tick, grid):
    """How far a feeder's highest voltage lies above what is wanted."""
    return tick.vm_high_pu[feeder] - (grid.vm_high_pu - TARGET_PU)


def q_share(number, tick, grid, tools):
    """The Mvar that the worst feeder needs, shared by the groups that move it."""
    fed_mw, near = tick.fed_in_mw[number], tools.q_of_u(number, tick, 0.02, MOST_Q)
    worst = max(range(len(tick.vm_high_pu)), key=lambda feeder: tick.vm_high_pu[feeder])
    moves = grid.volt_per_mvar[worst]
    wanted_pu = over_pu(worst, tick, grid)
    if fed_mw <= 0.0 or wanted_pu <= 0.0 or moves[number] < 0.5 * max(moves):
        return near
    wanted_mvar = wanted_pu / sum(own for own in moves if own >= 0.5 * max(moves))
    return max(-MOST_Q, min(near, -wanted_mvar / fed_mw))


def cap_share(number, short_mw, tick, grid, tools):
    """What brings the group's own feeder back when reactive power has not."""
    feeder, fed_mw = grid.feed_ins[number].feeder, tick.fed_in_mw[number]
    cap, over = CAP_OF.get(number, 1.0), over_pu(feeder, tick, grid)
    moves = grid.volt_per_mw[feeder][number]
    if over > TARGET_PU and fed_mw > 0.0 and moves > LEAST_PU_PER_MW:
        cap = max(0.0, cap - over / moves / fed_mw)
    elif tick.loading > FULL_LOADING:
        cap = max(0.0, cap - CUT_SHARE - (tick.loading - FULL_LOADING))
    else:
        cap = min(1.0, cap + RELEASE_SHARE)
    CAP_OF[number] = cap
    return min(cap, tools.usable_share(short_mw, tick) if grid.is_island else 1.0)


def is_called(number, contract, short_mw, tick, grid, tools):
    """Above a fixed imbalance price and their own; on an island when power is short."""
    if contract.ticks_left > 0:
        return True
    least_eur = max(CALL_EUR, grid.contracts[number].eur_per_mwh)
    scarce = short_mw > CALL_SHORT_MW if grid.is_island else tick.imbalance_eur > least_eur
    return contract.ready and contract.calls_left > 0 and scarce


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
        q_share=tuple(q_share(k, tick, grid, tools) for k in range(len(grid.feed_ins))),
        tap=tools.tap_for(tick),
        reserve_mw=kept,
    )
