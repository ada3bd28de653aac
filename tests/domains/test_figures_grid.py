"""The pictures of a network's week show what its trace says, and stay small."""

import base64
import struct
import zlib
from typing import Any

import pytest
import vl_convert

from domains.figures.grid_balancing import figures
from domains.figures.network_week.layout import neighbours, places, walk
from domains.figures.network_week.one_line import strain
from domains.figures.png import blend, png_url
from simulators.grid_balancing.interface import Control
from simulators.grid_balancing.play.money import PARTS as COST_PARTS
from simulators.grid_balancing.world import World
from tests.domains.made_up_network import CALL_TICKS, PARTS, made_up_network
from tests.simulators.grid_balancing.direct_rules import keep_balance, nothing, played

MOST_BYTES = 450_000
ALL = [
    "Dispatch", "Frequency", "Cost by part", "State of charge", "Network at its worst",
    "Voltages", "Frequency after outages", "Calls of consumers",
]  # fmt: skip


@pytest.fixture(scope="module")
def charts() -> dict[str, Any]:
    return figures(None, made_up_network(days=7))


def tables(chart: Any, *columns: str) -> list[list[dict[str, Any]]]:
    """The tables of a chart that have these columns."""
    found = chart.to_dict()["datasets"].values()
    return [list(rows) for rows in found if rows and set(columns) <= set(rows[0])]


def kind(name: str, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [event for event in events if event["kind"] == name]


def drawn(charts: dict[str, Any]) -> dict[str, str]:
    return {title: vl_convert.vegalite_to_svg(chart.to_json()) for title, chart in charts.items()}


def test_a_week_has_every_picture_and_all_together_are_small(charts: dict[str, Any]) -> None:
    assert list(charts) == ALL
    assert 0 < sum(len(svg) for svg in drawn(charts).values()) < MOST_BYTES


def test_without_a_tick_or_a_network_there_is_no_picture() -> None:
    assert figures(None, []) == {}
    assert figures(None, kind("grid", made_up_network())) == {}


def test_a_week_in_the_dark_has_no_picture_of_voltages() -> None:
    nothing_known = {"vm_pu": [], "loading": [], "is_dark": True}
    dark = [e | nothing_known if e["kind"] == "tick" else e for e in made_up_network()]
    assert not {"Voltages", "Network at its worst"} & set(figures(None, dark))


def test_what_is_given_less_what_is_taken_is_the_load_in_every_column() -> None:
    bright = [e for e in made_up_network() if e["kind"] != "tick" or not e["is_dark"]]
    (stack,) = tables(figures(None, bright)["Dispatch"], "who", "low", "high")
    sums: dict[float, float] = {}
    for area in stack:
        if area["who"] != "cut off":
            sums[area["h"]] = sums.get(area["h"], 0.0) + area["high"] - area["low"]
    assert sums
    assert all(mw == pytest.approx(4.0, abs=0.05) for mw in sums.values())


def test_the_deepest_outage_comes_first_and_its_nadir_is_not_thinned_away(
    charts: dict[str, Any],
) -> None:
    events = made_up_network()
    deepest = min(min(event["hz"]) for event in kind("second", events))
    panels = charts["Frequency after outages"].to_dict()["concat"]
    titles = [panel["title"]["text"][0] for panel in panels]
    assert "diesel 1 trips, giving 1.0 MW" in titles[0]
    assert "feeder 2 lost" in titles[1]
    shown = [row["hz"] for table in tables(charts["Frequency after outages"], "s") for row in table]
    assert min(shown) == pytest.approx(deepest, abs=0.001)


def test_an_outage_lies_at_second_zero_even_at_the_start_of_a_tick(charts: dict[str, Any]) -> None:
    lines = [table for table in tables(charts["Frequency after outages"], "s") if len(table) > 1]
    for line in lines:
        before = [row["hz"] for row in line if row["s"] <= 0.0]
        assert before == [50.0] * len(before)
        assert min(row["s"] for row in line) in {-10.0, -5.0}


def test_a_call_is_one_bar_and_its_rebound_another(charts: dict[str, Any]) -> None:
    (spans,) = tables(charts["Calls of consumers"], "h2")
    first, end = CALL_TICKS[0] / 4, (CALL_TICKS[-1] + 1) / 4
    assert [(s["kind"], s["contract"], s["h"], s["h2"]) for s in spans] == [
        ("reduction", "mill", first, end),
        ("rebound", "mill", end, end + 1.0),
    ]


def test_the_waterfall_ends_where_its_parts_sum_to(charts: dict[str, Any]) -> None:
    (steps,) = tables(charts["Cost by part"], "part")
    assert [step["part"] for step in steps] == ["Fuel", "Wear", "Reserve", "Total"]
    assert steps[-1]["end"] == steps[-2]["end"] == pytest.approx(sum(PARTS.values()))
    assert [step["kind"] for step in steps] == ["cost", "cost", "income", "total"]


def test_every_part_of_the_cost_has_a_place_in_the_waterfall() -> None:
    measures = {f"{part}_per_mwh_eur": 1.0 for part in COST_PARTS}
    events = [
        *kind("tick", made_up_network()),
        *kind("grid", made_up_network()),
        {"kind": "measures", "wanted_mwh": 1.0, "total_eur": 12.0, **measures},
    ]
    (steps,) = tables(figures(None, events)["Cost by part"], "part")
    assert steps[-1]["end"] == len(COST_PARTS)


def test_the_fan_contains_its_median_and_single_days_have_none(charts: dict[str, Any]) -> None:
    fans = tables(charts["State of charge"], "q0", "q50", "q100")
    assert len(fans) == 2
    assert all(row["q0"] <= row["q25"] <= row["q50"] <= row["q100"] for fan in fans for row in fan)
    assert not tables(figures(None, made_up_network())["State of charge"], "q50")


def test_the_network_is_shown_at_the_tick_nearest_to_a_limit(charts: dict[str, Any]) -> None:
    events = made_up_network()
    (grid,) = kind("grid", events)
    worst = max(kind("tick", events), key=lambda tick: strain(grid, tick))
    (nodes,) = (t for t in tables(charts["Network at its worst"], "x", "vm") if len(t) > 1)
    assert [node["vm"] for node in nodes] == [round(vm, 4) for vm in worst["vm_pu"]]


@pytest.mark.parametrize("on_map", [True, False])
def test_every_node_has_a_place_with_or_without_a_map(on_map: bool) -> None:
    (grid,) = kind("grid", made_up_network(on_map=on_map))
    points = places(grid)
    assert len(points) == 5
    if on_map:
        assert points[4] == points[1]  # an open end stands at its neighbour
    else:
        assert len(set(points)) == 5


def test_the_walk_meets_every_node_once_and_finishes_a_feeder_before_the_next() -> None:
    (grid,) = kind("grid", made_up_network())
    assert walk(neighbours(grid)) == [(0, 0), (1, 1), (2, 2), (3, 3), (4, 2)]


def test_an_image_keeps_every_cell() -> None:
    cells = [[(1, 2, 3), (4, 5, 6)], [(7, 8, 9), (255, 0, 128)], [(0, 0, 0), (9, 9, 9)]]
    data = base64.b64decode(png_url(cells).split(",")[1])
    assert struct.unpack(">II", data[16:24]) == (2, 3)
    start = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[start - 4 : start])
    lines = zlib.decompress(data[start + 4 : start + 4 + length])
    assert lines == b"".join(b"\0" + bytes(v for cell in row for v in cell) for row in cells)


