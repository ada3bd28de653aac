"""What a stretch of time cannot cost less than, for anybody who knew it all beforehand.

A linear program over quarter-hours with perfect foresight. `floor` says why the real simulator is
a special case of it, and so cannot be cheaper.
"""

import numpy as np
from numpy.typing import ArrayLike

from simulators.grid_balancing.bounds.linear_program import LinearProgram, Term
from simulators.grid_balancing.bounds.relaxed import (
    Charging,
    Hindsight,
    Reducible,
    Source,
    Store,
)
from simulators.grid_balancing.network.network import Floats, Integers
from simulators.grid_balancing.observations import TICK_H


def least_cost_eur(known: Hindsight) -> float:
    """A bound in EUR that no control of these assets costs less than.

    Raises:
        ValueError: a store is paid more for energy left than it pays for energy missing, or a limit
            is not finite or lies below its lower limit.
    """
    program, ticks = LinearProgram(), len(known.need_mw)
    need = known.need_mw - sum((f.available_mw for f in known.free), np.zeros(ticks))
    supply = _Supply(program, known)
    supply.add(+1.0, high=known.cuttable_mw, eur_per_mwh=known.unserved_eur_per_mwh)
    supply.add(+1.0, high=known.relief_mw)
    supply.add(-1.0, high=known.waste_mw)
    for free in known.free:
        supply.add(-1.0, high=free.available_mw, eur_per_mwh=free.cut_eur_per_mwh)
    for store in known.stores:
        _add_store(supply, store)
    for charging in known.charging:
        _add_charging(supply, charging)
    for reducible in known.reducible:
        _add_reducible(supply, reducible)
    for source in known.sources:
        _add_source(supply, source)
    if known.import_eur is not None:
        most = float(np.abs(need).max()) + supply.most_mw
        supply.add(+1.0, low=-most, high=most, eur_per_mwh=known.import_eur)
    program.equal(need, *supply.terms)
    return program.bound()


class _Supply:
    """What makes the balance of every tick."""

    def __init__(self, program: LinearProgram, known: Hindsight) -> None:
        self.program, self.ticks = program, len(known.need_mw)
        self.terms: list[Term] = []
        self.most_mw = 0.0
        self._dearer: Floats | float = 0.0  # than on the eve
        if known.import_eur is not None and known.bought_eur is not None:
            self._dearer = known.import_eur - known.bought_eur

    def add(
        self, sign: float, *, high: ArrayLike, low: ArrayLike = 0.0, eur_per_mwh: ArrayLike = 0.0
    ) -> Integers:
        """A power per tick that gives (+1) or draws (-1); returns its variables."""
        cost = np.asarray(eur_per_mwh, dtype=np.float64) * TICK_H
        places = self.program.variables(self.ticks, low=low, high=high, cost=cost)
        self.terms.append((places, sign))
        self.most_mw += float(np.max(high))
        return places

    def add_planned(
        self, in_mw: ArrayLike, out_mw: ArrayLike, *, wear_eur_per_mwh: float
    ) -> tuple[Integers, Integers]:
        """Drawn and given power that may have been bought or sold on the eve if that is better."""
        drawn = self.add(-1.0, high=in_mw, eur_per_mwh=-np.maximum(0.0, self._dearer))
        cost = wear_eur_per_mwh - np.maximum(0.0, -np.asarray(self._dearer))
        return drawn, self.add(+1.0, high=out_mw, eur_per_mwh=cost)


def _add_store(supply: _Supply, store: Store) -> None:
    if store.left_eur_per_mwh > store.short_eur_per_mwh:
        raise ValueError("expected energy left to earn no more than missing energy costs")
    program, ticks = supply.program, supply.ticks
    drawn, given = supply.add_planned(
        store.in_mw, store.out_mw, wear_eur_per_mwh=store.wear_eur_per_mwh
    )
    low = np.full(ticks + 1, store.low_mwh)
    high = np.full(ticks + 1, store.high_mwh)
    low[0] = high[0] = store.start_mwh
    stored = program.variables(ticks + 1, low=low, high=high)
    _flow(program, stored, drawn, given, efficiency=store.efficiency)
    _share_power(supply, store, drawn, given)
    span = store.high_mwh - store.low_mwh
    short = program.variables(1, low=0.0, high=span, cost=store.short_eur_per_mwh)
    left = program.variables(1, low=0.0, high=span, cost=-store.left_eur_per_mwh)
    program.equal(store.start_mwh, (stored[-1:], 1.0), (short, 1.0), (left, -1.0))


