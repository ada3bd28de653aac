"""Terms in a few words, whole or as a difference: what fits into the row of a playbook."""

from collections.abc import Callable, Mapping
from typing import Any

from simulators.contract_risk.papers.clause import agrees_on_delay
from simulators.contract_risk.papers.english import number
from simulators.contract_risk.terms import Terms

_BASES = {"annual": "yearly price", "value": "price of the term", "insured": "sum insured"}
_HEADS = {
    "intent": "intent", "gross_negligence": "gross negligence", "injury": "injury",
    "fraud": "fraud", "product_liability": "product liability", "ip": "IP", "data": "data",
    "confidentiality": "confidentiality", "third_party": "third-party claims",
}  # fmt: skip
_LAWS = {"home": "our law", "seat": "their law", "performed": "law of the place of performance"}


_ACCEPTANCE = {
    "none": "no acceptance",
    "deemed": "accepted unless defects are named in time",
    "tested": "accepted by a joint test",
}
_FORUMS = {"court": "courts decide", "arbitration": "arbitration", "mediation": "mediation first"}


def _times(value: float, terms: Terms, what: str) -> str:
    return f"{what} {number(round(value, 2))} \N{MULTIPLICATION SIGN} {_BASES[terms.cap_basis]}"


def _percent(share: float) -> str:
    return f"{number(round(100.0 * share, 3))} %"


def _delay(terms: Terms) -> str:
    return f"{_percent(terms.delay_rate)} a week for delay, at most {_percent(terms.delay_cap)}"


def _super(what: str) -> Callable[[Any, Terms], str]:
    return lambda value, terms: (
        _times(value, terms, what) if value else f"{what} within the general cap"
    )


def _flag(yes: str, no: str) -> Callable[[Any, Terms], str]:
    return lambda value, _terms: yes if value else no


def _unlimited(value: tuple[str, ...], _terms: Terms) -> str:
    return "without limit: " + (", ".join(_HEADS[name] for name in value) or "nothing")


def _sum(what: str) -> Callable[[Any, Terms], str]:
    return lambda value, _terms: f"{what} EUR {number(round(value))}" if value else f"no {what}"


WORDS: Mapping[str, Callable[[Any, Terms], str]] = {
    "cap": lambda value, terms: _times(value, terms, "cap"),
    "cap_basis": lambda _value, terms: _times(terms.cap, terms, "cap"),
    "cap_floor_eur": _sum("least cap"),
    "is_aggregate": _flag("caps for all claims of a year", "caps for each claim"),
    "data_cap": _super("data"),
    "ip_cap": _super("IP"),
    "injury_cap": _super("injury and property"),
    "unlimited": _unlimited,
    "waives_indirect": _flag("indirect loss is not owed", "indirect loss is owed"),
    "delay_rate": lambda _value, terms: _delay(terms),
    "delay_cap": lambda _value, terms: _delay(terms),
    "delay_base": lambda value, _terms: f"delay counts on the {value.replace('_', ' ')}",
    "delay_is_sole": _flag("nothing else for delay", "further loss from delay is owed"),
    "service_credit": lambda value, _terms: (
        f"service credits at most {_percent(value)} a year" if value else "no service credits"
    ),
    "warranty_months": lambda value, _terms: f"claims for defects {value} months",
    "notice_days": lambda value, _terms: f"complaints within {value} days",
    "acceptance": lambda value, _terms: _ACCEPTANCE[value],
    "change_control": _flag("changes by order only", "changes without form"),
    "indemnity_ip": _flag("IP indemnity", "no IP indemnity"),
    "indemnity_data": _flag("data indemnity", "no data indemnity"),
    "indemnity_third_party": _flag("third-party indemnity", "no third-party indemnity"),
    "payment_days": lambda value, _terms: f"payment within {value} days",
    "late_interest": lambda value, _terms: (
        f"late payment: base rate and {number(round(value, 2))} points"
    ),
    "prepaid": lambda value, _terms: f"{_percent(value) if value else 'nothing'} in advance",
    "insured_eur": _sum("insurance"),
    "notice_months": lambda value, _terms: (
        f"notice {value} months" if value else "no termination without a reason"
    ),
    "price_of_cap": lambda value, _terms: (
        f"a higher cap for {_percent(value)} a year" if value else "no higher cap for sale"
    ),
    "law": lambda value, _terms: _LAWS[value],
    "forum": lambda value, _terms: _FORUMS[value],
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Liability": (
        "cap", "cap_floor_eur", "data_cap", "ip_cap", "injury_cap", "is_aggregate", "unlimited",
        "waives_indirect",
    ),
    "Delay": ("delay_rate",),
    "Quality": ("service_credit", "warranty_months", "acceptance", "change_control"),
    "Cover": ("indemnity_ip", "indemnity_data", "indemnity_third_party", "insured_eur"),
    "Money": ("payment_days", "prepaid", "late_interest", "price_of_cap"),
    "End": ("notice_months",),
    "Law": ("law", "forum"),
}  # fmt: skip
"""The main terms of a position, as a reader looks for them."""
_NEEDLESS = {
    "cap_floor_eur", "ip_cap", "injury_cap", "indemnity_ip", "indemnity_data",
    "indemnity_third_party", "prepaid", "price_of_cap",
}  # fmt: skip


def main_terms(terms: Terms) -> dict[str, str]:
    """The main terms in groups; what is not agreed and not missed is left out."""
    return {
        group: "; ".join(
            _said(name, terms) for name in names if name not in _NEEDLESS or getattr(terms, name)
        )
        for group, names in GROUPS.items()
    }


def difference(terms: Terms, before: Terms) -> str:
    """What differs from the terms before."""
    names = [n for n in WORDS if getattr(terms, n) != getattr(before, n)]
    said = dict.fromkeys(_said(name, terms) for name in names)
    return "; ".join(said) or "firm: the same terms"


def _said(name: str, terms: Terms) -> str:
    if name.startswith("delay_") and not agrees_on_delay(terms):
        return "nothing agreed for delay"
    return WORDS[name](getattr(terms, name), terms)
