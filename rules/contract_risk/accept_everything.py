"""Sign what the other side puts on the table: a comparator.

Selling, that is liability for whole values, data without limit and indirect loss; buying, caps of
a tenth.
"""

HIGH_CAP = 5.0
LOW_CAP = 0.1
PATIENT_DAYS = 45


def choose_terms(contract, market, tools):
    usual = tools.usual(contract)
    if not tools.is_sale(contract):
        return tools.with_(usual, cap=LOW_CAP, data_cap=0.0, payment_days=14)
    return tools.with_(
        usual,
        law="seat",
        cap=HIGH_CAP,
        data_cap=0.0,
        unlimited=(*usual.unlimited, "data"),
        waives_indirect=False,
        payment_days=PATIENT_DAYS,
        insured_eur=contract.insurance_eur,
    )


def concede(ask, market, tools):
    return ask.terms
