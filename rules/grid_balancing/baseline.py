"""Practice today: every asset looks after itself, with fixed thresholds.

Batteries store what would flow out, cars charge when they arrive, the diesel starts on a low
battery and stops on a full one, consumers are called above a fixed price, feed-in is cut in the
classic steps 100, 60, 30, 0 %, and 30 % of the large battery is kept as reserve. An island is run
so that any one unit or feeder may be lost (N-1): half of the battery at least is kept, all that is
idle is promised, and units are turned on in time for the rest.
"""

from simulators.grid_balancing.interface import Control, DayPlan

RESERVE_SHARE = 0.3  # of the large battery's power
ISLAND_RESERVE_SHARE = 0.5
DIESEL_ON_SOC = 0.2
DIESEL_OFF_SOC = 0.8
CALL_EUR = 350.0
CALL_SHORT_MW = 0.2  # on an island, beyond what units and batteries can give
DIM_LOADING = 1.0
DIM_LOW_HZ = 0.5
STEPS = (1.0, 0.6, 0.3, 0.0)
CUT_LOADING = 1.0
CUT_PU = 0.01
RELEASE_PU = 0.005
TAP_BAND_PU = 0.02
UNIT_MARGIN_EUR = 100.0  # over its fuel before a unit runs for money
AHEAD_TICKS = 1  # units are turned on for the need of the next quarter-hour
FEEDER_SHARE = 1.1  # of what a feeder may feed in, kept by the battery
SPARE_MW = 0.25  # what units that run could give beyond the need
HOLD_MW = 0.5  # and beyond that before one of them is turned off
STEP_OF = {}
CHARGING = [False]
HABIT_MW = [0.0] * 96  # what cars took at this time of the last day


def plan_day(eve, grid, tools):
    """Energy for the cars as they charged yesterday, and the usual share of reserve."""
    reserve_mw = RESERVE_SHARE * tools.reserve_battery_mw()
    return DayPlan(tuple(HABIT_MW), reserve_mw)


def reserve_mw(tick, grid, tools):
    """A fixed share of the large battery."""
    share = ISLAND_RESERVE_SHARE if grid.is_island else RESERVE_SHARE
    return share * tools.reserve_battery_mw()


def battery_mw(number, battery, tick, grid, tools):
    """Greedy self-consumption: of the house at home, of the network otherwise."""
    own = grid.batteries[number]
    surplus_mw = battery.surplus_mw if own.is_home else -tools.net_load_mw(tick)
    if grid.is_island and number == grid.reserve_battery and is_charging(number, battery, tools):
        surplus_mw = max(surplus_mw, 0.0)
    kept_mw = reserve_mw(tick, grid, tools) if number == grid.reserve_battery else 0.0
    return tools.step(number, battery.energy_mwh, -surplus_mw, kept_mw)[0]


def is_charging(number, battery, tools):
    """From a low battery on until it is full, the units carry the load."""
    soc = tools.soc(number, battery)
    CHARGING[0] = soc < DIESEL_OFF_SOC if CHARGING[0] else soc < DIESEL_ON_SOC
    return CHARGING[0]


def hub_mw(number, hub, tick, grid, tools):
    """Charge on arrival; dimmed while a line is too full or frequency is low."""
    if tick.loading > DIM_LOADING or tick.hz_low < 50.0 - DIM_LOW_HZ:
        return max(0.0, min(hub.most_mw, grid.hubs[number].dimmed_mw))
    return hub.most_mw


def is_called(number, contract, short_mw, tick, grid, tools):
    """Above a fixed imbalance price and their own; on an island when power is short."""
    if contract.ticks_left > 0:
        return True
    least_eur = max(CALL_EUR, grid.contracts[number].eur_per_mwh)
    scarce = short_mw > CALL_SHORT_MW if grid.is_island else tick.imbalance_eur > least_eur
    return contract.ready and contract.calls_left > 0 and scarce


def units_mw(needed_mw, batteries, tick, grid, tools):
    """In merit order; connected to the grid only far above their fuel price."""
    if grid.is_island:
        alone = not CHARGING[0] and tools.can_hold(tick, reserve_mw(tick, grid, tools))
        spare_mw = SPARE_MW + tools.rise_mw(tick, AHEAD_TICKS)
        return tools.commit(
            needed_mw, tick, spare_mw, HOLD_MW, 0 if alone else 1, battery_mw=batteries
        )
    pays = [u.eur_per_mwh + UNIT_MARGIN_EUR < tick.imbalance_eur for u in grid.units]
    wanted_mw = sum(u.most_mw for u, pay in zip(grid.units, pays, strict=True) if pay)
    return tools.commit(wanted_mw, tick)


def cap_share(number, short_mw, tick, grid, tools):
    """The next lower step while a line is too full or a voltage too high, and back again."""
    step, high_pu = STEP_OF.get(number, 0), tick.vm_high_pu[grid.feed_ins[number].feeder]
    if high_pu > grid.vm_high_pu + CUT_PU or tick.loading > CUT_LOADING:
        step = min(len(STEPS) - 1, step + 1)
    elif high_pu < grid.vm_high_pu - RELEASE_PU:
        step = max(0, step - 1)
    STEP_OF[number] = step
    return min(STEPS[step], tools.usable_share(short_mw, tick) if grid.is_island else 1.0)


def q_share(number, tick, grid, tools):
    """A Q(U) curve."""
    return tools.q_of_u(number, tick)


def tap(tick, grid, tools):
    """One step when the voltage leaves the dead band."""
    return tools.tap_for(tick, dead_pu=TAP_BAND_PU)


def control(tick, grid, tools):
    """All assets, each by its own rule; on an island the batteries take what is left over."""
    hubs = [hub_mw(k, hub, tick, grid, tools) for k, hub in enumerate(tick.hubs)]
    HABIT_MW[tick.quarter] = sum(hubs)
    batteries = [battery_mw(k, b, tick, grid, tools) for k, b in enumerate(tick.batteries)]
    kept_mw, short_mw = reserve_mw(tick, grid, tools), 0.0
    if grid.is_island:
        batteries = tools.charge_from_surplus(batteries, hubs, tick, kept_mw)
    needed_mw = tools.needed_mw(tick, batteries, hubs)
    units = units_mw(needed_mw, batteries, tick, grid, tools)
    if grid.is_island:
        rest_mw = needed_mw - tools.running_mw(units, tick)
        batteries, short_mw, kept_mw = tools.even_out_secure(
            batteries, rest_mw, tick, units, kept_mw, FEEDER_SHARE
        )
    called = enumerate(tick.contracts)
    return Control(
        battery_mw=tuple(batteries),
        hub_mw=tuple(hubs),
        call=tuple(is_called(k, c, short_mw, tick, grid, tools) for k, c in called),
        unit_mw=tuple(units),
        cap_share=tuple(
            cap_share(k, short_mw, tick, grid, tools) for k in range(len(grid.feed_ins))
        ),
        q_share=tuple(q_share(k, tick, grid, tools) for k in range(len(grid.feed_ins))),
        tap=tap(tick, grid, tools),
        reserve_mw=kept_mw,
    )
