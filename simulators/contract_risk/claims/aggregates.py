"""Caps that hold for a contract year: the claims that share one share what it leaves."""

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.claims import ClaimColumns
from simulators.contract_risk.claims.clause_tables import POTS, ClauseTables

Singles = NDArray[np.float32]


def neighbours(columns: ClaimColumns) -> NDArray[np.int64]:
    """Rows of claims that are not the only one of their contract and year."""
    is_next = (columns.year[1:] == columns.year[:-1]) & (
        columns.contract[1:] == columns.contract[:-1]
    )
    shares = np.zeros(len(columns), dtype=np.bool_)
    shares[1:] |= is_next
    shares[:-1] |= is_next
    return np.flatnonzero(shares)


def capped_eur(
    demand_eur: Singles, limit_eur: Singles, columns: ClaimColumns, tables: ClauseTables
) -> Singles:
    """What caps leave of demands.

    Claims of a year on the same aggregate cap share it in proportion; a super-cap is a pot of its
    own; what is unlimited is not counted in any.
    """
    capped: Singles = np.minimum(demand_eur, limit_eur)
    rows = neighbours(columns)
    slot = columns.slot[rows]
    rows = rows[tables.aggregate[slot] & np.isfinite(limit_eur[rows]) & (demand_eur[rows] > 0.0)]
    if not len(rows):
        return capped
    slot = columns.slot[rows]
    year, contract = columns.year[rows], columns.contract[rows]
    starts = np.ones(len(rows), dtype=np.bool_)
    starts[1:] = (year[1:] != year[:-1]) | (contract[1:] != contract[:-1])
    pot = (np.cumsum(starts) - 1) * POTS + tables.pot[slot]
    demand = demand_eur[rows].astype(np.float64)
    together = np.bincount(pot, weights=demand)[pot]
    capped[rows] = demand * np.minimum(1.0, limit_eur[rows] / together)
    return capped
