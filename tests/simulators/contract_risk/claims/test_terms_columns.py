"""Columns of terms say in EUR what the terms say."""

import numpy as np
import pytest

from simulators.contract_risk.claims.clause_tables import (
    DATA_POT,
    GENERAL,
    INJURY_POT,
    IP_POT,
    limits,
)
from simulators.contract_risk.claims.terms_columns import UNLIMITED, terms_columns
from simulators.contract_risk.perils.kinds import (
    DATA,
    DEFECT,
    DELAY,
    GROSS,
    INJURY,
    INTENT,
    IP,
    NON_PAYMENT,
    ORDINARY,
    PROTECTED,
)
from simulators.contract_risk.portfolio.portfolio import JURISDICTIONS, portfolio_of
from simulators.contract_risk.terms import Terms
from tests.simulators.contract_risk.claims.made_up_contracts import contract

ABROAD = portfolio_of([contract(seat="US-CA", performed="EW", home="DE")])


def columns(terms: Terms | None):
    return terms_columns([terms], ABROAD)


@pytest.mark.parametrize(
    ("terms", "cap_eur"),
    [
        (Terms(cap=1.5), 150_000.0),
        (Terms(cap=1.5, cap_basis="value"), 450_000.0),
        (Terms(cap=0.5, cap_basis="insured", insured_eur=2e6), 1e6),
        (Terms(cap=0.5, cap_floor_eur=80_000.0), 80_000.0),
        (Terms(cap=0.0), 0.0),
    ],
)
def test_caps_are_multiples_of_their_basis_and_at_least_the_floor(terms, cap_eur):
    assert columns(terms).cap_eur[0] == cap_eur


@pytest.mark.parametrize(("law", "place"), [("home", "DE"), ("seat", "US-CA"), ("performed", "EW")])
def test_the_law_that_terms_choose_governs(law, place):
    assert JURISDICTIONS[columns(Terms(law=law)).governing[0]] == place


def test_what_is_not_signed_is_marked():
    both = terms_columns([Terms(), None], portfolio_of([*ABROAD.contracts] * 2))
    assert both.is_signed.tolist() == [True, False]


def test_super_caps_are_pots_beside_the_general_cap():
    limit, pot = limits(columns(Terms(data_cap=3.0, ip_cap=2.0, injury_cap=0.0, unlimited=())))
    assert limit[0, [DELAY, DATA, IP, INJURY], ORDINARY].tolist() == [1e5, 3e5, 2e5, 1e5]
    assert pot[0, [DELAY, DATA, IP, INJURY]].tolist() == [GENERAL, DATA_POT, IP_POT, GENERAL]
    assert limits(columns(Terms(injury_cap=1.0)))[1][0, INJURY] == INJURY_POT


def test_the_price_is_never_limited_by_the_suppliers_cap():
    assert np.isinf(limits(columns(Terms(unlimited=())))[0][0, NON_PAYMENT]).all()


@pytest.mark.parametrize(
    ("name", "peril", "mark"),
    [
        ("intent", DEFECT, INTENT),
        ("gross_negligence", DELAY, GROSS),
        ("injury", INJURY, PROTECTED),
        ("fraud", DEFECT, INTENT),
        ("product_liability", INJURY, ORDINARY),
        ("ip", IP, ORDINARY),
        ("data", DATA, ORDINARY),
        ("confidentiality", DATA, PROTECTED),
        ("third_party", IP, ORDINARY),
    ],
)
def test_every_unlimited_head_lifts_the_caps_that_it_names(name, peril, mark):
    assert name in UNLIMITED
    limit, _ = limits(columns(Terms(unlimited=(name,))))
    assert np.isinf(limit[0, peril, mark])
    assert np.isfinite(limits(columns(Terms(unlimited=())))[0][0, peril, mark])
    assert np.isfinite(limit[0, DELAY, ORDINARY])
