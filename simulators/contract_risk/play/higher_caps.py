"""Customers who value cover buy one more multiple of the cap, where terms offer it at a price."""

from dataclasses import replace

import msgspec
import numpy as np

from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.partners.burden import paid
from simulators.contract_risk.portfolio.portfolio import Flags
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.terms import Terms

SUPER_CAPS = ("data_cap", "ip_cap", "injury_cap")


def who_buys(setting: Setting, terms: TermsColumns, signs: Flags) -> Flags:
    """Of those who sign now: to whom one more multiple is worth more than its price."""
    offered = signs & (terms.price_of_cap > 0.0) & setting.portfolio.is_sale
    if not offered.any():
        return offered
    exposure, world = setting.claims.exposure, setting.world
    higher = replace(terms, cap_eur=np.maximum(terms.cap_eur, terms.bare_cap_eur + terms.step_eur))
    more = paid(exposure, world, higher).damages - paid(exposure, world, terms).damages
    worth = setting.attitudes.risk * more.sum(axis=(1, 2))
    return np.asarray(offered & (worth > terms.price_of_cap * setting.portfolio.annual_eur))


def with_higher_cap(terms: Terms) -> Terms:
    """The terms with one more multiple of the general cap; super-caps are never below it."""
    cap = terms.cap + 1.0
    supers = {name: max(cap, old) for name in SUPER_CAPS if (old := getattr(terms, name)) > 0.0}
    return msgspec.structs.replace(terms, cap=cap, price_of_cap=0.0, **supers)
