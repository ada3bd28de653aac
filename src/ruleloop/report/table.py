"""A plain table: what Markdown and the terminal have in common."""

import msgspec

from ruleloop.report.charts.lanes import Chart


class Table(msgspec.Struct, frozen=True):
    """Text in rows; `right` names the columns of numbers by index."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    remark: str = ""


def of_chart(chart: Chart, title: str) -> Table:
    """The rows of a chart without its lanes; columns that are empty throughout are left out."""
    rows = [(_label(row.label, row.sub), row.value, row.note) for row in chart.rows]
    heads = (chart.heads[0], chart.heads[2], chart.heads[3])
    kept = [k for k in range(3) if heads[k] or any(row[k] for row in rows)]
    return Table(
        title,
        tuple(heads[k] for k in kept),
        tuple(tuple(row[k] for k in kept) for row in rows),
        tuple(i for i, k in enumerate(kept) if k == 1),
        chart.remark,
    )


def _label(label: str, sub: str) -> str:
    return f"{label} ({sub})" if sub else label
