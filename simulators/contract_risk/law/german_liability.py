"""German law: how far liability can be limited."""

from simulators.contract_risk.law.case import Case, shortfall
from simulators.contract_risk.law.rule import Rule, unless

_HIGHER_ON_OFFER = 0.5  # assumed: part of the doubt that stays when a higher cap can be had
_DEAR = 0.05  # assumed: above this share of the yearly price a higher cap is not really on offer
_NEXT_TO_NOTHING = 0.01  # assumed: a cap below this share of the price excludes liability
_ALL = ("intent", "gross_negligence", "injury", "fraud", "product_liability")


def _without(*names: str) -> dict[str, tuple[str, ...]]:
    return {"unlimited": tuple(name for name in _ALL if name not in names)}


def _gross_limited(case: Case) -> float:
    if not case.is_limited("gross_negligence"):
        return -1.0
    return 0.2 + max(0.0, shortfall(case.foreseeable_eur, case.cap_eur))


def _essential(case: Case) -> float:
    """Buyers of a higher cap were free to insure themselves: half the doubt goes."""
    margin = shortfall(case.foreseeable_eur, case.cap_eur)
    is_offered = 0.0 < case.terms.price_of_cap <= _DEAR
    return margin * _HIGHER_ON_OFFER if is_offered else margin


def _gross_excluded(case: Case) -> float:
    if not case.is_limited("gross_negligence"):
        return -1.0
    return shortfall(_NEXT_TO_NOTHING * case.contract.value_eur, case.cap_eur)


RULES = (
    Rule(
        id="de-intent",
        jurisdictions=("DE",),
        in_force_from=2002,
        protects="customer",
        clause="cap",
        grade="BLOCK",
        mark="V",
        left="no_limit",
        citation="s. 276 (3) BGB",
        plain_text="Nobody can be released in advance from liability for intent.",
        fix='unlimited must contain "intent"',
        margin=lambda case: unless(is_kept=not case.is_limited("intent")),
        passes={},
        fails=_without("intent"),
    ),
    Rule(
        id="de-injury",
        jurisdictions=("DE",),
        in_force_from=2002,
        protects="customer",
        clause="cap",
        grade="BLOCK",
        mark="V",
        left="no_limit",
        citation="s. 309 No 7 a, 307 (1), 310 (1) BGB",
        plain_text="Standard terms cannot limit liability for life, body and health, not even "
        "between businesses.",
        fix='unlimited must contain "injury"',
        applies=lambda case: case.supplier_wrote_limits,
        margin=lambda case: unless(is_kept=not case.is_limited("injury")),
        passes={},
        fails=_without("injury"),
    ),
    Rule(
        id="de-gross-excluded",
        jurisdictions=("DE",),
        in_force_from=2002,
        protects="customer",
        clause="cap",
        grade="BLOCK",
        mark="V",
        left="no_limit",
        citation="s. 309 No 7 b, 307 (1), 310 (1) BGB",
        plain_text="Standard terms cannot exclude liability for gross negligence; a cap below "
        "1 % of the price is taken for an exclusion (our threshold).",
        fix='unlimited must contain "gross_negligence", or a cap that is more than a token',
        applies=lambda case: case.supplier_wrote_limits,
        margin=_gross_excluded,
        sums=True,
        passes={**_without("gross_negligence"), "cap": 1.0},
        fails={**_without("gross_negligence"), "cap": 0.0},
    ),
    Rule(
        id="de-gross-limited",
        jurisdictions=("DE",),
        in_force_from=2002,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        left="no_limit",
        citation="s. 309 No 7 b, 307 (1) BGB; left open by BGH 19.9.2007",
        plain_text="Whether standard terms can limit liability for gross negligence to the typical "
        "foreseeable damage is open; most say so, but not for management.",
        fix='unlimited should contain "gross_negligence"',
        applies=lambda case: case.supplier_wrote_limits,
        margin=_gross_limited,
        sums=True,
        passes={},
        fails={**_without("gross_negligence"), "cap": 1.0},
    ),
    Rule(
        id="de-essential-duties",
        jurisdictions=("DE",),
        in_force_from=2002,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        read="https://dresdner-fachanwaelte.de (Federal Court of Justice on terms of stevedores)",
        left="no_limit",
        citation="s. 307 (2) No 2 BGB",
        plain_text="For ordinary negligence in an essential duty, standard terms can limit "
        "liability to a sum only if that covers the typical foreseeable damage; it helps that the "
        "customer could have had a higher limit for money. What is foreseeable is assumed: the "
        "price of the whole term.",
        fix="raise cap or cap_floor_eur towards the price of the whole term, or offer a higher cap "
        "at price_of_cap up to 0.05",
        applies=lambda case: case.supplier_wrote_limits,
        margin=_essential,
        sums=True,
        passes={"cap": 3.0},
        fails={"cap": 0.5},
    ),
)
