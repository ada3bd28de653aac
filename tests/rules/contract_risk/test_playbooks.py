"""Shipped playbooks: the good ones keep the guard-rails, naive ones lose or break them."""

import functools
import statistics
from typing import Any

import pytest

from domains.contract_risk import GUARDRAILS
from ruleloop.domain import AtLeast, Guardrail, Never, NotWorse
from tests.rules.contract_risk.direct_playbook import PLAYBOOKS, play, playbook, scenario_world

SEEDS = range(3)
GOOD = ("baseline", "ladder", "worth_winning", "insurance_anchored")
NAIVE = tuple(name for name in PLAYBOOKS if name not in GOOD)
SMALL: dict[str, Any] = {"contracts": 800, "years": 200, "lawyers": 5}


@functools.cache
def means(name: str) -> dict[str, float]:
    """Over the same few years."""
    rows = [play(scenario_world("mixed_portfolio", k, **SMALL), playbook(name), k) for k in SEEDS]
    return {measure: statistics.fmean(row[measure] for row in rows) for measure in rows[0]}


def holds(rail: Guardrail, found: dict[str, float], usual: dict[str, float]) -> bool:
    """Whether a guard-rail holds by point estimate."""
    value = found[rail.measure]
    if isinstance(rail, AtLeast):
        return value >= rail.limit
    if isinstance(rail, NotWorse):
        beside = usual[rail.measure]
        by = rail.by * (abs(beside) if rail.relative else 1.0)
        return value >= beside - by if rail.more_is_better else value <= beside + by
    return value <= (0.0 if isinstance(rail, Never) else rail.limit)


def broken(name: str) -> list[str]:
    """The guard-rails that a rule set breaks."""
    found, usual = means(name), means("baseline")
    return [rail.measure for rail in GUARDRAILS if not holds(rail, found, usual)]


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_no_playbook_offers_what_the_law_forbids_or_what_contradicts_itself(name: str) -> None:
    assert means(name)["blocks"] == 0.0
    assert means(name)["illegal_share"] == 0.0


@pytest.mark.parametrize("name", GOOD)
def test_good_playbooks_keep_every_guard_rail(name: str) -> None:
    assert broken(name) == []


@pytest.mark.parametrize("name", NAIVE)
def test_naive_playbooks_lose_to_the_market_s_and_break_a_guard_rail(name: str) -> None:
    objective = "exposure_per_contract_eur"
    assert means(name)[objective] > means("baseline")[objective]
    assert broken(name)


def test_zero_liability_loses_by_far_and_on_every_type_that_is_sold() -> None:
    """Four mechanisms: who walks, who takes it off the price, what courts strike, buying."""
    zero, usual = means("zero_liability"), means("baseline")
    assert zero["exposure_per_contract_eur"] > 1.15 * usual["exposure_per_contract_eur"]
    for name in ("saas_sell", "services_sell", "supply_sell", "construction_sell"):
        assert zero[f"exposure_{name}_eur"] > 1.1 * usual[f"exposure_{name}_eur"]
    assert zero["lost_margin_eur"] > 1.25 * usual["lost_margin_eur"]
    assert zero["concessions_eur"] > usual["concessions_eur"]
    assert zero["grey_per_contract"] > 1.3 * usual["grey_per_contract"]


def test_a_ladder_beats_the_market_s_playbook() -> None:
    objective = "exposure_per_contract_eur"
    assert means("ladder")[objective] < means("baseline")[objective]
