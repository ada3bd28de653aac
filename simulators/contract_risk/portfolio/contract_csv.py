"""The user's own list of contracts: one row each, all faults reported at once."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from simulators.contract_risk.observations import Contract, Jurisdiction
from simulators.contract_risk.portfolio.portfolio import JURISDICTIONS, SIZES, TYPES
from simulators.supply_chain.readers.csv_table import (
    Column,
    TableRow,
    number,
    one_of,
    positive,
    read_table,
    whole,
    yes_or_no,
)
from simulators.supply_chain.readers.faults import Sheet, raise_if_any


def _choice(names: tuple[str, ...]) -> dict[str, Any]:
    return {"parse": one_of(names), "expected": f"one of {', '.join(names)}"}


SHARE: dict[str, Any] = {"parse": number(0.0, 1.0), "expected": "a share from 0 to 1"}
MONEY: dict[str, Any] = {"parse": number(0.0, 1e10), "expected": "EUR, 0 or more"}
SWITCH: dict[str, Any] = {"parse": yes_or_no, "expected": "yes or no"}
COUNT: dict[str, Any] = {"parse": whole(0, 10**9), "expected": "a whole number, 0 or more"}

COLUMNS = (
    Column("type", **_choice(TYPES)),
    Column("seat", **_choice(JURISDICTIONS)),
    Column("performed", **_choice(JURISDICTIONS), optional=True),
    Column("currency", **_choice(("EUR",)), optional=True),
    Column("value_eur", positive, "EUR, more than 0"),
    Column("years", number(1.0, 30.0), "1 to 30 years"),
    Column("margin_share", **SHARE),
    Column("size", **_choice(SIZES)),
    Column("leverage", **SHARE, optional=True),
    Column("records", **COUNT, optional=True),
    Column("criticality", **SHARE, optional=True),
    Column("injury_exposure", **SHARE, optional=True),
    Column("is_goods", **SWITCH, optional=True),
    Column("is_public", **SWITCH, optional=True),
    Column("is_ours", **SWITCH, optional=True),
    Column("insurance_eur", **MONEY, optional=True),
    Column("insurance_rate", **SHARE, optional=True),
    Column("required_cover_eur", **MONEY, optional=True),
    Column("days_to_deliver", number(0.0, 36_500.0), "days, 0 or more", optional=True),
    Column("late_share", number(0.0, 10.0), "0 to 10", optional=True),
    Column("past_claims", **COUNT, optional=True),
)
USUAL: dict[str, Any] = {
    "leverage": 0.5, "records": 0, "criticality": 0.4, "injury_exposure": 0.05, "is_public": False,
    "is_ours": True, "insurance_eur": 1e6, "insurance_rate": 0.0006, "required_cover_eur": 0.0,
    "days_to_deliver": 60.0, "late_share": 0.2, "past_claims": 0,
}  # fmt: skip
"""What stands for a column that is left out."""


def read_contracts(path: Path, home: Jurisdiction) -> tuple[Contract, ...]:
    """The contracts of a file; a column that is left out has its usual value.

    Raises:
        InputFaults: unknown types or places, other currencies, negative or contradictory values;
            one message names every fault with file, row and column.
    """
    faults: list[str] = []
    rows = read_table(path, COLUMNS, faults)
    for row in rows:
        _check(Sheet(path.name, faults), row)
    raise_if_any(faults)
    return tuple(_contract(row, home) for row in rows)


@lru_cache(maxsize=2)
def _read(path: Path, home: Jurisdiction, _changed_ns: int) -> tuple[Contract, ...]:
    return read_contracts(path, home)


def contracts_of(path: str, home: Jurisdiction) -> tuple[Contract, ...]:
    """As `read_contracts`, but a file that did not change is read once."""
    file = Path(path)
    return _read(file, home, file.stat().st_mtime_ns if file.is_file() else 0)


def _check(sheet: Sheet, row: TableRow) -> None:
    """What contradicts itself within a row."""
    if row.has("type", "required_cover_eur"):
        is_sale = TYPES[row.cells["type"]].endswith("sell")
        wanted = row.cells["required_cover_eur"]
        available = row.cells.get("insurance_eur") or USUAL["insurance_eur"]
        if not is_sale and wanted:
            sheet.add("0 when we buy", f"{wanted:g}", row=row.number, column="required_cover_eur")
        elif wanted > available:
            expected = f"at most insurance_eur ({available:g})"
            sheet.add(expected, f"{wanted:g}", row=row.number, column="required_cover_eur")


def _contract(row: TableRow, home: Jurisdiction) -> Contract:
    cells = dict(row.cells)
    type_, seat = TYPES[cells["type"]], JURISDICTIONS[cells["seat"]]
    performed = cells["performed"]
    usual = {**USUAL, "is_goods": type_ in {"supply_sell", "goods_buy"}}
    given = {name: usual[name] if cells[name] is None else cells[name] for name in usual}
    return Contract(
        **given,
        type=type_,
        seat=seat,
        performed=seat if performed is None else JURISDICTIONS[performed],
        home=home,
        value_eur=cells["value_eur"],
        years=cells["years"],
        annual_eur=round(cells["value_eur"] / cells["years"], 2),
        margin_share=cells["margin_share"],
        size=SIZES[cells["size"]],
    )
