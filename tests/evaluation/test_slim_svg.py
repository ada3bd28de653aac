"""A slim picture looks as it did, says what it said, and is much smaller."""

import io
import re
from typing import Any

import numpy as np
import pytest

from ruleloop.evaluation.slim_svg import slim

alt = pytest.importorskip("altair")
vl_convert = pytest.importorskip("vl_convert")

NASTY = "<a> & \"b\" 'c' ü ✓ }.s0{fill:red"


@pytest.fixture(scope="module")
def drawn() -> str:
    """Two charts with grids, clipped and faint lines, dashes, points, and texts."""
    rows = [{"x": k / 7.0, "y": (k * k % 11) / 3.0, "of": f"{k % 3}"} for k in range(60)]
    base = alt.Chart(alt.InlineData(values=rows)).encode(x="x:Q", y="y:Q", color="of:N")
    lines = base.mark_line(clip=True, opacity=0.4, strokeDash=[4, 2])
    texts = base.mark_text(fontWeight="bold", dy=-6).encode(text="of:N")
    one = (lines + base.mark_point(filled=True) + texts).properties(title=NASTY)
    chart = one | base.mark_bar(clip=True).properties(title="bars")
    return str(vl_convert.vegalite_to_svg(chart.to_json()))


def pixels(svg: str) -> Any:
    image = pytest.importorskip("PIL.Image")
    return np.asarray(image.open(io.BytesIO(vl_convert.svg_to_png(svg)))).astype(int)


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>(.*?)</text>", svg)


def test_a_slim_picture_looks_as_it_did(drawn: str) -> None:
    before, after = pixels(drawn), pixels(slim(drawn))
    assert before.shape == after.shape
    difference = np.abs(before - after).max(axis=2)
    assert difference.mean() < 1.0
    assert (difference > 128).mean() < 0.001  # edges that moved by a twentieth of a pixel at most


def test_a_slim_picture_has_less_than_half_the_size(drawn: str) -> None:
    assert len(slim(drawn)) < 0.5 * len(drawn)


def test_every_text_stays_as_it_was_and_none_becomes_a_style(drawn: str) -> None:
    assert sorted(texts(slim(drawn))) == sorted(texts(drawn))
    assert "fill:red" not in slim(drawn).split("</style>")[0]


def test_the_picture_keeps_its_size_on_the_page(drawn: str) -> None:
    size = re.search(r' width="[0-9.]+" height="[0-9.]+"', drawn)
    assert size is not None
    assert size[0] in slim(drawn)[:200]


def test_an_element_without_a_colour_of_its_own_is_seen_only_in_a_coloured_group() -> None:
    box = '<path d="M0,0h9v9h-9Z"/>'
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><g fill="{}">{}</g></svg>'
    assert "<path" in slim(svg.format("#123456", box))
    assert "<path" not in slim(svg.format("none", box))