def test_blending_meets_its_colours_and_stays_at_the_ends() -> None:
    colours = ["#000000", "#646464", "#FFFFFF"]
    assert [blend(colours, at)[0] for at in (-1.0, 0.0, 0.25, 0.5, 1.0, 2.0)] == [
        0, 0, 50, 100, 255, 255,
    ]  # fmt: skip


def call_all(tick: Any, grid: Any, tools: Any) -> Control:
    """Units in balance, and every consumer called as soon as that is allowed."""
    called = tuple(own.ready or own.ticks_left > 0 for own in tick.contracts)
    return Control(unit_mw=keep_balance(tick, grid, tools).unit_mw, call=called, reserve_mw=1.0)


def test_a_real_day_of_an_island_has_every_picture() -> None:
    pytest.importorskip("simbench", reason="real networks need SimBench: ruleloop[grid]")
    world = World(days=1, island=True, trips_mean_h=15.0)
    *_, trace = played(world, call_all)
    charts = figures(world, trace.events)
    assert list(charts) == ALL
    assert all("<svg" in svg for svg in drawn(charts).values())


def test_a_real_day_with_a_market_shows_prices_and_no_frequency_of_its_own() -> None:
    pytest.importorskip("simbench", reason="real networks need SimBench: ruleloop[grid]")
    *_, trace = played(World(days=1), nothing)
    charts = figures(None, trace.events)
    assert "Frequency" not in charts
    shown = {row["eur"] for table in tables(charts["Dispatch"], "eur", "h") for row in table}
    dearest = max(tick["price_eur"] for tick in kind("tick", trace.events))
    assert round(dearest) in shown
