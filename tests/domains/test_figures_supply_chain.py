"""The pictures of a day show what its trace says, and can be drawn without a browser."""

from itertools import pairwise
from typing import Any

import pytest
import vl_convert

from domains.figures.supply_chain import figures
from ruleloop.domain import Trace
from ruleloop.draws import Draws
from simulators.supply_chain.interface import Route, Wave, WavePlan
from simulators.supply_chain.simulate import simulate
from simulators.supply_chain.world import World

WORLD = World(orders_per_day=15.0, sites=25, vehicles=2, window_min=60.0)


class OneTripPerWave:
    """Sends at most two orders with each wave: some are late, some are left over."""

    def begin(self, facts: Any = None, answer: Any = None) -> None:
        del facts, answer

    def plan_wave(self, wave: Wave) -> WavePlan:
        stops = tuple(order.number for order in wave.orders[:2])
        return WavePlan((Route(stops),) if stops and wave.vehicles_free else ())


@pytest.fixture(scope="module")
def events() -> list[dict[str, Any]]:
    trace = Trace(on=True)
    simulate(WORLD, Draws(b"a day of 15 stop"), OneTripPerWave(), trace)
    return trace.events


@pytest.fixture(scope="module")
def charts(events: list[dict[str, Any]]) -> dict[str, Any]:
    return figures(WORLD, events)


def table(chart: Any, *columns: str) -> list[dict[str, Any]]:
    """The one table of a chart that has these columns."""
    tables = chart.to_dict()["datasets"].values()
    (found,) = (rows for rows in tables if rows and set(columns) <= set(rows[0]))
    return list(found)


def kind(events: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [event for event in events if event["kind"] == name]


def test_the_day_has_late_stops_and_spot_orders_to_show(events: list[dict[str, Any]]) -> None:
    assert kind(events, "spot")
    assert any(stop["late_min"] > 0.0 for stop in kind(events, "stop"))


def test_every_chart_can_be_drawn_and_has_a_title_a_subtitle_and_units(
    charts: dict[str, Any],
) -> None:
    assert list(charts) == [
        "Key figures",
        "Route map",
        "Vehicle timeline",
        "Orders at each wave",
        "Cost by part",
    ]
    for title, chart in charts.items():
        svg = vl_convert.vegalite_to_svg(chart.to_json())
        assert title in svg
        assert chart.to_dict()["title"]["subtitle"]
    assert "km east" in vl_convert.vegalite_to_svg(charts["Route map"].to_json())
    assert "EUR per ordered unit" in vl_convert.vegalite_to_svg(charts["Cost by part"].to_json())


def test_the_clock_shows_hours_with_two_digits(charts: dict[str, Any]) -> None:
    svg = vl_convert.vegalite_to_svg(charts["Vehicle timeline"].to_json())
    assert ">08:00<" in svg
    assert ">80:00<" not in svg


def test_every_trip_on_the_map_starts_and_ends_at_the_depot_and_passes_its_stops(
    charts: dict[str, Any], events: list[dict[str, Any]]
) -> None:
    stops = table(charts["Route map"], "place", "late")
    assert len(stops) == len(kind(events, "stop"))
    tables = charts["Route map"].to_dict()["datasets"].values()
    legs = next(rows for rows in tables if rows and "trunk" in rows[0])
    day = kind(events, "week")[0]
    for trip in kind(events, "trip"):
        line = [leg for leg in legs if leg["trip"] == trip["trip"] + 1]
        assert len(line) == len(trip["stops"]) + 2
        assert {(line[k]["x_km"], line[k]["y_km"]) for k in (0, -1)} == {
            (day["x_km"][0], day["y_km"][0])
        }


def test_the_timeline_covers_all_paid_time_without_overlap(
    charts: dict[str, Any], events: list[dict[str, Any]]
) -> None:
    spans = table(charts["Vehicle timeline"], "activity")
    for trip in kind(events, "trip"):
        own = sorted(
            (span["from_min"], span["to_min"]) for span in spans if span["trip"] == trip["trip"] + 1
        )
        assert own[0][0] == pytest.approx(trip["loading_from_min"])
        assert own[-1][1] == pytest.approx(trip["back_min"])
        for (_, end), (start, _) in pairwise(own):
            assert start == pytest.approx(end)


def test_the_waves_account_for_every_open_order(
    charts: dict[str, Any], events: list[dict[str, Any]]
) -> None:
    parts = table(charts["Orders at each wave"], "what")
    waves = kind(events, "wave")
    assert sum(part["orders"] for part in parts) == sum(len(wave["open"]) for wave in waves)
    left = sum(part["orders"] for part in parts if part["what"] == "left to the spot carrier")
    assert left == len(kind(events, "spot"))


def test_the_waterfall_ends_at_the_objective(
    charts: dict[str, Any], events: list[dict[str, Any]]
) -> None:
    steps = table(charts["Cost by part"], "part")
    assert steps[-1]["end"] == pytest.approx(kind(events, "measures")[0]["cost_per_unit_eur"])


def test_parts_of_nothing_are_not_drawn(charts: dict[str, Any]) -> None:
    steps = table(charts["Cost by part"], "part")
    assert {"Night", "Tolls", "Cross-dock"}.isdisjoint(step["part"] for step in steps)
    assert all(step["end"] > step["start"] for step in steps)


def test_a_trace_without_a_day_gives_no_chart() -> None:
    assert figures(WORLD, []) == {}


def test_a_day_on_which_nothing_is_delivered_still_has_a_map() -> None:
    class Nothing(OneTripPerWave):
        def plan_wave(self, wave: Wave) -> WavePlan:
            return WavePlan()

    trace = Trace(on=True)
    simulate(WORLD, Draws(b"a day of 15 stop"), Nothing(), trace)
    charts = figures(WORLD, trace.events)
    assert "Vehicle timeline" not in charts
    for chart in charts.values():
        assert "<svg" in vl_convert.vegalite_to_svg(chart.to_json())
