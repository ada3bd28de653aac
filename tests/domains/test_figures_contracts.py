"""The pictures of a year of contracts show what its trace says, and stay small."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import vl_convert

from domains.figures.contract_risk import compared, figures
from domains.figures.contracts.bearers import bearers
from domains.figures.contracts.exceedance import exceedance
from domains.figures.contracts.exposure_parts import exposure_change, exposure_parts
from domains.figures.contracts.ladder import ladder
from domains.figures.contracts.law_cells import law_cells
from domains.figures.contracts.law_heat import law_heat
from domains.figures.contracts.money import euros, short, signed
from domains.figures.contracts.record import Played, read
from domains.figures.contracts.wins import wins
from domains.papers.contract_risk import draw_up
from ruleloop.domain import Trace
from ruleloop.evaluation.slim_svg import slim
from simulators.contract_risk.claims.losses import tail_value_eur
from tests.rules.contract_risk.direct_playbook import (
    DirectPlaybook,
    changed,
    play,
    playbook,
    scenario_world,
)

MOST_BYTES = 30_000
TITLES = [
    "Exposure by part", "Loss exceedance", "Who bears the losses", "Liability ladder",
    "Clauses and the law",
]  # fmt: skip
Events = list[dict[str, Any]]


def traced(rules: str | DirectPlaybook, **changes: Any) -> tuple[Events, dict[str, float]]:
    trace = Trace(on=True)
    world = scenario_world("mixed_portfolio", 3, **{"contracts": 300, "years": 400} | changes)
    chosen = playbook(rules) if isinstance(rules, str) else rules
    return trace.events, play(world, chosen, 3, trace)


@pytest.fixture(scope="module")
def measured() -> tuple[Events, dict[str, float]]:
    return traced("worth_winning")


@pytest.fixture(scope="module")
def played(measured: tuple[Events, dict[str, float]]) -> Played:
    return told(measured[0])


@pytest.fixture(scope="module")
def before() -> Played:
    return told(traced("baseline")[0])


@pytest.fixture(scope="module")
def void() -> Played:
    """A playbook whose offers the law forbids: nothing is signed."""
    return told(traced(changed(selling=True, unlimited=()))[0])


def told(events: Events) -> Played:
    found = read(events)
    assert found is not None
    return found


def tables(chart: Any, *columns: str) -> list[list[dict[str, Any]]]:
    """The tables of a chart that have these columns."""
    found = chart.to_dict()["datasets"].values()
    return [list(rows) for rows in found if rows and set(columns) <= set(rows[0])]


def test_pictures_are_drawn_small_and_without_any_address_outside(
    measured: tuple[Events, dict[str, float]],
) -> None:
    charts = figures(None, measured[0])
    assert list(charts) == TITLES
    for title, chart in charts.items():
        svg = slim(vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[]))
        assert len(svg) < MOST_BYTES, title
        assert "href" not in svg, title


def test_nothing_is_drawn_of_a_trace_without_contracts() -> None:
    assert figures(None, []) == compared([], []) == {}
    assert figures(None, [{"kind": "block", "why": ""}]) == {}


@pytest.mark.parametrize("kind", ["saas_sell", "goods_buy"])
def test_contracts_of_one_type_alone_can_be_drawn(kind: str) -> None:
    none = dict.fromkeys(
        ("saas_sell", "services_sell", "supply_sell", "construction_sell", "goods_buy",
         "outsourcing_buy"), 0.0,
    )  # fmt: skip
    events, _ = traced("ladder", contracts=40, years=50, **none | {kind: 1.0})
    for chart in {**figures(None, events), **compared(events, events)}.values():
        assert chart.to_dict()


def test_a_year_without_any_signature_can_be_drawn(void: Played, before: Played) -> None:
    assert void.win_rate == 0.0
    for draw in (exposure_parts, exceedance, bearers, ladder, law_heat):
        assert draw(void).to_dict()
    for compare in (exposure_change, wins, exceedance):
        assert compare(void, before).to_dict()


def test_what_is_read_is_what_was_measured(
    measured: tuple[Events, dict[str, float]], played: Played
) -> None:
    _, measures = measured
    assert played.exposure_eur == pytest.approx(measures["exposure_per_contract_eur"], abs=0.1)
    assert played.win_rate == pytest.approx(measures["win_rate"])
    assert tail_value_eur(played.year_eur) == pytest.approx(measures["tvar99_eur"], rel=1e-6)


def test_losses_are_borne_by_whom_the_parts_say(played: Played) -> None:
    ours = sum(row["us"] + row["lawyers"] for row in played.borne) / played.contracts
    parts = played.parts_eur
    known = parts["retained_loss"] + parts["legal_cost"] + parts["damages_and_credits"]
    unpaid = sum(row["us"] for row in played.borne if row["peril"] == "non_payment")
    assert ours - unpaid / played.contracts == pytest.approx(known, rel=1e-6)


def test_steps_of_the_waterfall_lead_from_nothing_to_the_exposure(played: Played) -> None:
    ((*steps, total),) = tables(exposure_parts(played), "part", "start")
    assert total["end"] == pytest.approx(played.exposure_eur, abs=0.01)
    assert steps[0]["start"] == 0.0
    assert steps[-1]["end"] == pytest.approx(total["end"], abs=4.0)  # tiny parts are left out
    assert all(a["end"] == pytest.approx(b["start"], abs=2.0) for a, b in pairwise(steps))


def test_steps_of_the_change_lead_from_baseline_to_champion(played: Played, before: Played) -> None:
    ((first, *_, last),) = tables(exposure_change(played, before), "part", "start")
    assert first["end"] == pytest.approx(before.exposure_eur, abs=0.01)
    assert last["end"] == pytest.approx(played.exposure_eur, abs=0.01)


def test_the_curve_says_how_many_years_cost_at_least_so_much(played: Played) -> None:
    (points,) = tables(exceedance(played), "playbook", "share")
    for point in points:
        dearer = np.mean(played.year_eur >= 1e6 * point["eur_m"] - 1e-3)
        assert point["share"] == pytest.approx(dearer)


def test_the_line_of_the_baseline_is_drawn_beside(played: Played, before: Played) -> None:
    (points,) = tables(exceedance(played, before), "playbook", "share")
    assert {point["playbook"] for point in points} == {"new playbook", "baseline"}


@pytest.mark.parametrize(
    ("eur", "words"),
    [
        (0.0, "0"), (949.6, "950"), (999.7, "1.0k"), (27_530.0, "27.5k"), (340_000.0, "340k"),
        (999_800.0, "1.0m"), (61.53e6, "61.5m"), (2.5e9, "2.5bn"),
    ],
)  # fmt: skip
def test_sums_are_said_with_two_or_three_digits(eur: float, words: str) -> None:
    assert short(eur) == words
    assert euros(eur) == f"EUR {words}"
    assert signed(eur) == f"+{words}"
    if eur:
        assert signed(-eur).endswith(words)
        assert signed(-eur) != signed(eur)


def test_bars_of_who_bears_are_the_losses_that_were_told(played: Played) -> None:
    panels = tables(bearers(played), "peril", "who")
    drawn = sum(row["eur_m"] for rows in panels for row in rows)
    whole = sum(
        row[who] for row in played.borne for who in ("us", "insurer", "other_side", "lawyers")
    )
    assert drawn == pytest.approx(whole / 1e6, abs=0.01)


def test_a_clause_is_in_doubt_in_as_many_contracts_as_the_law_check_found(played: Played) -> None:
    germans = [k for k, each in enumerate(played.offered) if each.law == "DE" and each.steps]
    for clause, rules in {
        "indirect loss": {"de-indirect"},
        "complaints": {"de-notice", "cisg-notice"},
    }.items():
        (cell,) = (
            each
            for each in law_cells(played)
            if each["clause"] == clause and each["law"].startswith("Germany")
        )
        found = sum(bool(rules & set(played.findings[k])) for k in germans)
        assert cell["doubt"] == pytest.approx(found / len(germans), abs=1e-4)
        assert not cell["blocked"]


def test_what_the_law_forbids_is_said_in_the_title(void: Played, played: Played) -> None:
    assert any(cell["blocked"] for cell in law_cells(void))
    assert "Not to be used" in law_heat(void).to_dict()["title"]["text"]
    assert "No clause is void" in law_heat(played).to_dict()["title"]["text"]


def test_rungs_of_the_ladder_are_the_caps_of_the_openings(before: Played) -> None:
    blocks = tables(ladder(before), "rung", "eur")
    rungs = {row["rung"]: row for row in blocks[0]}
    software = [e for e in before.offered if e.contract.type == "saas_sell" and e.steps]
    price = float(np.median([each.contract.annual_eur for each in software]))
    assert rungs["yearly price"]["eur"] == pytest.approx(price)
    assert rungs["general cap"]["eur"] == pytest.approx(price)  # the market: one year's price
    assert rungs["separate cap, data"]["eur"] == pytest.approx(3.0 * price)


def test_dots_of_wins_are_the_measures(
    measured: tuple[Events, dict[str, float]], played: Played, before: Played
) -> None:
    first, *_ = tables(wins(played, before), "won", "eur")
    by_type = {row["type"]: row for row in first}
    assert by_type["all contracts"]["won"] == pytest.approx(100.0 * played.win_rate, abs=0.01)
    software = by_type["Software as a service, we sell"]
    assert software["won"] == pytest.approx(100.0 * measured[1]["win_rate_saas_sell"], abs=0.01)
    exposure = measured[1]["exposure_saas_sell_eur"]
    assert 1e3 * software["eur"] == pytest.approx(exposure, abs=1.0)


def test_papers_show_the_pictures_on_their_contents_page(
    measured: tuple[Events, dict[str, float]],
) -> None:
    found = draw_up(None, measured[0], measured[0])
    shown = re.findall(r"<h2>(.*?)</h2>\n<img alt='(.*?)' src='data:image/svg", found["index.html"])
    assert [title for title, _ in shown] == list(compared(measured[0], measured[0]))
    assert all(title == told for title, told in shown)
    assert len(found["index.html"]) < 500_000
    assert draw_up(None, [], []) == {}


def test_a_total_is_no_bar_where_zero_is_out_of_sight(played: Played, before: Played) -> None:
    def filters(chart: Any) -> list[str]:
        return [str(layer.get("transform")) for layer in chart.to_dict()["layer"]]

    cut = exposure_change(played, before).to_dict()
    assert cut["layer"][0]["encoding"]["x"]["scale"]["domain"][0] > 0.0
    assert any("&& true" in each for each in filters(exposure_change(played, before)))
    assert not any("&& true" in each for each in filters(exposure_parts(played)))
