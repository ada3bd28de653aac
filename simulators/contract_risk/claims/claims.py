"""All claims that the contracts of a year could see, over many years: facts of the world."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.perils.exposure import Exposure

Singles = NDArray[np.float32]
Places = NDArray[np.int32]
BATCH = 1 << 17  # claims whose columns stay in the cache while terms are applied


@dataclass(frozen=True)
class ClaimColumns:
    """One row a claim, by year and contract; shape (claims,).

    year, contract, peril: which; the last as an index into `PERILS`. slot: contract, peril and
    mark in one index. gross_eur: what the loss costs whom it strikes. legal_eur: what disputing it
    usually costs either party. indirect: part of the loss that is indirect. days: of a delay, or
    until a late invoice is paid; else 0.
    Stored uniforms, so that clauses meet the same fate under every rule set: kept (clauses keep
    the claim if it is below their share), struck (by a court), formal (divided by how much the
    stake invites a formal dispute), settled, won.
    """

    year: Places
    contract: Places
    peril: NDArray[np.int8]
    slot: Places
    gross_eur: Singles
    legal_eur: Singles
    indirect: Singles
    days: Singles
    kept: Singles
    struck: Singles
    formal: Singles
    settled: Singles
    won: Singles

    def __len__(self) -> int:
        return len(self.slot)

    def part(self, rows: slice) -> "ClaimColumns":
        """Some rows; nothing is copied."""
        return ClaimColumns(*(getattr(self, field.name)[rows] for field in fields(self)))

    def chosen(self, rows: NDArray[np.int64]) -> "ClaimColumns":
        """Some rows, copied."""
        return ClaimColumns(*(getattr(self, field.name).take(rows) for field in fields(self)))


@dataclass(frozen=True)
class Claims:
    """The claims of `years` years of the same portfolio.

    first: row of the first claim of each year, and the number of claims; shape (years + 1,).
    """

    exposure: Exposure
    years: int
    columns: ClaimColumns
    first: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def nbytes(self) -> int:
        """Memory of the columns."""
        cells = (getattr(self.columns, field.name).nbytes for field in fields(self.columns))
        return sum(cells)

    def batches(self) -> Iterator[tuple[slice, ClaimColumns]]:
        """The claims of some years after the other: which years, and their rows."""
        start = 0
        while start < self.years:
            stop = int(np.searchsorted(self.first, self.first[start] + BATCH, side="right")) - 1
            stop = min(max(stop, start + 1), self.years)
            yield slice(start, stop), self.columns.part(slice(self.first[start], self.first[stop]))
            start = stop
