"""The market playbook: what is usual for the type of contract, and two steps back.

General cap of one year's price, three for data; whoever asks gets half as much again, then twice,
and asks for money are answered with time to pay. Buying, the steps go the other way.
"""

STEPS = (1.5, 2.0)
FURTHER_DAYS = 15
COVER_EUR = 1_000_000.0
MOST_COVER_EUR = 5_000_000.0


def insured_eur(contract):
    """Cover as usual, or as the customer demands, within reason."""
    wanted = min(MOST_COVER_EUR, max(COVER_EUR, contract.required_cover_eur))
    return min(contract.insurance_eur, wanted)


def choose_terms(contract, market, tools):
    return tools.with_(tools.usual(contract), insured_eur=insured_eur(contract))


def concede(ask, market, tools):
    terms, contract = ask.terms, ask.contract
    if ask.round > len(STEPS):
        return terms
    usual = tools.usual(contract)
    if not tools.is_sale(contract):
        return tools.with_(terms, cap=usual.cap / STEPS[ask.round - 1])
    if ask.asks == "payment":
        return tools.with_(terms, payment_days=terms.payment_days + FURTHER_DAYS)
    cap = usual.cap * STEPS[ask.round - 1]
    return tools.with_(terms, cap=cap)
