"""The figures of one replication, all finite."""

from dataclasses import dataclass

import numpy as np

from simulators.contract_risk.claims.losses import Losses, tail_value_eur
from simulators.contract_risk.claims.terms_columns import UNLIMITED, TermsColumns
from simulators.contract_risk.play.deals import Deals, most_variants, share
from simulators.contract_risk.play.money import PARTS, Bill
from simulators.contract_risk.portfolio.portfolio import TYPES, Flags, Floats
from simulators.contract_risk.setting import Setting

OPTIONAL_UNLIMITED = ("data", "confidentiality", "third_party")
"""Heads that market playbooks limit; for the others liability is unlimited by law or usage."""


@dataclass(frozen=True)
class Year:
    """All that is known when a year is over."""

    setting: Setting
    deals: Deals
    terms: TermsColumns
    losses: Losses
    bill: Bill
    days: Floats


def measures(year: Year) -> dict[str, float]:
    """What is reported of a replication."""
    return {**_money(year), **_deals(year), **_risk(year), **_checks(year)}


def _money(year: Year) -> dict[str, float]:
    """EUR per offered contract and year; parts are whole cents in total."""
    portfolio, count = year.setting.portfolio, len(year.setting.portfolio)
    parts = {f"{name}_eur": cents / 100.0 / count for name, cents in year.bill.cents().items()}
    total = sum(parts[f"{name}_eur"] for name in PARTS)
    by_type = {
        f"exposure_{name}_eur": _mean(year.bill.total[portfolio.type == code])
        for code, name in enumerate(TYPES)
    }
    return {
        "exposure_per_contract_eur": total,
        **parts,
        **by_type,
        "exposure_share": total / float(portfolio.annual_eur.mean()),
    }


def _deals(year: Year) -> dict[str, float]:
    deals, portfolio = year.deals, year.setting.portfolio
    by_type = {
        f"win_rate_{name}": share(deals.is_signed, portfolio.type == code)
        for code, name in enumerate(TYPES)
    }
    return {
        "win_rate": share(deals.is_signed),
        **by_type,
        "negotiation_days": float(year.days.mean()),
        "rounds_per_contract": float(deals.asks.mean()),
        "variants_per_type": float(most_variants(deals.openings)),
        "fallbacks_per_type": float(most_variants(deals.fallbacks)),
        "illegal_share": deals.illegal / max(deals.decisions, 1),
    }


def _risk(year: Year) -> dict[str, float]:
    portfolio, losses, signed = year.setting.portfolio, year.losses, year.deals.is_signed
    value = max(float(portfolio.annual_eur[signed].sum()), 1.0)
    claims = float(losses.claims.sum())
    erosion = ("retained_loss", "legal_cost", "damages_and_credits", "concessions", "late_payment")
    eroded = sum(float(year.bill.by_part[name].sum()) for name in erosion)
    return {
        "tvar99_eur": tail_value_eur(losses.year_eur),
        "fairness": losses.controlled_share,
        "claims_share": claims / max(int(signed.sum()), 1),
        "formal_share": float(losses.formal.sum()) / max(claims, 1e-9),
        "legal_share": float(losses.legal_eur.sum()) / value,
        "erosion_share": eroded / value,
    }


def _checks(year: Year) -> dict[str, float]:
    deals, terms = year.deals, year.terms
    sold = deals.is_signed & year.setting.portfolio.is_sale
    grey = [sum(finding.grade == "GREY" for finding in found) for found in deals.findings]
    doubts = np.array(grey)[deals.is_signed]
    return {
        "blocks": float(len(deals.blocked)),
        "grey_per_contract": float(doubts.mean()) if len(doubts) else 0.0,
        "unlimited_share": share(_unlimited(terms), sold) if sold.any() else 0.0,
        "over_insurance_share": share(_beyond_cover(terms), sold) if sold.any() else 0.0,
    }


def _unlimited(terms: TermsColumns) -> Flags:
    heads = [UNLIMITED.index(head) for head in OPTIONAL_UNLIMITED]
    return np.asarray(terms.unlimited[:, heads].any(axis=1), dtype=np.bool_)


def _beyond_cover(terms: TermsColumns) -> Flags:
    caps = [terms.cap_eur, terms.data_cap_eur, terms.ip_cap_eur, terms.injury_cap_eur]
    return np.asarray(np.max(caps, axis=0) > terms.insured_eur, dtype=np.bool_)


def _mean(euros: Floats) -> float:
    return float(euros.mean()) if len(euros) else 0.0
