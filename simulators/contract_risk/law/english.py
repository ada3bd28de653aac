"""English law: what must be reasonable, and when the Act that says so does not reach."""

from simulators.contract_risk.law.case import Case, chosen_law, excess, shortfall
from simulators.contract_risk.law.rule import Rule, unless
from simulators.contract_risk.observations import Jurisdiction

_EW: tuple[Jurisdiction, ...] = ("EW",)
_WEEKLY, _IN_ALL = (
    0.02,
    0.15,
)  # assumed: four times the usual rate, and half more than the usual cap
_SOFT = 0.4  # assumed: courts seldom strike caps between businesses, so margins count less


def _crosses_border(case: Case) -> bool:
    contract = case.contract
    return contract.is_goods and contract.home != contract.seat


def _by_choice_only(case: Case) -> bool:
    return case.supplier_seat != "EW"


def uses_act(case: Case) -> bool:
    """Whether the Unfair Contract Terms Act 1977 controls the terms."""
    return not _crosses_border(case) and not _by_choice_only(case)


def _controls_limits(case: Case) -> bool:
    return uses_act(case) and case.supplier_wrote_limits


def _out_of_proportion(case: Case) -> float:
    terms = case.terms
    if min(terms.delay_rate, terms.delay_cap) <= 0.0:
        return -1.0
    return max(excess(terms.delay_rate, _WEEKLY), excess(terms.delay_cap, _IN_ALL))


RULES = (
    Rule(
        id="ew-injury",
        jurisdictions=_EW,
        in_force_from=1978,
        protects="customer",
        clause="cap",
        grade="BLOCK",
        mark="V",
        read="https://www.legislation.gov.uk/ukpga/1977/50/part/I",
        left="clause_gone",
        citation="Unfair Contract Terms Act 1977, s. 2 (1)",
        plain_text="Liability for death or injury by negligence can be neither excluded nor "
        "limited.",
        fix='unlimited must contain "injury"',
        applies=uses_act,
        margin=lambda case: unless(is_kept=not case.is_limited("injury")),
        passes={},
        fails={"unlimited": ("intent", "fraud")},
    ),
    Rule(
        id="ew-fraud",
        jurisdictions=_EW,
        in_force_from=1978,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        read="https://swarb.co.uk, summary of the case",
        left="clause_gone",
        citation="HIH Casualty v Chase Manhattan [2003] UKHL 6",
        plain_text="Public policy does not let a party exclude liability for its own fraud in "
        "inducing the contract; a limit that does not say so is in doubt.",
        fix='unlimited should contain "fraud"',
        margin=lambda case: unless(is_kept=not case.is_limited("fraud")),
        passes={},
        fails={"unlimited": ("intent", "injury")},
    ),
    Rule(
        id="ew-insurance",
        jurisdictions=_EW,
        in_force_from=1978,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        left="clause_gone",
        citation="Unfair Contract Terms Act 1977, s. 3, 11 (4), 11 (5)",
        plain_text="A sum that limits liability in standard terms must be reasonable; what the "
        "supplier could insure counts, and it has to show that.",
        fix="raise the cap towards the limit that can be bought (insurance_eur)",
        applies=_controls_limits,
        margin=lambda case: _SOFT * shortfall(case.contract.insurance_eur, case.cap_eur),
        sums=True,
        all_limits=False,
        passes={"cap": 10.0},
        fails={"cap": 1.0},
    ),
    Rule(
        id="ew-insurance-data",
        jurisdictions=_EW,
        in_force_from=1978,
        protects="customer",
        clause="data_cap",
        grade="GREY",
        mark="V",
        left="clause_gone",
        citation="Unfair Contract Terms Act 1977, s. 3, 11 (4), 11 (5)",
        plain_text="The same holds for the limit that applies to data breaches.",
        fix="raise data_cap towards the limit that can be bought (insurance_eur)",
        applies=lambda case: _controls_limits(case) and case.contract.records > 0,
        margin=lambda case: _SOFT * shortfall(case.contract.insurance_eur, case.data_cap_eur),
        sums=True,
        all_limits=False,
        passes={"records": 1000, "data_cap": 10.0},
        fails={"records": 1000, "data_cap": 3.0},
    ),
    Rule(
        id="ew-required-cover",
        jurisdictions=_EW,
        in_force_from=2012,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        left="clause_gone",
        citation="Ampleforth Abbey Trust v Turner & Townsend [2012]",
        plain_text="A cap at the fees was unreasonable where the contract asked for far more "
        "professional cover.",
        fix="cap_floor_eur at least required_cover_eur",
        applies=_controls_limits,
        margin=lambda case: shortfall(case.contract.required_cover_eur, case.cap_eur),
        sums=True,
        all_limits=False,
        passes={"required_cover_eur": 1e6, "cap_floor_eur": 1e6},
        fails={"required_cover_eur": 1e6},
    ),
    Rule(
        id="ew-indirect",
        jurisdictions=_EW,
        in_force_from=1978,
        protects="customer",
        clause="indirect",
        grade="INFO",
        mark="V",
        left="kept",
        citation="Unfair Contract Terms Act 1977, s. 3, 11",
        plain_text="In standard terms a waiver of indirect loss has to be reasonable too.",
        fix="waives_indirect=False",
        applies=_controls_limits,
        margin=lambda case: 1.0 if case.terms.waives_indirect else -1.0,
        passes={"waives_indirect": False},
        fails={"waives_indirect": True},
    ),
    Rule(
        id="ew-penalty",
        jurisdictions=_EW,
        in_force_from=2015,
        protects="supplier",
        clause="delay",
        grade="GREY",
        mark="V",
        left="clause_gone",
        citation="Cavendish Square v Makdessi [2015] UKSC 67",
        plain_text="Damages for delay out of all proportion to a legitimate interest in "
        "performance are a void penalty (2 % a week or 15 % in all: our thresholds).",
        fix="delay_rate at most 0.02 a week and delay_cap at most 0.15",
        margin=_out_of_proportion,
        passes={"delay_rate": 0.01, "delay_cap": 0.1},
        fails={"delay_rate": 0.05, "delay_cap": 0.5},
    ),
    Rule(
        id="ew-goods-abroad",
        jurisdictions=_EW,
        in_force_from=1978,
        protects="both",
        clause="law",
        grade="INFO",
        mark="V",
        left="kept",
        citation="Unfair Contract Terms Act 1977, s. 26",
        plain_text="The Act does not reach sales of goods across a border: limits need not be "
        "reasonable.",
        fix="nothing to do",
        applies=lambda case: case.contract.is_goods,
        margin=lambda case: 1.0 if _crosses_border(case) else -1.0,
        passes={"is_goods": True},
        fails={"is_goods": True, "type": "supply_sell", "seat": "US-NY"},
    ),
    Rule(
        id="ew-chosen-only",
        jurisdictions=_EW,
        in_force_from=1978,
        protects="both",
        clause="law",
        grade="INFO",
        mark="V",
        left="kept",
        citation="Unfair Contract Terms Act 1977, s. 27 (1)",
        plain_text="Where English law holds only because it was chosen, the Act does not control "
        "the terms.",
        fix="nothing to do",
        margin=lambda case: (
            1.0 if chosen_law(case.contract, case.terms) == "EW" and _by_choice_only(case) else -1.0
        ),
        passes={},
        fails={"home": "US-NY", "law": "seat"},
    ),
)
