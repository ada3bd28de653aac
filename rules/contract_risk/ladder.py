"""A liability ladder: a rung for each kind of loss, and cover that is just high enough.

Liability is promised where it is cheap and wins deals: higher caps and more service credits for
what earns much, data in a rung of its own, and indirect loss is owed within the cap for services.
Cover follows the rungs instead of a round million. (Three rungs as in Common Paper's cloud terms;
that ladders are under-used: Iowa J. Corp. L. 2025.)
"""

COVERS_EUR = (500_000.0, 1_000_000.0, 2_000_000.0, 5_000_000.0)
CAP = {"saas_sell": 2.0}
DATA_CAP = {"saas_sell": 5.0, "services_sell": 3.0, "outsourcing_buy": 5.0}
CREDIT = {"saas_sell": 0.3, "services_sell": 0.15}
OPEN_FOR_INDIRECT = ("saas_sell", "services_sell")
EARLY = ("supply_sell", "construction_sell")
DAYS = 25
EARLY_DAYS = 14
INTEREST = 11.0
STEP = 1.5
BUY_STEP = 0.67


def insured_eur(contract, tools, terms):
    """The smallest cover above all rungs and what is demanded."""
    basis_eur = tools.cap_eur(contract, tools.with_(terms, cap=1.0, cap_floor_eur=0.0))
    rungs_eur = max(terms.cap, terms.data_cap) * basis_eur
    wanted = max(rungs_eur, contract.required_cover_eur)
    enough = [cover for cover in COVERS_EUR if cover >= wanted]
    return min(contract.insurance_eur, enough[0] if enough else COVERS_EUR[-1])


def choose_terms(contract, market, tools):
    usual = tools.usual(contract)
    kind = contract.type
    if not tools.is_sale(contract):
        terms = tools.with_(usual, data_cap=DATA_CAP.get(kind, usual.data_cap))
        return tools.with_(terms, insured_eur=insured_eur(contract, tools, terms))
    cap = CAP.get(kind, usual.cap)
    terms = tools.with_(
        usual,
        cap=cap,
        data_cap=max(cap, DATA_CAP[kind]) if kind in DATA_CAP else usual.data_cap,
        service_credit=CREDIT.get(kind, usual.service_credit),
        waives_indirect=kind not in OPEN_FOR_INDIRECT,
        payment_days=EARLY_DAYS if kind in EARLY else DAYS,
        late_interest=INTEREST,
    )
    return tools.with_(terms, insured_eur=insured_eur(contract, tools, terms))


def concede(ask, market, tools):
    terms, contract = ask.terms, ask.contract
    if not tools.is_sale(contract):
        return tools.with_(terms, cap=BUY_STEP * terms.cap)
    if ask.asks == "payment":
        return tools.with_(terms, payment_days=30)
    if ask.round > 2:
        return terms
    cap = STEP * terms.cap
    return tools.with_(terms, cap=cap, data_cap=max(cap, terms.data_cap) if terms.data_cap else 0.0)
