"""The pictures of a week show what its trace says, each day where it belongs."""

from base64 import b64encode
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import vl_convert

from domains.figures.chart_style import ALARM
from domains.figures.deliveries.map_panels import panels
from domains.figures.deliveries.record import Played, read
from domains.figures.deliveries.stop_costs import stop_costs
from domains.figures.deliveries.vehicle_colours import (
    CLASS_COLOURS,
    class_colours,
    ink_on,
    vehicle_colours,
)
from domains.figures.supply_chain import figures
from ruleloop.evaluation.slim_svg import slim
from tests.domains.made_up_week import DAY, HUB, KINDS, ZONES, made_up_week
from tests.simulators.supply_chain.direct_rules import rule_set
from tests.simulators.supply_chain.worlds import play, scenario_world

TITLES = [
    "Key figures",
    "Route map",
    "Vehicle timeline",
    "Routes by day",
    "Shifts of the week",
    "Cost by zone and hour",
    "Orders at each wave",
    "Cost by part",
]


@pytest.fixture(scope="module")
def events() -> list[dict[str, Any]]:
    return made_up_week()


@pytest.fixture(scope="module")
def played(events: list[dict[str, Any]]) -> Played:
    found = read(events)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def charts(events: list[dict[str, Any]]) -> dict[str, Any]:
    return figures(None, events)


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    """A real week with many trips, drawn as for a report."""
    _, events = play(scenario_world("mittelstadt_week", 3), rule_set("nearest_neighbour"), 3)
    return {title: draw(chart) for title, chart in figures(None, events).items()}


def draw(chart: Any) -> str:
    return slim(vl_convert.vegalite_to_svg(chart.to_json()))


def table(chart: Any, *columns: str) -> list[dict[str, Any]]:
    """The first table of a chart that has these columns."""
    tables = chart.to_dict()["datasets"].values()
    return next(rows for rows in tables if rows and set(columns) <= set(rows[0]))


def test_a_real_week_has_all_its_pictures_small_enough_for_a_report(drawn: dict[str, str]) -> None:
    """With both rule sets, and in the letters of a page, they leave room below 900 kB."""
    assert list(drawn) == TITLES
    assert all(title in svg for title, svg in drawn.items())
    assert 2 * sum(len(b64encode(svg.encode())) for svg in drawn.values()) < 600_000
    assert max(float(svg.split('width="')[1].split('"')[0]) for svg in drawn.values()) <= 760.0


