"""What a calibration found, as tables for the terminal."""

from typing import TYPE_CHECKING, Any

from ruleloop.calibration import Calibration, Estimate, FitRow
from ruleloop.report import clean
from ruleloop.report.numbers import decimals, decimals_of, gain_decimals, number
from ruleloop.report.table import Table
from ruleloop.report.terminal import table_view

if TYPE_CHECKING:
    from rich.console import Group


def calibration_view(found: Calibration) -> "Group":
    """The estimates, the fit, what a world file says, and what to beware of."""
    from rich.console import Group
    from rich.text import Text

    found = clean.everything(found)
    tables = (_estimates(found), _fit(found), _world(found))
    warnings = "".join(f"! {clean.line(each, 1200)}\n" for each in found.warnings)
    return Group(
        Text(f"{found.rows:,} rows: {found.data}\n", style="bold"),
        *(table_view(table) for table in tables if table.rows),
        Text(warnings, style="yellow"),
    )


def _estimates(found: Calibration) -> Table:
    rows = tuple(_estimate(each) for each in found.estimates)
    heads = ("estimate", "value", "95 % interval", "unit", "what it is")
    return Table("Fitted to the data", heads, rows, right=(1, 2))


def _estimate(each: Estimate) -> tuple[str, ...]:
    half = (each.high - each.low) / 2.0
    places = max(decimals(half), min(2, gain_decimals(half)))
    shown = number(each.value, places)
    low, high = number(each.low, places), number(each.high, places)
    return each.name, shown, f"{low} to {high}", each.unit, each.meaning


def _fit(found: Calibration) -> Table:
    rows = tuple(_fit_row(each) for each in found.fit)
    heads = ("what", "data", "model", "model / data", "unit")
    return Table("The data beside the fitted model", heads, rows, right=(1, 2, 3))


def _fit_row(row: FitRow) -> tuple[str, ...]:
    spread = row.spread or 0.0
    places = decimals(spread) if spread else decimals_of(row.data)
    data = number(row.data, places) + (f" ± {number(spread, places)}" if spread else "")
    ratio = number(row.model / row.data, 2) if row.data else ""
    return row.what, data, number(row.model, places), ratio, row.unit


def _world(found: Calibration) -> Table:
    rows = tuple((each.parameter, _value(each.value), each.why) for each in found.world)
    return Table("World parameters that it sets", ("parameter", "value", "why"), rows)


def _value(value: Any) -> str:
    if isinstance(value, dict) and "any_of" in value:
        return "any of " + ", ".join(map(_value, value["any_of"]))
    if isinstance(value, dict):
        return f"{_value(value['from'])} to {_value(value['to'])}"
    return f"{value:g}" if isinstance(value, float) else str(value)
