"""The laws of New York and California."""

from math import log

from simulators.contract_risk.law.case import Case, excess, shortfall
from simulators.contract_risk.law.rule import Rule, unless
from simulators.contract_risk.observations import Jurisdiction

_NY: tuple[Jurisdiction, ...] = ("US-NY",)
_CA: tuple[Jurisdiction, ...] = ("US-CA",)
_US: tuple[Jurisdiction, ...] = ("US-NY", "US-CA")
_GOODS = {"type": "supply_sell", "is_goods": True}
_WEEKLY, _IN_ALL = 0.02, 0.15  # assumed, as in England
_NOMINAL = 0.01  # assumed: a cap below this share of the price is a nominal sum
_TOKEN = 0.05  # assumed: a remedy below this share of the price fails of its purpose
_YEAR = 12


def _gross(case: Case) -> float:
    if not (case.is_limited("gross_negligence") or case.is_limited("intent")):
        return -1.0
    return 0.3 + max(0.0, shortfall(_NOMINAL * case.contract.value_eur, case.cap_eur))


def _out_of_proportion(case: Case) -> float:
    terms = case.terms
    if min(terms.delay_rate, terms.delay_cap) <= 0.0:
        return -1.0
    return max(excess(terms.delay_rate, _WEEKLY), excess(terms.delay_cap, _IN_ALL))


RULES = (
    Rule(
        id="ny-gross",
        jurisdictions=_NY,
        in_force_from=1992,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        read="the decision, and Soja v Keystone Trozze (2013) on nominal sums",
        left="reduced",
        citation="Sommer v Federal Signal, 79 N.Y.2d 540 (1992)",
        plain_text="A clause does not bar recovery for gross negligence, let alone intent, when it "
        "excludes liability or leaves a nominal sum (1 % of the price: our threshold); whether it "
        "may leave more is less clear.",
        fix='unlimited should contain "gross_negligence" and "intent"',
        margin=_gross,
        sums=True,
        passes={},
        fails={"unlimited": ("injury", "fraud")},
    ),
    Rule(
        id="ca-wilful",
        jurisdictions=_CA,
        in_force_from=1872,
        protects="customer",
        clause="cap",
        grade="BLOCK",
        mark="V",
        left="reduced",
        citation="Cal. Civ. Code s. 1668; New England Country Foods v VanLaw (24.4.2025)",
        plain_text="Liability for wilful injury cannot be limited; for mere breach of contract it "
        "can.",
        fix='unlimited must contain "intent"',
        margin=lambda case: unless(is_kept=not case.is_limited("intent")),
        passes={},
        fails={"unlimited": ("fraud", "injury")},
    ),
    Rule(
        id="ca-fraud",
        jurisdictions=_CA,
        in_force_from=1872,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        read="text of s. 1668 at https://crowdsourcelawyers.com",
        left="reduced",
        citation="Cal. Civ. Code s. 1668",
        plain_text="The same section names one's own fraud; the decision of 2025 is about wilful "
        "injury.",
        fix='unlimited should contain "fraud"',
        margin=lambda case: unless(is_kept=not case.is_limited("fraud")),
        passes={},
        fails={"unlimited": ("intent", "injury")},
    ),
    Rule(
        id="us-damages",
        jurisdictions=_US,
        in_force_from=1965,
        protects="supplier",
        clause="delay",
        grade="GREY",
        mark="V",
        read="text of 2-718 at https://www.nysenate.gov; for California and beside goods taken to "
        "be the same",
        left="clause_gone",
        citation="UCC 2-718 (1)",
        plain_text="Damages agreed in advance must be reasonable beside the harm that was expected "
        "or came about (2 % a week or 15 % in all: our thresholds).",
        fix="delay_rate at most 0.02 a week and delay_cap at most 0.15",
        margin=_out_of_proportion,
        passes={"delay_rate": 0.01, "delay_cap": 0.1},
        fails={"delay_rate": 0.05, "delay_cap": 0.5},
    ),
    Rule(
        id="us-damages-doubt",
        jurisdictions=_US,
        in_force_from=1965,
        protects="supplier",
        clause="delay",
        grade="INFO",
        mark="V",
        left="kept",
        citation="Marquard 2021",
        plain_text="That courts in New York and California enforce agreed damages cannot "
        "confidently be relied on.",
        fix="delay_rate or delay_cap of 0",
        margin=lambda case: 1.0 if min(case.terms.delay_rate, case.terms.delay_cap) > 0.0 else -1.0,
        passes={"delay_cap": 0.0},
        fails={"delay_cap": 0.05},
    ),
    Rule(
        id="us-purpose",
        jurisdictions=_US,
        in_force_from=1965,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        read="text of 2-719 at https://www.nysenate.gov; for California taken to be the same",
        left="clause_gone",
        citation="UCC 2-719 (2)",
        plain_text="A limited remedy for goods that fails of its essential purpose falls (a cap "
        "below 5 % of the price: our threshold).",
        fix="a cap of at least 5 % of the price of the whole term",
        applies=lambda case: case.contract.is_goods,
        margin=lambda case: shortfall(_TOKEN * case.contract.value_eur, case.cap_eur),
        sums=True,
        all_limits=False,
        passes=_GOODS,
        fails={**_GOODS, "cap": 0.05},
    ),
    Rule(
        id="us-injury",
        jurisdictions=_US,
        in_force_from=1965,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        read="text of 2-719 at https://www.nysenate.gov; for California taken to be the same",
        left="reduced",
        citation="UCC 2-719 (3)",
        plain_text="To limit consequential damages for injury is prima facie unconscionable for "
        "consumer goods; goods of businesses may end up with consumers.",
        fix='unlimited should contain "injury"',
        applies=lambda case: case.contract.is_goods,
        margin=lambda case: 0.3 if case.is_limited("injury") else -1.0,
        passes=_GOODS,
        fails={**_GOODS, "unlimited": ("intent", "gross_negligence", "fraud")},
    ),
    Rule(
        id="us-limitation",
        jurisdictions=_US,
        in_force_from=1965,
        protects="customer",
        clause="warranty",
        grade="INFO",
        mark="V",
        read="text of 2-725 (New York) at https://law.justia.com; for California taken to be the "
        "same",
        left="kept",
        citation="UCC 2-725 (1)",
        plain_text="Claims about goods last four years; parties can agree on one, not on less.",
        fix="warranty_months at least 12",
        applies=lambda case: case.contract.is_goods,
        margin=lambda case: log(_YEAR / max(1, case.terms.warranty_months)),
        passes={**_GOODS, "warranty_months": 12},
        fails={**_GOODS, "warranty_months": 6},
    ),
)