def test_every_trip_belongs_to_the_day_on_which_its_shift_began(played: Played) -> None:
    days = [played.day(day) for day in range(6)]
    assert sum(len(day.trips) for day in days) == len(played.trips)
    assert sum(len(day.stops) for day in days) == len(played.stops)
    assert sum(len(day.breaks) for day in days) == len(played.breaks)
    night = [trip for trip in played.trips if played.vehicles[trip["vehicle"]].name == "18 t 1"]
    after_midnight = [trip for trip in night if trip["left_min"] % DAY < 360.0]
    assert after_midnight
    for trip in after_midnight:
        assert played.trip_day[trip["trip"]] == int(trip["left_min"] // DAY) - 1


def test_the_busiest_day_depends_on_orders_and_not_on_what_was_sent(played: Played) -> None:
    fewer = read([event for event in made_up_week() if event["kind"] not in {"trip", "stop"}])
    assert fewer is not None
    assert fewer.busiest_day() == played.busiest_day()


def test_the_route_map_numbers_every_stop_of_one_day_once_within_its_trip(
    charts: dict[str, Any], played: Played
) -> None:
    shown = played.day(played.busiest_day())
    tables = charts["Route map"].to_dict()["datasets"].values()
    marks = [row for rows in tables for row in rows if "place" in row and "late" in row]
    assert len(marks) == len(shown.stops)
    for trip in shown.trips:
        places = sorted(mark["place"] for mark in marks if mark["trip"] == trip["trip"] + 1)
        assert places == list(range(1, len(trip["stops"]) + 1))


def test_a_crowded_zone_and_a_far_one_have_maps_of_their_own(played: Played) -> None:
    shown = played.day(played.busiest_day())
    x_km, zone = list(played.places["x_km"]), played.places["site_zone"]
    x_km = [0.2 * x if zone[site] == 4 or site == HUB else x for site, x in enumerate(x_km)]
    near = panels(replace(shown, places={**shown.places, "x_km": x_km}))
    assert "Region" not in [panel.title for panel in near]
    far = panels(shown)
    assert [panel.title for panel in far][:2] == ["City", "Region"]
    assert {zone[site] for site in far[1].numbered} == {4}
    seen = [site for panel in far for site in panel.numbered]
    assert len(seen) == len(set(seen))


def test_lines_start_and_end_at_the_base_of_their_vehicle(
    charts: dict[str, Any], played: Played
) -> None:
    lines = table(charts["Route map"], "trunk")
    x, y = played.places["x_km"], played.places["y_km"]
    for trip in played.day(played.busiest_day()).trips:
        line = [point for point in lines if point["trip"] == trip["trip"] + 1]
        base = trip["base"]
        assert base in {0, HUB}
        assert {(line[k]["x_km"], line[k]["y_km"]) for k in (0, -1)} == {(x[base], y[base])}


def test_every_zone_is_shaded_around_all_its_sites(charts: dict[str, Any], played: Played) -> None:
    corners = table(charts["Route map"], "corner")
    assert {corner["zone"] for corner in corners} == set(ZONES)
    for site, zone in enumerate(played.places["site_zone"]):
        outline = [c for c in corners if c["zone"] == ZONES[zone]]
        if site:
            assert min(c["x_km"] for c in outline) < played.places["x_km"][site]
            assert played.places["x_km"][site] < max(c["x_km"] for c in outline)


def test_the_timeline_has_breaks_overtime_and_no_overlap_of_activities(
    charts: dict[str, Any], played: Played
) -> None:
    spans = table(charts["Vehicle timeline"], "activity") + table_of_overtime(charts)
    shown = played.day(played.busiest_day())
    assert {"loading", "driving", "waiting", "service"} <= {span["activity"] for span in spans}
    for vehicle in shown.used:
        own = sorted(
            (span["from_min"], span["to_min"])
            for span in spans
            if span["vehicle"] == vehicle.name and span["activity"] != "overtime"
        )
        assert all(end <= start + 1e-6 for (_, end), (start, _) in pairwise(own))
    overtime = sum(s["to_min"] - s["from_min"] for s in spans if s["activity"] == "overtime")
    assert overtime == pytest.approx(sum(shift["overtime_min"] for shift in shown.shifts))


def table_of_overtime(charts: dict[str, Any]) -> list[dict[str, Any]]:
    tables = charts["Vehicle timeline"].to_dict()["datasets"].values()
    return [row for rows in tables for row in rows if row.get("activity") in {"break", "overtime"}]


def test_the_shift_plan_tells_what_every_driver_worked_without_breaks(
    charts: dict[str, Any], played: Played
) -> None:
    totals = {row["driver"]: row["label"] for row in table(charts["Shifts of the week"], "label")}
    for driver in {shift["driver"] for shift in played.shifts}:
        own = [shift for shift in played.shifts if shift["driver"] == driver]
        minutes = sum(shift["ended_min"] - shift["start_min"] - 45.0 for shift in own)
        assert totals[f"{driver + 1}"] == f"{minutes / 60.0:.1f} h"


def test_stop_costs_add_up_to_what_trips_and_shifts_cost(played: Played) -> None:
    spent = sum(trip["cost_eur"] for trip in played.trips)
    spent += sum(shift["cost_eur"] for shift in played.shifts)
    costs = stop_costs(played)
    assert sum(stop.cost_eur for stop in costs) == pytest.approx(spent)
    assert all(stop.cost_eur > 0.0 for stop in costs)


def test_the_heat_map_means_are_weighted_by_units(charts: dict[str, Any], played: Played) -> None:
    cells = table(charts["Cost by zone and hour"], "cost")
    costs = stop_costs(played)
    whole = next(c for c in cells if c["zone"] == c["hour"] == "all")
    expected = sum(s.cost_eur for s in costs) / sum(s.units for s in costs)
    assert whole["cost"] == pytest.approx(expected)
    assert whole["stops"] == len(costs)


def test_a_class_has_the_same_colour_in_every_picture_and_its_vehicles_shades_of_it(
    charts: dict[str, Any], played: Played
) -> None:
    used = {vehicle.kind for vehicle in played.used}
    specs = [charts[title].to_json() for title in ("Routes by day", "Shifts of the week")]
    for kind, colour in enumerate(class_colours(KINDS)):
        assert colour == CLASS_COLOURS[kind]
        assert all(colour in spec for spec in specs) or kind not in used
    colours = vehicle_colours(played.used)
    assert len(set(colours)) == len(played.used)
    assert ALARM not in colours
    assert {ink_on("#FFFFFF"), ink_on("#000000")} == {"black", "white"}


def test_a_week_without_any_trip_still_has_pictures() -> None:
    idle = [e for e in made_up_week() if e["kind"] in {"week", "wave", "measures"}]
    charts = figures(None, idle)
    assert list(charts) == ["Key figures", "Route map", "Orders at each wave", "Cost by part"]
    for chart in charts.values():
        assert "<svg" in vl_convert.vegalite_to_svg(chart.to_json())
