"""What rules see: the network's assets once, a day's outlook each morning, and every quarter-hour.

Power is in MW and energy in MWh; batteries count discharging as positive, cars count charging as
positive. A *tick* is a quarter-hour, numbered from 0 at the start; forecasts and prices begin with
the tick that is about to run. Asset groups keep the order of `GridFacts` everywhere.
"""

import msgspec

TICKS_PER_DAY = 96
TICK_H = 0.25
HORIZON = 96  # ticks that forecasts reach
DEADLINE_TICKS = (4, 8, 16, 32, 96)  # `HubState.due_mwh` is told for each of these


class Battery(msgspec.Struct, frozen=True, array_like=True):
    """A group of batteries that act as one.

    power_mw: most that goes in or out. efficiency: one way. wear_eur_per_mwh: of energy out.
    soc_low, soc_high: the share of the energy that may be used.
    is_home: in houses with roofs of their own (`BatteryState.surplus_mw`).
    """

    name: str
    power_mw: float
    energy_mwh: float
    efficiency: float
    wear_eur_per_mwh: float
    soc_low: float
    soc_high: float
    is_home: bool


class Hub(msgspec.Struct, frozen=True, array_like=True):
    """Places where electric cars charge: homes, an office, a depot.

    power_mw: of all chargers. v2g_share: of the cars that can give back. efficiency: one way.
    wear_eur_per_mwh: paid to the owners for each MWh that their car gives back.
    dimmed_mw: the least that stays when the operator dims chargers (4.2 kW each, EnWG 14a).
    """

    name: str
    power_mw: float
    v2g_share: float
    efficiency: float
    wear_eur_per_mwh: float
    dimmed_mw: float


class Contract(msgspec.Struct, frozen=True, array_like=True):
    """A consumer who reduces on call, for money, within agreed terms.

    notice_ticks: from call to reduction. most_ticks: a call's length. calls: within a week.
    rest_ticks: between two calls. rebound_share: of the energy, drawn again after the call.
    """

    name: str
    power_mw: float
    eur_per_mwh: float
    notice_ticks: int
    most_ticks: int
    calls: int
    rest_ticks: int
    rebound_share: float


class Unit(msgspec.Struct, frozen=True, array_like=True):
    """A diesel, gas or CHP unit. eur_per_mwh: fuel with CO2, at full power, idling included.

    idle_eur_per_h: of it, what is burnt while it runs, whatever it gives; each MWh more costs
        eur_per_mwh - idle_eur_per_h / most_mw.
    start_ticks: from start to power. least_up_ticks, least_down_ticks: how long it stays on or off.
    """

    name: str
    least_mw: float
    most_mw: float
    eur_per_mwh: float
    idle_eur_per_h: float
    start_eur: float
    start_ticks: int
    least_up_ticks: int
    least_down_ticks: int


class FeedIn(msgspec.Struct, frozen=True, array_like=True):
    """Wind or sun behind one feeder. power_mw: installed. eur_per_mwh: paid for what is cut off.

    feeder: where it enters; the last one is the busbar. Small groups may stand behind several
        feeders; it is then the one with most of their power.
    """

    name: str
    kind: str
    feeder: int
    power_mw: float
    eur_per_mwh: float


class GridFacts(msgspec.Struct, frozen=True, array_like=True):
    """What does not change within a week.

    band_hz: how far frequency may be from 50 Hz without counting as outside.
    vm_low_pu, vm_high_pu: the planning band of voltages.
    reserve_mw: what the battery group `reserve_battery` is asked to keep as usual.
    volt_per_mw, volt_per_mvar: [feeder][feed-in], change in p.u. of the most sensitive node of a
        feeder with the power of a feed-in group, at usual load.
    volt_per_tap: change in p.u. of all voltages with one tap position more (negative where taps
        are on the high-voltage side).
    """

    is_island: bool
    days: int
    batteries: tuple[Battery, ...]
    hubs: tuple[Hub, ...]
    contracts: tuple[Contract, ...]
    units: tuple[Unit, ...]
    feed_ins: tuple[FeedIn, ...]
    feeders: int
    tap_positions: int
    tap_usual: int
    vm_low_pu: float
    vm_high_pu: float
    band_hz: float
    reserve_battery: int
    lost_load_eur_per_mwh: float
    car_eur_per_mwh: float
    volt_per_mw: tuple[tuple[float, ...], ...]
    volt_per_mvar: tuple[tuple[float, ...], ...]
    volt_per_tap: float = -0.015


