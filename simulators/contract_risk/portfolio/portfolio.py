"""The contracts of a year as columns: one row each, in the order of `contracts`."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.observations import Contract, ContractType, Jurisdiction, Size

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

TYPES: tuple[ContractType, ...] = get_args(ContractType)
JURISDICTIONS: tuple[Jurisdiction, ...] = get_args(Jurisdiction)
SIZES: tuple[Size, ...] = get_args(Size)
_CODES: dict[str, tuple[str, ...]] = {
    "type": TYPES,
    "seat": JURISDICTIONS,
    "performed": JURISDICTIONS,
    "home": JURISDICTIONS,
    "size": SIZES,
}


@dataclass(frozen=True)
class Portfolio:
    """Columns named as the fields of `Contract`, shape (contracts,).

    type, seat, performed, home and size are indices into `TYPES`, `JURISDICTIONS` and `SIZES`.
    """

    contracts: tuple[Contract, ...]
    type: Codes
    seat: Codes
    performed: Codes
    home: Codes
    value_eur: Floats
    years: Floats
    annual_eur: Floats
    margin_share: Floats
    size: Codes
    leverage: Floats
    records: Integers
    criticality: Floats
    injury_exposure: Floats
    is_goods: Flags
    is_public: Flags
    is_ours: Flags
    insurance_eur: Floats
    insurance_rate: Floats
    required_cover_eur: Floats
    days_to_deliver: Floats
    late_share: Floats
    past_claims: Integers

    def __len__(self) -> int:
        return len(self.contracts)

    @property
    def is_sale(self) -> Flags:
        """Where we are the supplier."""
        return np.array([name.endswith("sell") for name in TYPES])[self.type]


def portfolio_of(contracts: Sequence[Contract]) -> Portfolio:
    """The columns of some contracts; nobody can change them."""
    names = [field.name for field in fields(Portfolio) if field.name != "contracts"]
    return Portfolio(tuple(contracts), **{name: _column(contracts, name) for name in names})


def _column(contracts: Sequence[Contract], name: str) -> NDArray[Any]:
    cells = [getattr(contract, name) for contract in contracts]
    if name in _CODES:
        column = np.array([_CODES[name].index(cell) for cell in cells], dtype=np.int8)
    elif name.startswith("is_"):
        column = np.array(cells, dtype=np.bool_)
    else:
        whole = name in {"records", "past_claims"}
        column = np.array(cells, dtype=np.int64 if whole else np.float64)
    column.setflags(write=False)
    return column
