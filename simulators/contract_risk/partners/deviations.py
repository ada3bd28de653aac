"""How far terms are from what the other side expects, by head: 1 is what lawyers call off-market.

All weights are assumptions. A term that is off-market costs goodwill even where it moves little
money.
"""

import numpy as np

from simulators.contract_risk.claims.terms_columns import UNLIMITED, TermsColumns
from simulators.contract_risk.partners.attitudes import HEADS
from simulators.contract_risk.portfolio.portfolio import Flags, Floats, Portfolio

KIND = 0.1  # how much a kind term counts beside a harsh one
ACCEPTANCE_FAVOURS = np.array([0.3, 0.0, -0.2])  # the supplier: none agreed, deemed, tested
FOREIGN_LAW, FAR_FORUM = 0.4, np.array([0.0, 0.15, 0.0])
NO_EXIT_MONTHS, EXIT_MONTHS = 24.0, 6.0  # held for good counts as 24 months; 6 as one unit
NO_COVER = 2.0


def deviations(terms: TermsColumns, market: TermsColumns, portfolio: Portfolio) -> Floats:
    """(contracts, heads): above 0 harsh for the other side, below kind."""
    favours = _favours_supplier(terms, market, portfolio)
    harsh = np.where(portfolio.is_sale[:, None], favours, -favours)
    harsh[:, HEADS.index("law")] = _law(terms, market, portfolio)
    harsh[:, HEADS.index("cap")] += _missing_cover(terms, portfolio)
    return np.where(harsh > 0.0, harsh, KIND * np.tanh(harsh))


def _favours_supplier(terms: TermsColumns, market: TermsColumns, portfolio: Portfolio) -> Floats:
    small = 0.05 * portfolio.annual_eur
    of_data = np.minimum(portfolio.records / 10_000.0, 1.0)
    by_head = {
        "cap": _halvings(market.cap_eur, terms.cap_eur, small),
        "data_cap": of_data * _halvings(_data(market), _data(terms), small),
        "ip_cap": 0.5 * _halvings(_ip(market), _ip(terms), small),
        "unlimited": 0.5 * (market.unlimited.sum(axis=1) - terms.unlimited.sum(axis=1)),
        "indirect": 1.0 * terms.waives_indirect - market.waives_indirect,
        "liquidated_damages": _delays(terms, market),
        "service_credit": (market.service_credit - terms.service_credit) / 0.1,
        "warranty": _defects(terms, market),
        "acceptance": ACCEPTANCE_FAVOURS[terms.acceptance]
        - ACCEPTANCE_FAVOURS[market.acceptance]
        + 0.3 * (1.0 * terms.change_control - market.change_control),
        "indemnity": _indemnities(market) - _indemnities(terms),
        "payment": _payment(terms) - _payment(market),
        "price": _exit(terms) - _exit(market),
        "law": np.zeros(len(portfolio)),
    }
    return np.stack([by_head[head] for head in HEADS], axis=1)


def _halvings(usual: Floats, found: Floats, small: Floats) -> Floats:
    """How often a sum was halved; at most three times either way."""
    halved: Floats = np.log2((usual + small) / (found + small)).clip(-3.0, 3.0)
    return halved


def _data(terms: TermsColumns) -> Floats:
    capped = np.where(terms.data_cap_eur > 0.0, terms.data_cap_eur, terms.cap_eur)
    return np.where(_says(terms, "data"), 10.0 * capped + 1e7, capped)


def _ip(terms: TermsColumns) -> Floats:
    capped = np.where(terms.ip_cap_eur > 0.0, terms.ip_cap_eur, terms.cap_eur)
    return np.where(_says(terms, "ip"), 1e7, capped)


def _says(terms: TermsColumns, head: str) -> Flags:
    return np.asarray(terms.unlimited[:, UNLIMITED.index(head)], dtype=np.bool_)


def _delays(terms: TermsColumns, market: TermsColumns) -> Floats:
    rate = (market.delay_rate - terms.delay_rate) / 0.005
    cap = (market.delay_cap - terms.delay_cap) / 0.05
    alone = 1.0 * terms.delay_is_sole - market.delay_is_sole
    return np.asarray(0.4 * rate + 0.4 * cap + 0.5 * alone, dtype=np.float64)


def _defects(terms: TermsColumns, market: TermsColumns) -> Floats:
    months = np.log2((market.warranty_months + 1.0) / (terms.warranty_months + 1.0))
    notice = np.log2((market.notice_days + 1.0) / (terms.notice_days + 1.0))
    return np.asarray(months + 0.3 * notice, dtype=np.float64)


def _indemnities(terms: TermsColumns) -> Floats:
    given = 0.6 * terms.indemnity_ip + 0.5 * terms.indemnity_data
    return np.asarray(given + 0.5 * terms.indemnity_third_party, dtype=np.float64)


def _payment(terms: TermsColumns) -> Floats:
    favours = 2.0 * terms.prepaid - terms.payment_days / 60.0 + 0.25 * terms.late_interest / 9.0
    return np.asarray(favours, dtype=np.float64)


def _exit(terms: TermsColumns) -> Floats:
    """Being held in a contract: for ever, or for months."""
    held = np.where(terms.notice_months > 0.0, terms.notice_months, NO_EXIT_MONTHS)
    return np.asarray(held / EXIT_MONTHS, dtype=np.float64)


def _law(terms: TermsColumns, market: TermsColumns, portfolio: Portfolio) -> Floats:
    """Nobody likes foreign law, whichever side of the deal it is on."""
    foreign = FOREIGN_LAW * (terms.governing != portfolio.seat) + FAR_FORUM[terms.forum]
    usual = FOREIGN_LAW * (market.governing != portfolio.seat) + FAR_FORUM[market.forum]
    return np.asarray(foreign - usual, dtype=np.float64)


def _missing_cover(terms: TermsColumns, portfolio: Portfolio) -> Floats:
    return np.asarray(
        NO_COVER * (terms.insured_eur < portfolio.required_cover_eur), dtype=np.float64
    )
