"""Claims of a contract and year share the caps that hold for the year, each its own."""

from typing import Any

import msgspec
import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.contract_risk.claims.aggregates import capped_eur, neighbours
from simulators.contract_risk.claims.clause_tables import clause_tables
from simulators.contract_risk.claims.draw_claims import draw_claims
from simulators.contract_risk.claims.strikes import no_strikes
from simulators.contract_risk.claims.terms_columns import terms_columns
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.claims.made_up_contracts import mix

WORLD = World(contagion_cv=3.0, frequency_scale=5.0)
PORTFOLIO = mix(12)
CLAIMS = draw_claims(PORTFOLIO, WORLD, Draws(b"caps for a year."), years=300)
COLUMNS = CLAIMS.columns
CAPPED = Terms(cap=0.3, data_cap=1.0, ip_cap=1.0, injury_cap=1.0)


def capped(**changes: Any):
    terms = terms_columns([msgspec.structs.replace(CAPPED, **changes)] * 12, PORTFOLIO)
    tables = clause_tables(CLAIMS.exposure, terms, no_strikes(12), WORLD)
    limit = tables.limit_eur[COLUMNS.slot]
    return capped_eur(COLUMNS.gross_eur, limit, COLUMNS, tables), limit, tables


def test_a_plain_loop_over_contracts_years_and_pots_gives_the_same():
    together, limit, tables = capped()
    expected = np.minimum(COLUMNS.gross_eur, limit).astype(float)
    pots: dict[tuple[int, int, int], list[int]] = {}
    for row in range(len(COLUMNS)):
        if np.isfinite(limit[row]):
            pot = int(tables.pot[COLUMNS.slot[row]])
            key = int(COLUMNS.year[row]), int(COLUMNS.contract[row]), pot
            pots.setdefault(key, []).append(row)
    assert max(len(rows) for rows in pots.values()) > 3
    for rows in pots.values():
        demand = COLUMNS.gross_eur[rows].astype(float)
        expected[rows] = demand * min(1.0, limit[rows[0]] / demand.sum())
    np.testing.assert_allclose(together, expected, rtol=1e-5)


def test_caps_for_each_claim_do_not_look_at_others():
    each, limit, _ = capped(is_aggregate=False)
    np.testing.assert_array_equal(each, np.minimum(COLUMNS.gross_eur, limit))


def test_neighbours_are_all_but_the_only_claims_of_a_contract_and_year():
    key = COLUMNS.year.astype(int) * 12 + COLUMNS.contract
    count = np.bincount(key)[key]
    assert neighbours(COLUMNS).tolist() == np.flatnonzero(count > 1).tolist()
    assert len(neighbours(COLUMNS.part(slice(0, 0)))) == 0
    assert len(neighbours(COLUMNS.part(slice(0, 1)))) == 0


@pytest.mark.parametrize("cap", [0.0, 1e-3])
def test_hardly_any_cap_leaves_hardly_anything(cap):
    left, limit, _ = capped(cap=cap, data_cap=0.0, ip_cap=0.0, injury_cap=0.0, unlimited=())
    assert left[np.isfinite(limit)].max() <= cap * PORTFOLIO.annual_eur.max() * (1.0 + 1e-6)
