"""What may be wrong with a row of orders, on a dispatch day and in a week alike."""

from collections.abc import Mapping

from simulators.supply_chain.readers.csv_table import TableRow
from simulators.supply_chain.readers.faults import Sheet


def check_site(
    sheet: Sheet, row: TableRow, sites: Mapping[str, int], not_customers: Mapping[int, str]
) -> None:
    """Report an order for nobody, or for a place that is no customer.

    sites: index by name; empty when the sites could not be read: no order is blamed for that.
    not_customers: what the sites are that nobody orders from, by index.
    """
    if not sites or not row.has("site"):
        return
    name = row.cells["site"]
    site = sites.get(name)
    if site is None:
        mend = "add it to the sites"
        got = f"unknown site {name!r}"
        sheet.add("a customer's site", got, row=row.number, column="site", mend=mend)
    elif site in not_customers:
        mend = "the first row of the sites is the depot" if site == 0 else ""
        got = f"{not_customers[site]} {name!r}"
        sheet.add("a customer's site", got, row=row.number, column="site", mend=mend)


def check_window(sheet: Sheet, row: TableRow, mend: str) -> None:
    """Report a window that closes before it opens."""
    if row.has("open_time", "close_time") and row.cells["close_time"] < row.cells["open_time"]:
        expected = f"a time at or after open_time ({row.cells['open_time']:g} min)"
        got = f"{row.cells['close_time']:g} min"
        sheet.add(expected, got, row=row.number, column="close_time", mend=mend)