def _share_power(supply: _Supply, store: Store, drawn: Integers, given: Integers) -> None:
    """Whoever charges does not give, and what is kept free is neither, but what is asked of it."""
    program, most = supply.program, max(store.in_mw, store.out_mw)
    if store.reserve is None:
        program.at_most(most, (drawn, 1.0), (given, 1.0))
        return
    own = store.reserve
    kept = program.variables(
        supply.ticks, low=0.0, high=own.most_mw, cost=-own.eur_per_mw_h * TICK_H
    )
    program.at_most(most, (drawn, 1.0), (given, 1.0), (kept, 1.0 - own.asked))


def _flow(
    program: LinearProgram, stored: Integers, drawn: Integers, given: Integers, *, efficiency: float
) -> None:
    program.equal(
        0.0,
        (stored[1:], 1.0),
        (stored[:-1], -1.0),
        (drawn, -efficiency * TICK_H),
        (given, TICK_H / efficiency),
    )


def _add_charging(supply: _Supply, charging: Charging) -> None:
    program, ticks = supply.program, supply.ticks
    drawn, given = supply.add_planned(
        charging.in_mw, charging.out_mw, wear_eur_per_mwh=charging.wear_eur_per_mwh
    )
    program.at_most(charging.in_mw, (drawn, 1.0), (given, 1.0))
    low = np.concatenate([[0.0], charging.empty_mwh])
    high = np.concatenate([[0.0], charging.full_mwh])
    cost = np.zeros(ticks + 1)
    cost[-1] = -charging.left_eur_per_mwh
    received = program.variables(ticks + 1, low=low, high=high, cost=cost)
    _flow(program, received, drawn, given, efficiency=charging.efficiency)
    missing = max(0.0, float((charging.need_mwh - charging.empty_mwh).max()))
    short = program.variables(1, low=0.0, high=missing, cost=charging.miss_eur_per_mwh)
    program.at_most(-charging.need_mwh, (received[1:], -1.0), (short, -1.0))


def _add_reducible(supply: _Supply, reducible: Reducible) -> None:
    program, ticks = supply.program, supply.ticks
    reduced = supply.add(+1.0, high=reducible.most_mw, eur_per_mwh=reducible.eur_per_mwh)
    program.sum_at_most(reducible.energy_mwh / TICK_H, reduced)
    if reducible.rebound_share == 0.0:
        return
    most_mwh = reducible.rebound_share * reducible.energy_mwh
    again = supply.add(-1.0, high=most_mwh / TICK_H)
    cost = np.zeros(ticks + 1)
    cost[-1] = reducible.owed_eur_per_mwh
    high = np.full(ticks + 1, most_mwh)
    high[0] = 0.0
    owed = program.variables(ticks + 1, low=0.0, high=high, cost=cost)
    program.equal(
        0.0,
        (owed[1:], 1.0),
        (owed[:-1], -1.0),
        (reduced, -reducible.rebound_share * TICK_H),
        (again, TICK_H),
    )


def _add_source(supply: _Supply, source: Source) -> None:
    program, ticks = supply.program, supply.ticks
    given = supply.add(+1.0, high=source.most_mw, eur_per_mwh=source.eur_per_mwh)
    cost = np.full(ticks + 1, source.idle_eur_per_h * TICK_H)
    low, high = np.zeros(ticks + 1), np.ones(ticks + 1)
    cost[0], low[0], high[0] = 0.0, float(source.is_on), float(source.is_on)
    ready = program.variables(ticks + 1, low=low, high=high, cost=cost)
    started = program.variables(ticks, low=0.0, high=1.0, cost=source.start_eur)
    program.at_most(0.0, (given, 1.0), (ready[1:], -source.most_mw))
    program.at_most(0.0, (ready[1:], 1.0), (ready[:-1], -1.0), (started, -1.0))
