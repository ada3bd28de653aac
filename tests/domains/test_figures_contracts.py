"""The pictures of a year of contracts show what its trace says, and stay small."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import vl_convert

from domains.figures.contract_risk import figures
from domains.figures.contracts.exceedance import exceedance
from domains.figures.contracts.exposure_parts import exposure_change, exposure_parts
from domains.figures.contracts.money import euros, short, signed
from domains.figures.contracts.record import Played, read
from ruleloop.domain import Trace
from ruleloop.evaluation.slim_svg import slim
from simulators.contract_risk.claims.losses import tail_value_eur
from tests.rules.contract_risk.direct_playbook import play, playbook, scenario_world

MOST_BYTES = 30_000
Events = list[dict[str, Any]]


def traced(name: str, **changes: Any) -> tuple[Events, dict[str, float]]:
    trace = Trace(on=True)
    world = scenario_world("mixed_portfolio", 3, **{"contracts": 300, "years": 400} | changes)
    return trace.events, play(world, playbook(name), 3, trace)


@pytest.fixture(scope="module")
def measured() -> tuple[Events, dict[str, float]]:
    return traced("worth_winning")


@pytest.fixture(scope="module")
def played(measured: tuple[Events, dict[str, float]]) -> Played:
    return told(measured[0])


@pytest.fixture(scope="module")
def before() -> Played:
    return told(traced("baseline")[0])


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
    assert len(charts) >= 2
    for title, chart in charts.items():
        svg = slim(vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[]))
        assert len(svg) < MOST_BYTES, title
        assert "href" not in svg, title


def test_nothing_is_drawn_of_a_trace_without_contracts() -> None:
    assert figures(None, []) == {}
    assert figures(None, [{"kind": "block", "why": ""}]) == {}


def test_a_year_without_any_offer_can_be_drawn() -> None:
    trace = Trace(on=True)
    world = scenario_world("mixed_portfolio", 3, contracts=50, years=50)
    play(world, playbook("_careless"), 3, trace)
    for chart in figures(None, trace.events).values():
        chart.to_dict()


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
