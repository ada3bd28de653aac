"""Generous where a deal is worth winning and the other side can insist, tight where neither holds.

What a point of generosity brings is the margin times how strongly the other side reacts; what it
costs is an expected loss. So the two decide which of three sets of terms is offered.
"""

COVERS_EUR = (500_000.0, 1_000_000.0, 2_000_000.0, 5_000_000.0)
GENEROUS_FROM = 0.3
TIGHT_BELOW = 0.12
REACTION = 1.6  # how much more strongly the strongest other side reacts than the weakest
CAP = 2.0
DATA_CAP = 5.0
CREDIT = 0.25
DAYS = 25
TIGHT_DAYS = 14
TIGHT_PREPAID = 0.1
INTEREST = 11.0
STEP = 1.5
BUY_STEP = 0.67


def worth(contract):
    """What winning the deal a little more often is worth, share of the price."""
    return contract.margin_share * (0.2 + REACTION * contract.leverage)


def insured_eur(contract, tools, terms):
    """The smallest cover above all caps and what is demanded."""
    one_eur = tools.cap_eur(contract, tools.with_(terms, cap=1.0, cap_floor_eur=0.0))
    wanted = max(max(terms.cap, terms.data_cap) * one_eur, contract.required_cover_eur)
    enough = [cover for cover in COVERS_EUR if cover >= wanted]
    return min(contract.insurance_eur, enough[0] if enough else COVERS_EUR[-1])


def choose_terms(contract, market, tools):
    usual = tools.usual(contract)
    if not tools.is_sale(contract):
        return tools.with_(usual, insured_eur=insured_eur(contract, tools, usual))
    terms = tools.with_(usual, payment_days=DAYS, late_interest=INTEREST)
    if worth(contract) > GENEROUS_FROM:
        terms = tools.with_(
            terms,
            cap=CAP,
            data_cap=max(CAP, DATA_CAP) if usual.data_cap else 0.0,
            service_credit=max(CREDIT, usual.service_credit),
            waives_indirect=False,
        )
    elif worth(contract) < TIGHT_BELOW:
        terms = tools.with_(terms, payment_days=TIGHT_DAYS, prepaid=TIGHT_PREPAID)
    return tools.with_(terms, insured_eur=insured_eur(contract, tools, terms))


def concede(ask, market, tools):
    terms, contract = ask.terms, ask.contract
    if not tools.is_sale(contract):
        return tools.with_(terms, cap=BUY_STEP * terms.cap)
    if ask.asks == "payment":
        return tools.with_(terms, payment_days=30, prepaid=0.0)
    if ask.round > 2:
        return terms
    cap = STEP * terms.cap
    return tools.with_(terms, cap=cap, data_cap=max(cap, terms.data_cap) if terms.data_cap else 0.0)
