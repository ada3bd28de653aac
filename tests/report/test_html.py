import base64
import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import msgspec
import pytest

from ruleloop.report.finding import finding
from ruleloop.report.html import to_html
from ruleloop.report.markdown import to_markdown
from ruleloop.report.result import Figure, RunResult, WorldParameter
from tests.report import results

VOID = {"meta", "img", "br", "hr", "input", "link"}
variants = pytest.mark.parametrize("variant", list(results.VARIANTS))


class Page(HTMLParser):
    """What a browser's parser sees: tags, attributes, visible text, and whether tags match."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += data.replace("\u00a0", " ")


def page(result: RunResult) -> Page:
    return Page(to_html(result))


@variants
def test_the_file_refers_to_nothing_outside_itself(variant: str) -> None:
    source = to_html(results.VARIANTS[variant]())
    assert not re.search(r"https?://|//[a-z]|url\(|@import", source)
    addresses = [v for k, v in Page(source).attributes if k in ("src", "href", "action", "data")]
    assert all(address.startswith("data:image/svg+xml;base64,") for address in addresses)


@variants
def test_the_file_holds_no_script_and_forbids_any(variant: str) -> None:
    shown = page(results.VARIANTS[variant]())
    assert not {"script", "iframe", "object", "embed", "form", "link"} & set(shown.tags)
    assert not [name for name, _ in shown.attributes if name.startswith("on")]
    assert any("default-src 'none'" in value for _, value in shown.attributes)


def test_text_from_agents_and_rules_is_shown_as_it_is() -> None:
    shown = page(results.hostile())
    assert "<script>alert(1)</script>" in shown.text
    assert "</table><img src=x onerror=y>" in shown.text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\ud800-\udfff]", to_html(results.hostile()))


def test_a_hostile_picture_stays_inside_its_image() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>x()</script></svg>'
    result = msgspec.structs.replace(results.finished(), figures=(Figure("x", svg),))
    shown = page(result)
    assert "script" not in shown.tags
    assert "onload" not in dict(shown.attributes)


def test_all_three_gains_stand_on_the_page_with_their_intervals() -> None:
    text = page(results.finished()).text
    for number in ("+5.76 %", "+4.4 %", "+4.0 %", "4.87 to 6.65 %", "3.4 to 5.4 %", "2.9 to 5.1 %"):
        assert number in text


@variants
def test_the_finding_is_in_the_title_and_first_on_the_page(variant: str) -> None:
    result = results.VARIANTS[variant]()
    text = page(result).text
    title = finding(result).title.replace("\u00a0", " ")
    assert text.count(title) >= 2
    assert text.rindex(title) < 700


def test_every_shipped_arm_guardrail_and_part_is_named() -> None:
    text = page(results.finished()).text
    for words in ("Foresight", "Floor", "Baseline", "deliveries on time", "drivers' hours"):
        assert words in text


def test_five_thousand_experiments_stay_small_and_quick_and_say_what_is_left_out() -> None:
    result = results.five_thousand()
    started = time.process_time()
    source = to_html(result)
    assert time.process_time() - started < 5.0
    assert len(source.encode()) < 2_000_000
    text = Page(source).text
    assert "400 experiments of 5,000: those that came furthest" in text
    assert "550 of 4,398 attempts are drawn" in text


def test_pictures_beyond_the_size_limit_are_counted_not_silently_dropped() -> None:
    svg = "<svg>" + "x" * 500_000 + "</svg>"
    figures = tuple(Figure(f"picture {k}", svg) for k in range(3))
    source = to_html(msgspec.structs.replace(results.finished(), figures=figures))
    assert "2 pictures left out" in source
    assert len(source.encode()) < 1_500_000


@pytest.mark.parametrize(("width", "is_beside"), [(300, True), (700, False)])
def test_wide_pictures_stand_below_each_other(width: int, is_beside: bool) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9"></svg>'
    figures = (Figure("x", svg, svg),)
    source = to_html(msgspec.structs.replace(results.finished(), figures=figures))
    assert ('<div class="pictures">' in source) == is_beside


def test_every_assumption_is_on_the_page_however_many_there_are() -> None:
    result = results.finished()
    many = tuple(
        msgspec.structs.replace(result.sensitivity[0], parameter=f"p{k}", description=f"worry {k}!")
        for k in range(71)
    )
    text = page(msgspec.structs.replace(result, sensitivity=many)).text
    assert all(f"worry {k}!" in text for k in range(71))
    assert "41 further estimates" in text


def test_the_same_result_gives_the_same_bytes() -> None:
    assert to_html(results.finished()) == to_html(results.finished())


def test_a_world_parameter_without_source_is_called_an_assumption() -> None:
    row = page(results.finished()).text.split("faster by night", 2)[-1]
    assert row.startswith("1.251.15 to 1.35assumption")


def test_importing_the_report_loads_no_plotting_and_no_template_library() -> None:
    code = (
        "import sys, ruleloop.report.html, ruleloop.report.terminal, ruleloop.report.markdown;"
        "print({'altair', 'vl_convert', 'jinja2', 'rich', 'numpy'} & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert found == "set()\n"


def test_a_picture_from_altair_can_be_embedded() -> None:
    altair = pytest.importorskip("altair")
    converter = pytest.importorskip("vl_convert")
    data = altair.Data(values=[{"hour": 1, "vans": 2}, {"hour": 2, "vans": 5}])
    chart = altair.Chart(data).mark_line().encode(x="hour:Q", y="vans:Q")
    svg = converter.vegalite_to_svg(chart.to_dict())
    result = msgspec.structs.replace(results.finished(), figures=(Figure("Vans", svg, svg),))
    images = [v for k, v in page(result).attributes if k == "src"]
    assert len(images) == 2
    root = ET.fromstring(base64.b64decode(images[0].split(",", 1)[1]))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_where_nothing_was_kept_nothing_is_called_new() -> None:
    text = page(results.nothing_found()).text
    assert "New rules" not in text
    assert "new rules are" not in text
    assert text.count("winner of the opening tournament") == 1


def test_a_file_that_no_scenario_names_is_no_assumption() -> None:
    base = results.finished()
    unused = WorldParameter("sites_csv", "", "", "", "table of sites")
    with_file = msgspec.structs.replace(base, parameters=(*base.parameters, unused))
    assert "sites_csv" not in page(with_file).text
    assert "sites_csv" not in to_markdown(with_file)


def test_outcomes_are_counted_in_words_that_the_page_explains() -> None:
    text = page(results.nothing_found()).text
    assert "discarded" in text
    assert "Kept, discarded, indecisive" in text
    assert "Unsafe, crash, refused" in text


def test_papers_are_linked_beside_the_report_and_counted() -> None:
    def links(*papers: str) -> tuple[list[str], str]:
        shown = page(msgspec.structs.replace(results.VARIANTS["finished"](), papers=papers))
        return [value for name, value in shown.attributes if name == "href"], shown.text

    assert links()[0] == []
    assert links("papers-1/index.html", "papers-1/a.html")[0] == ["papers-1/index.html"]
    names = [f"papers-1/{k:02d}.txt" for k in range(15)]
    found, text = links(*names)
    assert found == names[:12]
    assert "3 more papers in the same folder" in text
    odd = 'papers-1/"><script>x.html'
    assert links(odd)[0] == ["papers-1/%22%3E%3Cscript%3Ex.html"]
