"""Assets as a linear program sees them: energy and power, and nothing that switches.

Powers are means of a quarter-hour in MW, money is in EUR; arrays over time have shape (ticks,).
"""

import msgspec

from simulators.grid_balancing.network.network import Floats


class Store(msgspec.Struct, frozen=True):
    """Batteries that act as one.

    in_mw, out_mw: most power. low_mwh <= start_mwh <= high_mwh: stored energy. efficiency: one way.
    wear_eur_per_mwh: of energy out. short_eur_per_mwh, left_eur_per_mwh: what a MWh less (more)
    than at the start costs (earns) at the end, in stored energy; left <= short.
    reserve: what they can sell beside. Energy in and out of one tick share its power.
    """

    in_mw: float
    out_mw: float
    low_mwh: float
    high_mwh: float
    start_mwh: float
    efficiency: float
    wear_eur_per_mwh: float
    short_eur_per_mwh: float = 0.0
    left_eur_per_mwh: float = 0.0
    reserve: "Reserve | None" = None


class Reserve(msgspec.Struct, frozen=True):
    """Power that is paid for being free both ways, of which frequency really asks for a share.

    most_mw: that can be sold. eur_per_mw_h: its pay. asked: (ticks,) how much of it flows in and
    out in a tick, as a share.
    """

    most_mw: float
    eur_per_mw_h: float
    asked: Floats


class Charging(msgspec.Struct, frozen=True):
    """Cars of a hub as a band of energy (Xu et al. 2016, doi:10.1109/TSG.2015.2397478).

    in_mw, out_mw: (ticks,) most that may flow into and out of the cars that are there; each car
    does one of both in a tick, so that they share `in_mw`.
    empty_mwh, need_mwh, full_mwh: (ticks,) what all cars together, the departed as well, can
    (below 0: have given back), should and can have received by the end of each tick, stored.
    miss_eur_per_mwh: of stored energy short of the need. left_eur_per_mwh: what every stored MWh
    is worth at the end.
    """

    in_mw: Floats
    out_mw: Floats
    empty_mwh: Floats
    need_mwh: Floats
    full_mwh: Floats
    efficiency: float
    wear_eur_per_mwh: float
    miss_eur_per_mwh: float
    left_eur_per_mwh: float = 0.0


class Reducible(msgspec.Struct, frozen=True):
    """A consumer who reduces for money: at most `energy_mwh` in all, drawn again to a share.

    most_mw: (ticks,). owed_eur_per_mwh: of what is drawn again after the end.
    """

    most_mw: Floats
    energy_mwh: float
    eur_per_mwh: float
    rebound_share: float
    owed_eur_per_mwh: float = 0.0


class Source(msgspec.Struct, frozen=True):
    """A unit that burns fuel. most_mw: (ticks,). idle_eur_per_h: at full readiness."""

    most_mw: Floats
    eur_per_mwh: float
    idle_eur_per_h: float
    start_eur: float
    is_on: bool = False


class FreePower(msgspec.Struct, frozen=True):
    """Wind and sun. available_mw: (ticks,). cut_eur_per_mwh: paid for what is cut off."""

    available_mw: Floats
    cut_eur_per_mwh: float


class Hindsight(msgspec.Struct, frozen=True):
    """All that matters for the cost of a stretch of time.

    need_mw: (ticks,) what must be balanced, below 0 where more is fed in for certain than drawn.
    cuttable_mw: (ticks,) load that can be cut off at `unserved_eur_per_mwh`. import_eur: (ticks,)
    price of energy from outside, None on an island. waste_mw: (ticks,) most that losses, or load at
    a high frequency, can draw. relief_mw: (ticks,) most that a low frequency can spare.
    bought_eur: (ticks,) price at which what stores and cars do could have been bought or sold on
    the eve instead, None on an island.
    """

    need_mw: Floats
    cuttable_mw: Floats
    import_eur: Floats | None
    bought_eur: Floats | None
    waste_mw: Floats
    relief_mw: Floats
    unserved_eur_per_mwh: float
    stores: tuple[Store, ...] = ()
    charging: tuple[Charging, ...] = ()
    reducible: tuple[Reducible, ...] = ()
    sources: tuple[Source, ...] = ()
    free: tuple[FreePower, ...] = ()
