"""The report as one HTML file: no address outside it, no script, readable on paper."""

import base64
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from ruleloop.report import clean, numbers, words
from ruleloop.report.charts.bars import objective_bars, tournament_bars
from ruleloop.report.charts.curve import Curve, curve
from ruleloop.report.charts.guardrails import guardrail_chart
from ruleloop.report.charts.lanes import Chart
from ruleloop.report.charts.spread import Spread, spread
from ruleloop.report.charts.three_gains import (
    gain_share,
    gain_text,
    missing_words,
    named_gains,
    three_gains,
)
from ruleloop.report.charts.tornado import MOST_ROWS, tornado
from ruleloop.report.charts.waterfall import waterfalls
from ruleloop.report.diff import DiffLine, diff
from ruleloop.report.experiments import furthest
from ruleloop.report.finding import Finding, finding
from ruleloop.report.result import ExperimentRow, Figure, Gain, RunResult, WorldParameter
from ruleloop.report.table import Table
from ruleloop.report.tables import apart_table, keep_places, named_parameters, stress_columns

if TYPE_CHECKING:
    import jinja2

_MOST_FIGURE_BYTES = 900_000  # all pictures together, as SVG
_MOST_PAPERS = 12  # that are linked one by one, where a domain writes no contents
_HALF_PAGE_PX = 460.0  # a wider picture would not be legible beside another


class Picture(msgspec.Struct, frozen=True):
    """A figure as data addresses: as images, no script in them can run and no names can clash."""

    title: str
    champion: str
    best_shipped: str = ""
    is_wide: bool = False


class Paper(msgspec.Struct, frozen=True):
    """A document beside the report; `address` is relative and quoted."""

    name: str
    address: str


class Tile(msgspec.Struct, frozen=True):
    """One of the three gains, large; `large` is a word where the gain is not known."""

    name: str
    large: str
    small: tuple[str, ...]
    meaning: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the template draws, already computed."""

    result: RunResult
    finding: Finding
    gains: Chart
    tiles: tuple[Tile, ...]
    bars: Chart | None
    waterfalls: tuple[tuple[str, Chart], ...]
    guardrails: Chart | None
    apart: Table | None
    curve: Curve | None
    spread: Spread | None
    keep_places: int
    changes: tuple[DiffLine, ...]
    tornado: Chart | None
    tornado_rest: Chart | None
    tournament: Chart | None
    pictures: tuple[Picture, ...]
    pictures_left_out: int
    papers: tuple[Paper, ...]
    parameters: tuple[WorldParameter, ...]
    experiments: tuple[ExperimentRow, ...]


def to_html(result: RunResult) -> str:
    """One self-contained page. Texts from rules and agents are shown as data, escaped."""
    page = _page(clean.everything(result))
    return _environment().get_template("template.html.j2").render(page=page, r=page.result)


def _page(result: RunResult) -> Page:
    pictures = _pictures(result.figures)
    hold_out = result.hold_out
    readings = hold_out.guardrails if hold_out else ()
    return Page(
        result=result,
        finding=finding(result),
        gains=three_gains(result),
        tiles=tuple(_tile(*named, result) for named in named_gains(result)),
        keep_places=keep_places(result),
        bars=objective_bars(result, hold_out) if hold_out and hold_out.arms else None,
        waterfalls=waterfalls(result),
        guardrails=guardrail_chart(readings, result.plain_words) if readings else None,
        apart=apart_table(result),
        curve=curve(result),
        spread=spread(result),
        changes=diff(result.best_shipped_source, result.champion_source),
        tornado=tornado(result, slice(MOST_ROWS)) if result.sensitivity else None,
        tornado_rest=tornado(result, slice(MOST_ROWS, None))
        if len(result.sensitivity) > MOST_ROWS
        else None,
        tournament=tournament_bars(result) if result.tournament else None,
        pictures=pictures,
        pictures_left_out=len(result.figures) - len(pictures),
        papers=_papers(result.papers),
        parameters=named_parameters(result),
        experiments=furthest(result.experiments),
    )


def _tile(name: str, meaning: str, gain: Gain | None, result: RunResult) -> Tile:
    if gain is None:
        return Tile(name, missing_words(result), (), meaning)
    absolute, share = gain_text(gain, result), gain_share(gain)
    sure = words.interval_words(gain, result.goal)
    return Tile(name, share or absolute, (absolute, sure) if share else (sure,), meaning)


def _papers(paths: tuple[str, ...]) -> tuple[Paper, ...]:
    """The contents page, if the domain wrote one, else the first papers."""
    contents = [path for path in paths if path.endswith("/index.html")]
    return tuple(
        Paper("contents" if contents else path.split("/")[-1], quote(path))
        for path in contents or paths[:_MOST_PAPERS]
    )


def _pictures(figures: tuple[Figure, ...]) -> tuple[Picture, ...]:
    pictures, size = [], 0
    for figure in figures:
        size += len(figure.champion.encode()) + len(figure.best_shipped.encode())
        if size > _MOST_FIGURE_BYTES:
            break
        champion, shipped = figure.champion, figure.best_shipped
        wide = max(_width_px(champion), _width_px(shipped)) > _HALF_PAGE_PX
        pictures.append(Picture(figure.title, _data(champion), _data(shipped), wide))
    return tuple(pictures)


def _width_px(svg: str) -> float:
    """The width that an SVG asks for; 0 where it does not say."""
    found = re.search(r'<svg[^>]*? width="([0-9.]+)(?:px)?"', svg[:2000])
    return float(found[1]) if found else 0.0


def _data(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" if svg else ""


def _environment() -> "jinja2.Environment":
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("ruleloop.report", ""),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals |= {
        "line": clean.line,
        "numbers": numbers,
        "words": words,
        "stress_columns": stress_columns,
    }
    return environment
