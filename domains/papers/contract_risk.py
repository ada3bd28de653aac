"""Documents of a year of contracts, with pictures on their contents page."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.figures.contract_risk import compared
from simulators.contract_risk.papers.papers import papers
from simulators.contract_risk.play.negotiation import OFFERED_IN

Events = Sequence[Mapping[str, Any]]


def draw_up(world: Any, events: Events, before: Events) -> dict[str, str]:
    """HTML by file name; events of one year, as the champion and as the baseline played it."""
    import vl_convert

    del world
    charts = compared(events, before)
    pictures = {
        title: vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[])
        for title, chart in charts.items()
    }
    return papers(events, before, OFFERED_IN, pictures)
