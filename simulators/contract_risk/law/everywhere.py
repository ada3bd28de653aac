"""Rules that reach across borders: payment, data protection, sales of goods, choice of law."""

from math import log

from simulators.contract_risk.law.case import Case, chosen_law
from simulators.contract_risk.law.rule import Rule, unless
from simulators.contract_risk.observations import Jurisdiction

_DE: tuple[Jurisdiction, ...] = ("DE",)
_EU_UK: tuple[Jurisdiction, ...] = ("DE", "EW")
_STATES: tuple[Jurisdiction, ...] = (
    "DE",
    "US-NY",
    "US-CA",
)  # of the Vienna convention; the United Kingdom is none
_LONG_DAYS, _PUBLIC_DAYS, _POINTS = 60, 30, 8.0
_WEEK = 7
_ABROAD = {"type": "supply_sell", "is_goods": True}


def _crosses_border(case: Case) -> bool:
    """Between two states of the convention; the United States are one."""
    contract = case.contract
    countries = {place[:2] for place in (contract.home, contract.seat)}
    return contract.is_goods and countries == {"DE", "US"}


def _is_shopped(case: Case) -> bool:
    contract = case.contract
    is_one_home = contract.home == contract.seat and contract.home in _EU_UK
    return is_one_home and contract.home != chosen_law(contract, case.terms)


RULES = (
    Rule(
        id="eu-payment-long",
        jurisdictions=_DE,
        in_force_from=2013,
        protects="supplier",
        clause="payment",
        grade="GREY",
        mark="V",
        left="clause_gone",
        citation="Directive 2011/7/EU on late payment",
        plain_text="More than 60 days to pay hold only when agreed expressly and not grossly "
        "unfair to the supplier.",
        fix="payment_days at most 60",
        margin=lambda case: 2.0 * log(max(1, case.terms.payment_days) / _LONG_DAYS),
        passes={"payment_days": 60},
        fails={"payment_days": 90},
    ),
    Rule(
        id="eu-payment-public",
        jurisdictions=_DE,
        in_force_from=2013,
        protects="supplier",
        clause="payment",
        grade="GREY",
        mark="V",
        left="clause_gone",
        citation="Directive 2011/7/EU on late payment",
        plain_text="Public bodies pay within 30 days.",
        fix="payment_days at most 30",
        applies=lambda case: case.is_sale and case.contract.is_public,
        margin=lambda case: 2.0 * log(max(1, case.terms.payment_days) / _PUBLIC_DAYS),
        passes={"is_public": True, "payment_days": 30},
        fails={"is_public": True, "payment_days": 45},
    ),
    Rule(
        id="eu-late-interest",
        jurisdictions=_DE,
        in_force_from=2013,
        protects="supplier",
        clause="payment",
        grade="GREY",
        mark="V",
        left="clause_gone",
        citation="Directive 2011/7/EU on late payment",
        plain_text="Interest for late payment is at least eight points above the central bank's "
        "rate, unless less is fair to the supplier.",
        fix="late_interest at least 8",
        margin=lambda case: (_POINTS - case.terms.late_interest) / 4.0,
        passes={"late_interest": 8.0},
        fails={"late_interest": 2.0},
    ),
    Rule(
        id="gdpr-subjects",
        jurisdictions=_EU_UK,
        in_force_from=2018,
        protects="customer",
        clause="data_cap",
        grade="INFO",
        mark="V",
        read="text of art. 82; https://eurocloud.org on caps between the parties",
        left="kept",
        citation="GDPR art. 82",
        plain_text="Persons whose data is lost claim in full from either side; a cap only divides "
        "the damage between the two.",
        fix="nothing to do: know that the cap does not bind those persons",
        applies=lambda case: case.contract.records > 0,
        margin=lambda case: unless(is_kept=not case.is_limited("data")),
        passes={"records": 1000, "unlimited": ("intent", "gross_negligence", "injury", "data")},
        fails={"records": 1000},
    ),
    Rule(
        id="cisg-notice",
        jurisdictions=_STATES,
        in_force_from=1991,
        protects="customer",
        clause="notice",
        grade="GREY",
        mark="V",
        left="clause_gone",
        citation="CISG art. 39 (1); that the contract may vary it is verified only in part",
        plain_text="In sales across borders the buyer has a reasonable time to complain; less than "
        "a week is taken for too short (our threshold).",
        fix="notice_days at least 7",
        applies=lambda case: _crosses_border(case) and case.supplier_wrote_limits,
        margin=lambda case: 0.5 * log(_WEEK / max(0.5, case.terms.notice_days)),
        passes={**_ABROAD, "seat": "US-NY", "home": "DE", "law": "performed", "notice_days": 7},
        fails={**_ABROAD, "seat": "US-NY", "home": "DE", "law": "performed", "notice_days": 2},
    ),
    Rule(
        id="cisg-holds",
        jurisdictions=_STATES,
        in_force_from=1991,
        protects="both",
        clause="law",
        grade="INFO",
        mark="M",
        left="kept",
        citation="CISG art. 1, 6",
        plain_text="To choose the law of a member state of the convention chooses the convention "
        "with it, unless the contract excludes it.",
        fix="nothing to do: the clause text excludes or keeps it by name",
        margin=lambda case: 1.0 if _crosses_border(case) else -1.0,
        passes={},
        fails={**_ABROAD, "seat": "US-NY", "home": "DE", "law": "performed"},
    ),
    Rule(
        id="rome-shopping",
        jurisdictions=_EU_UK,
        in_force_from=2009,
        protects="both",
        clause="law",
        grade="GREY",
        mark="V",
        read="art. 3 (3) as quoted at http://wordscope.be/anglais/francais/country+has+chosen.html",
        left="clause_gone",
        citation="Regulation (EC) 593/2008 (Rome I), art. 3 (3)",
        plain_text="Both sides sit in one country and choose another's law: what cannot be waived "
        "at home stays when nothing else points abroad. It is kept here in any case.",
        fix='law="home"',
        margin=lambda case: 0.5 if _is_shopped(case) else -1.0,
        passes={},
        fails={"performed": "US-NY", "law": "performed"},
    ),
)
