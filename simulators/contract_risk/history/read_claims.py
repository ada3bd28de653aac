"""Reads recorded claims from a CSV file; every fault is named at once."""

import math
from pathlib import Path
from typing import Any

import numpy as np

from simulators.contract_risk.history.claims import Claims
from simulators.supply_chain.readers.csv_table import (
    Column,
    TableRow,
    number,
    positive,
    read_table,
    yes_or_no,
)
from simulators.supply_chain.readers.faults import Sheet, raise_if_any
from simulators.supply_chain.readers.vrp_file import read_lines

ALAE = "alae"
"""Allocated loss adjustment expense: what insurers call the legal cost of one claim."""
LEAST_CLAIMS, LEAST_DIFFERENT = 30, 5
NONE = ("", "na", "nan", "none", "inf")


def read_claims(path: Path) -> Claims:
    """The claims of a file with the columns loss, legal_cost (or ALAE), limit, censored.

    One row per claim; other columns are ignored, but where there is one called currency, all
    claims must be of the same. limit is empty where there was none; censored is yes or no (or 1,
    0): the true loss is above the limit, and loss is the limit.

    Raises:
        InputFaults: columns are missing, amounts are negative or no numbers or of several
            currencies, a censored claim has no limit or does not stand at it, a loss is above its
            limit, or there are too few claims; one sentence per fault.
    """
    faults: list[str] = []
    legal_cost = _legal_cost_column(path)
    rows = read_table(path, _columns(legal_cost), faults)
    sheet = Sheet(path.name, faults)
    for row in rows:
        _check(sheet, row)
    _check_currency(sheet, rows)
    if not faults:
        _check_enough(sheet, rows, legal_cost)
    raise_if_any(faults)
    return Claims(
        loss=_column(rows, "loss"),
        legal_cost=_column(rows, legal_cost),
        limit=_column(rows, "limit"),
        censored=np.array([row.cells["censored"] for row in rows], dtype=np.bool_),
    )


def _columns(legal_cost: str) -> tuple[Column, ...]:
    return (
        Column("loss", positive, "an amount above 0"),
        Column(legal_cost, number(0.0), "an amount, 0 or more"),
        Column("limit", _limit, "an amount above 0, or nothing for no limit"),
        Column("censored", yes_or_no, "yes or no (1 or 0)"),
        Column("currency", str.upper, "a currency", optional=True),
    )


def _legal_cost_column(path: Path) -> str:
    """The name by which the file calls legal cost; faults of the file are told by its reader."""
    try:
        head = read_lines(path)[0].lower().replace(";", ",")
    except (ValueError, IndexError):
        return "legal_cost"
    names = [name.strip() for name in head.split(",")]
    return ALAE if ALAE in names and "legal_cost" not in names else "legal_cost"


def _limit(word: str) -> float:
    return math.inf if word.lower() in NONE else positive(word)


def _check(sheet: Sheet, row: TableRow) -> None:
    """Whether loss, limit and censored agree, of what could be read of them."""
    cells = row.cells
    if cells.get("censored") and row.has("limit") and math.isinf(cells["limit"]):
        expected = "the limit above which this censored claim lies"
        mend = "censored means: larger than its limit"
        sheet.add(expected, "none", row=row.number, column="limit", mend=mend)
    elif row.has("loss", "limit"):
        loss, limit = cells["loss"], cells["limit"]
        if loss > limit:
            got, mend = f"{loss:g}", "put the limit there, and yes in column censored"
            expected = f"at most the limit of {limit:g}"
            sheet.add(expected, got, row=row.number, column="loss", mend=mend)
        elif cells.get("censored") and loss < limit:
            expected = f"no, as the loss of {loss:g} is below its limit of {limit:g}"
            sheet.add(expected, "yes", row=row.number, column="censored")


def _check_currency(sheet: Sheet, rows: list[TableRow]) -> None:
    """Whether all amounts are of one currency, where the file says of which."""
    named = [row for row in rows if row.has("currency")]
    for row in named[1:]:
        first, got = named[0].cells["currency"], row.cells["currency"]
        if got != first:
            expected = f"{first} as in row {named[0].number}"
            mend = "convert all amounts to one currency"
            sheet.add(expected, got, row=row.number, column="currency", mend=mend)


def _check_enough(sheet: Sheet, rows: list[TableRow], legal_cost: str) -> None:
    """Whether the claims, each of them sound, are enough to fit anything."""
    exact = [row.cells["loss"] for row in rows if not row.cells["censored"]]
    if len(exact) < LEAST_CLAIMS:
        sheet.add(f"at least {LEAST_CLAIMS} claims that are not censored", str(len(exact)))
    costs = [row.cells[legal_cost] for row in rows if row.cells[legal_cost] > 0.0]
    if len(costs) < LEAST_CLAIMS:
        expected = f"at least {LEAST_CLAIMS} claims with legal cost"
        sheet.add(expected, str(len(costs)), column=legal_cost)
    for column, amounts in (("loss", exact), (legal_cost, costs)):
        if amounts and len(set(amounts)) < LEAST_DIFFERENT:
            expected = f"at least {LEAST_DIFFERENT} different amounts"
            sheet.add(expected, str(len(set(amounts))), column=column)


def _column(rows: list[TableRow], name: str) -> Any:
    return np.array([row.cells[name] for row in rows], dtype=np.float64)
