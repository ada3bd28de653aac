"""One look for all charts: legible at 700 px, safe for colour-blind readers and for print."""

from collections.abc import Sequence
from typing import Any

WIDTH_PX = 700
# Okabe & Ito (2008), "Color Universal Design", without yellow, which is lost on white, and with
# wine (Tol 2021) in place of vermilion, which is kept for what went wrong.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#882255", "#5B5B5B")
ALARM = "#D55E00"
NIGHT = "#E3E6EE"
OVERTIME = "#882255"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CLOCK = (
    "pad(floor(datum.value / 60) % 24, 2, '0', 'left') + ':'"
    " + pad(round(datum.value % 60), 2, '0', 'left')"
)


def colours_of(names: Sequence[str]) -> list[str]:
    """A colour for each name; they repeat after seven."""
    return [COLOURS[k % len(COLOURS)] for k in range(len(names))]


def clock_text(minute: float) -> str:
    """A minute as HH:MM; days repeat."""
    whole = round(minute)
    return f"{whole // 60 % 24:02d}:{whole % 60:02d}"


def weekday(day: int) -> str:
    """The name of a day, 0 for Monday."""
    return WEEKDAYS[day % 7]


def clock_axis(title: str = "Time of day") -> Any:
    """An axis of minutes after midnight, labelled as a clock with a tick every hour or two."""
    import altair as alt

    return alt.Axis(
        title=title,
        labelExpr=CLOCK,
        values=list(range(0, 48 * 60, 60)),
        labelOverlap=True,
        gridColor="#E4E4E4",
    )


def rows(records: Sequence[dict[str, Any]]) -> Any:
    """Plain records as inline chart data, which nobody may change."""
    import altair as alt

    data = alt.InlineData(values=list(records))
    # altair copies all rows whenever it layers charts, which took most of the time of a picture
    object.__setattr__(data, "__deepcopy__", lambda _: data)
    return data


def titled(chart: Any, title: str, subtitle: str | list[str]) -> Any:
    """The chart with its title, lines that say how to read it, and the common look."""
    import altair as alt

    heading = alt.TitleParams(
        title, subtitle=subtitle, anchor="start", fontSize=16, subtitleFontSize=12, offset=10
    )
    return (
        chart.properties(title=heading)
        .configure(aria=False)  # shown as an image: descriptions would only make it larger
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=11, titleFontSize=12, domainColor="#888888")
        .configure_legend(labelFontSize=11, titleFontSize=12, orient="right", symbolStrokeWidth=2)
    )
