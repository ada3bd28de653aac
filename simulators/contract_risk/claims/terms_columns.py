"""The terms of all contracts as columns, in EUR where they are multiples or shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.perils.kept import ACCEPTANCES
from simulators.contract_risk.portfolio.portfolio import Portfolio
from simulators.contract_risk.terms import Terms, Unlimited

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]

UNLIMITED: tuple[Unlimited, ...] = get_args(Unlimited)
LAWS, FORUMS = ("home", "seat", "performed"), ("court", "arbitration", "mediation")
BASES, DELAY_BASES = ("annual", "value", "insured"), ("order_sum", "final_account")
SUPER_CAPS = ("data_cap", "ip_cap", "injury_cap")
_CODES: dict[str, tuple[str, ...]] = {
    "law": LAWS,
    "forum": FORUMS,
    "cap_basis": BASES,
    "delay_base": DELAY_BASES,
    "acceptance": ACCEPTANCES,
}


@dataclass(frozen=True)
class TermsColumns:
    """Shape (contracts,) each; lost deals (`is_signed` is false) hold the market's terms.

    Columns named as the fields of `Terms` hold them; law, forum, delay_base and acceptance as
    indices into `LAWS`, `FORUMS`, `DELAY_BASES` and `ACCEPTANCES`. governing: index into
    `JURISDICTIONS` of the law that governs. cap_eur: the general cap. data_cap_eur, ip_cap_eur,
    injury_cap_eur: super-caps; 0: the general cap holds. step_eur: one more multiple of the cap.
    bare_cap_eur: the cap without its floor. unlimited: shape (contracts, len(`UNLIMITED`)).
    """

    is_signed: Flags
    law: Codes
    governing: Codes
    forum: Codes
    cap_eur: Floats
    is_aggregate: Flags
    data_cap_eur: Floats
    ip_cap_eur: Floats
    injury_cap_eur: Floats
    unlimited: Flags
    waives_indirect: Flags
    delay_rate: Floats
    delay_cap: Floats
    delay_base: Codes
    delay_is_sole: Flags
    service_credit: Floats
    warranty_months: Floats
    notice_days: Floats
    acceptance: Codes
    change_control: Flags
    indemnity_ip: Flags
    indemnity_data: Flags
    indemnity_third_party: Flags
    payment_days: Floats
    late_interest: Floats
    prepaid: Floats
    insured_eur: Floats
    notice_months: Floats
    price_of_cap: Floats
    step_eur: Floats
    bare_cap_eur: Floats

    def __len__(self) -> int:
        return len(self.is_signed)


def terms_columns(terms: Sequence[Terms | None], portfolio: Portfolio) -> TermsColumns:
    """The columns of what was agreed with each contract's other side; None: not signed.

    Raises:
        ValueError: not as many terms as contracts.
    """
    if len(terms) != len(portfolio):
        raise ValueError(f"expected {len(portfolio)} terms, one a contract, got {len(terms)}")
    variants: dict[Terms, int] = {}
    market = Terms()
    which = np.array([variants.setdefault(each or market, len(variants)) for each in terms])
    rows = {name: column[which] for name, column in _columns(list(variants)).items()}
    basis = np.stack([portfolio.annual_eur, portfolio.value_eur, rows["insured_eur"]])
    multiple_eur = basis[rows.pop("cap_basis"), np.arange(len(which))]
    places = np.stack([portfolio.home, portfolio.seat, portfolio.performed])
    floor_eur = rows.pop("cap_floor_eur")
    bare_cap_eur = rows.pop("cap") * multiple_eur
    super_caps = {f"{name}_eur": rows.pop(name) * multiple_eur for name in SUPER_CAPS}
    return TermsColumns(
        is_signed=np.array([each is not None for each in terms]),
        governing=places[rows["law"], np.arange(len(which))],
        cap_eur=np.maximum(floor_eur, bare_cap_eur),
        **super_caps,
        step_eur=multiple_eur,
        bare_cap_eur=bare_cap_eur,
        **{name: column for name, column in rows.items() if name in _NAMES},
    )


_NAMES = frozenset(TermsColumns.__dataclass_fields__)


def _columns(variants: list[Terms]) -> dict[str, NDArray[Any]]:
    """The fields of some term sets, one row each."""
    columns: dict[str, NDArray[Any]] = {}
    kinds = get_type_hints(Terms)
    for field in msgspec.structs.fields(Terms):
        name = field.name
        cells = [getattr(each, name) for each in variants]
        if name in _CODES:
            columns[name] = np.array([_CODES[name].index(cell) for cell in cells], dtype=np.int8)
        elif name == "unlimited":
            named = [[item in cell for item in UNLIMITED] for cell in cells]
            columns[name] = np.array(named, dtype=np.bool_).reshape(len(cells), len(UNLIMITED))
        else:
            is_flag = kinds[name] is bool
            columns[name] = np.array(cells, dtype=np.bool_ if is_flag else np.float64)
    return columns