class BatteryState(msgspec.Struct, frozen=True, array_like=True):
    """A battery group now. mw: mean of the last tick. cycles: full ones out, today.

    surplus_mw: forecast for this tick of the roofs' feed-in less the houses' load (homes only).
    """

    energy_mwh: float
    mw: float
    cycles: float
    surplus_mw: float


class HubState(msgspec.Struct, frozen=True, array_like=True):
    """The cars that are plugged in now.

    needed_mwh: until they leave, at the charger. due_mwh: of it, what must be in within
        `DEADLINE_TICKS`. least_mw: what must flow in this tick so that nobody leaves short.
    most_mw: of chargers with a car that is not full. give_mw: most that can be given back now.
    """

    cars: int
    needed_mwh: float
    due_mwh: tuple[float, ...]
    least_mw: float
    most_mw: float
    give_mw: float


class ContractState(msgspec.Struct, frozen=True, array_like=True):
    """A contract now. mw: reduction in the last tick (negative: rebound).

    ready: may be called. ticks_left: of the call that runs. calls_left: this week.
    opt_out: the chance that the next call is refused; it grows with calls.
    """

    mw: float
    ready: bool
    ticks_left: int
    calls_left: int
    opt_out: float


class UnitState(msgspec.Struct, frozen=True, array_like=True):
    """A unit now. must_ticks: how long it stays as it is. is_failed: tripped, under repair."""

    mw: float
    is_on: bool
    starting_ticks: int
    must_ticks: int
    is_failed: bool


class DayAhead(msgspec.Struct, frozen=True, array_like=True):
    """The eve of a day: what is known when its energy is bought.

    price_eur: by tick of the day. load_mw, wind_mw, pv_mw: forecasts. batteries, hubs: as they are.
    last_imbalance_eur: yesterday's imbalance prices by tick; empty on the first day.
    """

    day: int
    weekday: int
    price_eur: tuple[float, ...]
    load_mw: tuple[float, ...]
    wind_mw: tuple[float, ...]
    pv_mw: tuple[float, ...]
    last_imbalance_eur: tuple[float, ...]
    batteries: tuple[BatteryState, ...]
    hubs: tuple[HubState, ...]


class Tick(msgspec.Struct, frozen=True, array_like=True):
    """A quarter-hour that is about to run.

    quarter: of the day, 0 to 95. ticks_left: including this one.
    load_mw, wind_mw, pv_mw: forecasts from this tick on, at most `HORIZON` ticks.
    fed_in_mw: by feed-in group, what was there in the last tick, and `capped_mw` what was cut off.
    price_eur: day-ahead prices from this tick on as far as they are known: to midnight, from 13:00
        on to the next one. plan_mw: what was bought for this tick. imbalance_eur, short_share: of
        the last tick: the imbalance price, and how short the whole system was (share of reserve).
    import_mw: of the last tick. hz, hz_low, hz_high: mean and extremes of the last tick.
    largest_loss_mw: what the largest unit or feeder gives or draws now.
    up_mw, down_mw: by how much units and the reserve battery can still rise or fall.
    vm_low_pu, vm_high_pu: by feeder. loading: of the fullest branch.
    """

    tick: int
    quarter: int
    weekday: int
    ticks_left: int
    load_mw: tuple[float, ...]
    wind_mw: tuple[float, ...]
    pv_mw: tuple[float, ...]
    fed_in_mw: tuple[float, ...]
    capped_mw: tuple[float, ...]
    price_eur: tuple[float, ...]
    plan_mw: float
    imbalance_eur: float
    short_share: float
    import_mw: float
    batteries: tuple[BatteryState, ...]
    hubs: tuple[HubState, ...]
    contracts: tuple[ContractState, ...]
    units: tuple[UnitState, ...]
    hz: float
    hz_low: float
    hz_high: float
    largest_loss_mw: float
    up_mw: float
    down_mw: float
    vm_low_pu: tuple[float, ...]
    vm_high_pu: tuple[float, ...]
    loading: float
    tap: int
