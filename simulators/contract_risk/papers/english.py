"""Clauses in English: the text where English or American law governs, the gloss elsewhere."""

from simulators.contract_risk.papers.clause import Clause, Paper, agrees_on_delay
from simulators.contract_risk.terms import Terms

LAWS = {
    "DE": "German law",
    "EW": "The law of England and Wales",
    "US-NY": "The law of the State of New York",
    "US-CA": "The law of the State of California",
}
PLACES = {
    "supplier": "the law of the Supplier's seat",
    "customer": "the law of the Customer's seat",
    "performance": "the law of the place of performance",
}
HEADS = {
    "intent": "wilful misconduct",
    "gross_negligence": "gross negligence",
    "injury": "death and injury to body or health",
    "fraud": "fraudulent concealment of defects and guarantees given",
    "product_liability": "product liability under mandatory law",
    "ip": "infringement of intellectual property rights of third parties",
    "data": "loss or unlawful disclosure of personal data",
    "confidentiality": "breach of confidentiality",
    "third_party": "claims of third parties covered by an indemnity in this contract",
}
HEADS_AT_COMMON_LAW = {
    "injury": "death and personal injury",
    "fraud": "fraud and fraudulent misrepresentation",
}
RATES = {
    "DE": "the base rate of s. 247 BGB",
    "EW": "the Bank of England's base rate",
    "US-NY": "the Federal Reserve's target rate",
    "US-CA": "the Federal Reserve's target rate",
}
BASES = {
    "annual": "the yearly price",
    "value": "the price of the whole term",
    "insured": "the sum insured under this contract",
}
SUPER_CAPS = {
    "data_cap": "data breaches",
    "ip_cap": "infringements of intellectual property",
    "injury_cap": "personal injury and damage to property",
}
WITHOUT_LIMIT = {
    "data_cap": ("data", "For data breaches there is no limit (clause 1)."),
    "ip_cap": ("ip", "For infringements of intellectual property there is no limit (clause 1)."),
    "injury_cap": (
        "injury",
        "For damage to property the general limit applies, for personal injury none (clause 1).",
    ),
}
"""What is said where no separate limit is agreed, by the head that has to be without limit."""
INDEMNITIES = {
    "indemnity_ip": "that what is delivered infringes their intellectual property",
    "indemnity_data": "that personal data was handled in breach of the law",
    "indemnity_third_party": "that arise in any other way from the Supplier's performance",
}
DELAY_BASES = {"order_sum": "the original order sum", "final_account": "the price finally invoiced"}
FINAL_ACCOUNT = "the price according to the final account"  # of construction
FORUMS = {
    "court": "Disputes are decided by the courts.",
    "arbitration": "Disputes are finally decided by arbitration, without recourse to the courts.",
    "mediation": "Disputes go to mediation first; if it fails, the courts decide.",
}
ACCEPTANCE = {
    "none": "No acceptance takes place.",
    "deemed": "Performance counts as accepted when the Supplier has set a reasonable time and told "
    "the Customer so, and the Customer names no defect within it.",
    "tested": "Performance is accepted by a joint test whose record both sides sign.",
}


def clauses(terms: Terms, paper: Paper) -> tuple[Clause, ...]:
    """All clauses of a set of terms, in the order of a contract."""
    return (
        Clause("unlimited", "Liability without limit", _unlimited(terms, paper)),
        Clause("cap", "General limit of liability", _cap(terms)),
        Clause("super_caps", "Separate limits", _super_caps(terms)),
        Clause("indirect", "Indirect loss", _indirect(terms)),
        Clause("delay", "Delay", _delay(terms, paper)),
        Clause("service", "Service credits", _service(terms)),
        Clause("warranty", "Defects", _warranty(terms)),
        Clause("acceptance", "Acceptance", ACCEPTANCE[terms.acceptance]),
        Clause("changes", "Changes", _changes(terms)),
        Clause("indemnities", "Indemnities", _indemnities(terms)),
        Clause("payment", "Payment", _payment(terms, paper)),
        Clause("insurance", "Insurance", _insurance(terms)),
        Clause("termination", "Termination", _termination(terms)),
        Clause("law", "Governing law and disputes", _law(terms, paper)),
    )


def number(value: float) -> str:
    """A number as English texts write it."""
    return f"{value:,.12g}"


def _percent(share: float) -> str:
    return f"{number(round(100.0 * share, 10))} %"


def _listed(parts: list[str]) -> str:
    letters = "abcdefghi"
    return "; ".join(f"({letters[k]}) {part}" for k, part in enumerate(parts))


def _unlimited(terms: Terms, paper: Paper) -> str:
    if not terms.unlimited:
        return "No case of liability is exempt from the limits in this contract."
    words = HEADS if paper.law == "DE" else HEADS | HEADS_AT_COMMON_LAW
    heads = _listed([words[name] for name in terms.unlimited])
    return f"The Supplier is liable without limit for: {heads}."


def _multiple(multiple: float, terms: Terms) -> str:
    return f"{number(multiple)} times {BASES[terms.cap_basis]}"


