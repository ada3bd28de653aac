"""What agents may use when they rewrite a playbook: signals, idioms and knobs.

Rule sets share their helper functions, so that parts can be exchanged: `cap(contract, tools)`,
`data_cap(contract, tools)`, `insured_eur(contract)`, `payment_days(contract, tools)` and
`steps(ask, tools)`.
"""

from ruleloop.domain import Idiom, Knob, Signal

SIGNALS = (
    Signal("contract.value_eur", "EUR", "price over the whole term"),
    Signal("contract.annual_eur", "EUR", "price a year"),
    Signal("contract.years", "year", "term"),
    Signal("contract.margin_share", "share", "of the price, what we earn or save"),
    Signal("contract.leverage", "share", "bargaining power of the other side"),
    Signal("contract.records", "count", "personal data records"),
    Signal("contract.criticality", "share", "of the service to its user"),
    Signal("contract.injury_exposure", "share", "how much people and property are near"),
    Signal("contract.insurance_eur", "EUR", "cover that can be bought"),
    Signal("contract.insurance_rate", "share", "price of cover"),
    Signal("contract.required_cover_eur", "EUR", "cover that the customer demands"),
    Signal("contract.days_to_deliver", "day", "agreed time to delivery"),
    Signal("contract.late_share", "share", "how much longer such work usually takes"),
    Signal("contract.past_claims", "count", "with this other side"),
    Signal("contract.is_ours", "bool", "our paper"),
    Signal("contract.is_public", "bool", "a public body"),
    Signal("contract.is_goods", "bool", "movable goods"),
    Signal("tools.is_sale(contract)", "bool", "we are the supplier"),
    Signal("tools.round_cost_eur(contract)", "EUR", "cost of a round of talks"),
    Signal("tools.usual(contract).cap", "multiple", "usual cap"),
    Signal("ask.round", "count", "round of talks"),
    Signal("ask.rounds_left", "count", "rounds that are left"),
    Signal("ask.days", "day", "since the offer"),
    Signal("ask.terms.cap", "multiple", "cap on the table"),
    Signal("market.money_cost_share", "share", "cost of waiting a year"),
)

IDIOMS = (
    Idiom("contract.margin_share > {c}", "bool", ((0.05, 0.6),), "worth winning"),
    Idiom("contract.leverage > {c}", "bool", ((0.2, 0.8),), "a strong other side"),
    Idiom("contract.records > {c}", "bool", ((1_000.0, 200_000.0),), "much personal data"),
    Idiom("contract.value_eur > {c}", "bool", ((50_000.0, 2e6),), "a large contract"),
    Idiom("contract.value_eur < {c}", "bool", ((20_000.0, 500_000.0),), "a small contract"),
    Idiom("contract.late_share > {c}", "bool", ((0.1, 0.6),), "often late"),
    Idiom("contract.criticality > {c}", "bool", ((0.3, 0.8),), "critical to its user"),
    Idiom("contract.injury_exposure > {c}", "bool", ((0.1, 0.6),), "dangerous work"),
    Idiom("contract.past_claims > {c}", "bool", ((0.5, 3.0),), "claims before"),
    Idiom('contract.type == "construction_sell"', "bool", (), "construction"),
    Idiom('contract.type == "saas_sell"', "bool", (), "software service"),
    Idiom('contract.seat == "DE"', "bool", (), "German other side"),
    Idiom('contract.size == "large"', "bool", (), "large other side"),
    Idiom('ask.asks == "cap"', "bool", (), "it wants a higher cap"),
    Idiom("ask.contract.margin_share > {c}", "bool", ((0.05, 0.6),), "worth winning"),
    Idiom("ask.contract.leverage > {c}", "bool", ((0.2, 0.8),), "a strong other side"),
    Idiom("ask.round > {c}", "bool", ((0.5, 2.5),), "late in the talks"),
)

KNOBS = (
    Knob("CAP", "multiple", 0.25, 8.0),
    Knob("DATA_CAP", "multiple", 0.0, 20.0),
    Knob("STEP", "multiple", 1.0, 4.0),
    Knob("COVER_EUR", "EUR", 0.0, 5e6),
    Knob("FURTHER_DAYS", "day", 0, 30, whole=True),
)
