"""One set of terms for all that we sell and one for all that we buy; nothing is conceded.

How many legal departments worked before they had playbooks.
"""

CAP = 1.0
DATA_CAP = 3.0
COVER_EUR = 1_000_000.0
WARRANTY_MONTHS = 60  # the longest that any law asks for


def choose_terms(contract, market, tools):
    usual = tools.usual(contract)
    return tools.with_(
        usual,
        cap=CAP,
        cap_basis="value",
        data_cap=DATA_CAP,
        warranty_months=WARRANTY_MONTHS if tools.is_sale(contract) else usual.warranty_months,
        insured_eur=min(contract.insurance_eur, COVER_EUR),
    )


def concede(ask, market, tools):
    return ask.terms
