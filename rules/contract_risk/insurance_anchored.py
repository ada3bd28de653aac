"""Caps stand where the cover stands: what can be insured can be promised, and nothing else.

The cover is the smallest on sale that holds a year's price, in few steps, so that the playbook
stays short; the general cap is the insured sum.
"""

COVERS_EUR = (500_000.0, 1_000_000.0, 2_000_000.0, 5_000_000.0)
OF_PRICE = 1.0
BUY_STEP = 0.75


def insured_eur(contract):
    """The smallest cover that is enough for a year's price and for what is demanded."""
    wanted = max(OF_PRICE * contract.annual_eur, contract.required_cover_eur)
    enough = [cover for cover in COVERS_EUR if cover >= wanted]
    return min(contract.insurance_eur, enough[0] if enough else COVERS_EUR[-1])


def choose_terms(contract, market, tools):
    usual = tools.usual(contract)
    cover_eur = insured_eur(contract)
    if not tools.is_sale(contract):
        return tools.with_(usual, insured_eur=cover_eur)
    return tools.with_(usual, cap=1.0, cap_basis="insured", data_cap=0.0, insured_eur=cover_eur)


def concede(ask, market, tools):
    """Caps do not move beyond the cover; time to pay does, and what we ask of suppliers."""
    terms, contract = ask.terms, ask.contract
    if not tools.is_sale(contract):
        return tools.with_(terms, cap=BUY_STEP * terms.cap)
    if ask.asks == "payment":
        return tools.with_(terms, payment_days=45)
    return terms
