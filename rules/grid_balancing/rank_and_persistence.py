"""Batteries weigh three things: the day-ahead price, the last imbalance price and their own charge.

The imbalance price is expected to lie where day-ahead is, plus what is left of the last
difference. A full battery gives for little, an empty one only for much. On an island the net load
beside its forecasts is the price.
"""

from simulators.grid_balancing.interface import Control, DayPlan

KEEP = 0.6  # of the last difference between imbalance and day-ahead price
MIDDLE_RANK = 0.5  # of the known prices: what energy in the battery is worth
LOW_BAND_EUR = 60.0  # below that worth a half-full battery takes
HIGH_BAND_EUR = 60.0
SOC_EUR = 60.0  # how much less the energy of a full battery is worth than that of an empty one
BAND_MW = 0.5
SOC_MW = 2.0
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
LAST_EUR = [0.0]  # day-ahead price of the last quarter-hour
HABIT_MW = [0.0] * 96  # what cars took at this time of the last day


def plan_day(eve, grid, tools):
    """Buy what cars took yesterday; the batteries' energy is settled as imbalance."""
    return DayPlan(tuple(HABIT_MW), reserve_mw(eve, grid, tools))


def kept_mw(number, grid):
    """Power that a battery keeps for its reserve."""
    share = ISLAND_RESERVE_SHARE if grid.is_island else RESERVE_SHARE
    return share * grid.batteries[number].power_mw * (number == grid.reserve_battery)


def reserve_mw(tick, grid, tools):
    """A fixed share of the large battery."""
    share = ISLAND_RESERVE_SHARE if grid.is_island else RESERVE_SHARE
    return share * tools.reserve_battery_mw()


def expected_eur(tick):
    """The imbalance price that is coming."""
    last_eur = LAST_EUR[0] if tick.tick > 0 else tick.imbalance_eur
    return tick.price_eur[0] + KEEP * (tick.imbalance_eur - last_eur)


def at_rank(values, rank):
    """The value that this share of all values lies below."""
    return sorted(values)[min(len(values) - 1, int(rank * len(values)))]


def battery_mw(number, battery, tick, grid, tools):
    """Give above the band around the worth of stored energy, take below it."""
    kept, most_mw = kept_mw(number, grid), grid.batteries[number].power_mw
    fullness = tools.soc(number, battery) - 0.5
    if grid.is_island:
        wanted_mw = island_mw(fullness, tick, tools)
        return tools.step(number, battery.energy_mwh, wanted_mw, kept)[0]
    worth_eur = at_rank(tick.price_eur, MIDDLE_RANK) - SOC_EUR * fullness
    price_eur = expected_eur(tick)
    give = price_eur > worth_eur + HIGH_BAND_EUR
    take = price_eur < worth_eur - LOW_BAND_EUR
    return tools.step(number, battery.energy_mwh, most_mw * (give - take), kept)[0]


def island_mw(fullness, tick, tools):
    """Take any surplus; give what lies above the usual need, which falls with the charge."""
    net_mw = tools.net_load_mw(tick)
    ahead = tools.net_loads_mw(tick)
    level_mw = at_rank(ahead, MIDDLE_RANK) - SOC_MW * fullness
    return min(0.0, net_mw) if net_mw < BAND_MW else max(0.0, net_mw - max(0.0, level_mw))


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
    LAST_EUR[0] = tick.price_eur[0] if tick.price_eur else 0.0
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
