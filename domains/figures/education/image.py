"""Cells as an image in a chart: thousands of shapes would make a picture too large."""

from collections.abc import Sequence
from typing import Any

from domains.figures.chart_style import rows
from domains.figures.png import Rgb, png_url


def image(
    cells: Sequence[Sequence[Rgb]], x: Any, y: Any, *, at: dict[str, float], width: float,
    height: float,
) -> Any:  # fmt: skip
    """Cells, rows from the top, over all of a panel; `at`: the fields of its upper left corner."""
    import altair as alt

    base = alt.Chart(rows([{**at, "url": png_url(cells)}]))
    mark = base.mark_image(
        align="left", baseline="top", aspect=False, width=width, height=height, smooth=False
    )
    return mark.encode(x, y, url="url:N").properties(width=width, height=height)
