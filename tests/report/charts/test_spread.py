"""The picture of everything tried, from made-up places."""

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.report.charts.spread import Spread, spread
from ruleloop.report.html import to_html
from ruleloop.report.numbers import MINUS
from ruleloop.report.result import RunResult, Traded
from tests.report import results
from tests.report.results import KEPT, SHIPPED, TRIED


def drawn(**fields: object) -> Spread:
    picture = spread(result(**fields))
    assert picture is not None
    return picture


def result(**fields: object) -> RunResult:
    base = results.traded()
    assert base.trade_off
    return msgspec.structs.replace(
        base, trade_off=msgspec.structs.replace(base.trade_off, **fields)
    )


def test_a_domain_without_a_second_measure_or_a_run_without_attempts_has_no_picture() -> None:
    assert spread(results.finished()) is None
    assert spread(result(tried=(), kept=())) is None
    assert 'id="trade-off"' not in to_html(results.finished())


def test_baseline_best_known_and_new_rules_are_labelled_and_stand_where_they_were_measured() -> (
    None
):
    picture = drawn()
    labelled = {spot.label: spot for spot in picture.spots if spot.label}
    assert list(labelled) == ["Baseline", "Best known rules", "New rules"]
    best = labelled["Best known rules"]
    assert (best.x, best.y) == (picture.zero_x, picture.zero_y)
    assert labelled["Baseline"].x < best.x < labelled["New rules"].x
    assert labelled["Baseline"].y < best.y < labelled["New rules"].y < picture.lines[0].y
    assert picture.named[:2] == (
        ("Baseline", f"{MINUS}0.320", "+0.0100"),
        ("New rules", "+0.110", f"{MINUS}0.0010"),
    )


def test_where_nothing_was_kept_nothing_is_labelled_as_new() -> None:
    assert "New rules" not in {spot.label for spot in drawn(kept=()).spots}


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), min_size=1, max_size=50))
def test_every_spot_lies_in_the_frame_and_every_keep_and_limit_inside_its_edges(
    places: list[tuple[float, float]],
) -> None:
    tried = tuple(Traded(f"#{k}", *place) for k, place in enumerate(places))
    picture = drawn(tried=tried)
    assert len(picture.spots) == len(tried) + len(KEPT) + len(SHIPPED)
    assert all(0.0 <= spot.x <= 100.0 and 0.0 <= spot.y <= 100.0 for spot in picture.spots)
    inside = [spot.y for spot in picture.spots if spot.kind in ("keep", "champion", "baseline")]
    assert all(0.0 < y < 100.0 for y in (*inside, picture.lines[0].y))


def test_outliers_stand_at_the_edge_and_are_counted() -> None:
    far = Traded("#99", -1e6, -1e6)
    picture = drawn(tried=(*TRIED, far))
    assert [(s.x, s.y) for s in picture.spots if s.kind == "beyond"] == [(0.0, 100.0)]
    assert picture.remark == "2 rule sets beyond the axes stand at the edge."  # and all_by_night


def test_attempts_that_are_left_out_are_counted() -> None:
    assert "39 of 5,000 attempts are drawn." in drawn(how_many=5000).remark


def test_a_label_avoids_the_side_with_more_dots() -> None:
    def side(change: float) -> bool:
        crowd = tuple(Traded(f"#{k}", 0.11, -0.001 + change) for k in range(9))
        return next(s.is_below for s in drawn(tried=crowd).spots if s.label == "New rules")

    assert side(0.001)
    assert not side(-0.001)


def test_the_page_says_in_text_what_the_picture_shows_and_stays_small() -> None:
    many = tuple(Traded(f"#{k}", 0.001 * (k % 300), 1e-5 * k) for k in range(600))
    page = to_html(result(tried=many))
    assert len(page) - len(to_html(results.finished())) < 60_000
    assert "change of deliveries on time" in page
    for words in ("<td>Baseline</td>", "<td>New rules</td>", "<td>Guard-rail</td>"):
        assert words in page
    assert re.search(r'<svg class="spread" role="img" aria-label="[^"]{40,}"', page)