def _cap(terms: Terms) -> str:
    floor = terms.cap_floor_eur
    least = f", but not to less than EUR {number(floor)}" if floor else ""
    spell = ", which excludes it" if not terms.cap and not floor else ""
    reach = "all claims of a contract year together" if terms.is_aggregate else "each claim"
    offer = (
        f" The Customer may raise the multiple by one, for {_percent(terms.price_of_cap)} of the "
        "yearly price a year."
        if terms.price_of_cap
        else ""
    )
    return (
        f"In all other cases the Supplier's liability is limited to {_multiple(terms.cap, terms)}"
        f"{least}{spell}. This limit applies to {reach}.{offer}"
    )


def _super_caps(terms: Terms) -> str:
    sentences = [_super_cap(name, terms) for name in SUPER_CAPS]
    if terms.unlimited:
        sentences.append("None of these limits applies where liability is without limit.")
    return " ".join(sentences)


def _super_cap(name: str, terms: Terms) -> str:
    multiple, (head, without) = getattr(terms, name), WITHOUT_LIMIT[name]
    if not multiple:
        is_free = head in terms.unlimited
        return without if is_free else f"For {SUPER_CAPS[name]} the general limit applies."
    return (
        f"For {SUPER_CAPS[name]} a separate limit of {_multiple(multiple, terms)} applies beside "
        "the general one."
    )


def _indirect(terms: Terms) -> str:
    if terms.waives_indirect:
        return (
            "Lost profit and other indirect loss are not owed, except where liability is without "
            "limit."
        )
    return "Damages include lost profit and other indirect loss, within the limits above."


def _delay(terms: Terms, paper: Paper) -> str:
    if not agrees_on_delay(terms):
        return "Nothing is agreed in advance for delay; the Customer may claim the loss it proves."
    sum_of = "a contractual penalty" if paper.law == "DE" else "liquidated damages"
    rest = (
        "All other claims for delay are excluded."
        if terms.delay_is_sole
        else "Further proven loss may be claimed; what was paid for delay counts towards it."
    )
    return (
        f"For each week of delay for which the Supplier is responsible the Customer may claim "
        f"{sum_of} of {_percent(terms.delay_rate)} of {_delay_base(terms, paper)}, at most "
        f"{_percent(terms.delay_cap)} of it in all. {rest}"
    )


def _delay_base(terms: Terms, paper: Paper) -> str:
    if paper.type == "construction_sell" and terms.delay_base == "final_account":
        return FINAL_ACCOUNT
    return DELAY_BASES[terms.delay_base]


def _service(terms: Terms) -> str:
    if not terms.service_credit:
        return "No service credits are owed."
    return (
        "Where an agreed service level is missed the Customer receives credits, at most "
        f"{_percent(terms.service_credit)} of the yearly price in a contract year. They count "
        "towards damages."
    )


def _warranty(terms: Terms) -> str:
    rest = (
        " Where liability is without limit the periods of the law apply." if terms.unlimited else ""
    )
    return (
        f"Claims for defects can be made for {terms.warranty_months} months from delivery or, "
        "where acceptance is agreed, from acceptance. Visible defects are to be reported within "
        f"{terms.notice_days} days of delivery.{rest}"
    )


def _changes(terms: Terms) -> str:
    if terms.change_control:
        return (
            "Changes bind the parties only by a change order that both sign and that settles "
            "price and dates."
        )
    return "Changes can be agreed without form."


def _indemnities(terms: Terms) -> str:
    given = [what for name, what in INDEMNITIES.items() if getattr(terms, name)]
    if not given:
        return "The Supplier gives no indemnity."
    return (
        f"The Supplier indemnifies the Customer against claims of third parties: {_listed(given)}. "
        "The limits of liability, and the cases without limit, hold for the indemnity too."
    )


def _payment(terms: Terms, paper: Paper) -> str:
    ahead = (
        f"{_percent(terms.prepaid)} of the price is paid in advance."
        if terms.prepaid
        else "Nothing is paid in advance."
    )
    return (
        f"Invoices are paid within {terms.payment_days} days of receipt. {ahead} Late payment "
        f"bears interest of {number(terms.late_interest)} percentage points a year above "
        f"{RATES[paper.law]}."
    )


def _insurance(terms: Terms) -> str:
    if not terms.insured_eur:
        return "The Supplier need not be insured."
    return (
        "The Supplier maintains liability insurance of at least "
        f"EUR {number(terms.insured_eur)} and proves it on request."
    )


def _termination(terms: Terms) -> str:
    end = "The right to terminate for good cause remains."
    if not terms.notice_months:
        return f"The contract cannot be terminated without a reason. {end}"
    return (
        f"Either side can terminate without a reason, with {terms.notice_months} months' notice. "
        f"{end}"
    )


def _law(terms: Terms, paper: Paper) -> str:
    sales = (
        " The UN Convention on Contracts for the International Sale of Goods applies where its own "
        "conditions are met."
        if paper.is_goods
        else ""
    )
    return (
        f"{LAWS[paper.law]} governs this contract, being {PLACES[paper.place]}.{sales} "
        f"{FORUMS[terms.forum]}"
    )
