"""Never liable, as far as the law lets a clause go: a comparator that must lose.

Selling, every cap is 0 and nothing else is promised; buying, the supplier answers for everything.
"""

DEAR_CAP = 20.0


def choose_terms(contract, market, tools):
    usual = tools.usual(contract)
    if tools.is_sale(contract):
        return tools.with_(
            usual,
            cap=0.0,
            data_cap=0.0,
            delay_rate=0.0,
            delay_cap=0.0,
            service_credit=0.0,
            insured_eur=0.0,
        )
    return tools.with_(usual, cap=DEAR_CAP, data_cap=DEAR_CAP, waives_indirect=False)


def concede(ask, market, tools):
    return ask.terms
