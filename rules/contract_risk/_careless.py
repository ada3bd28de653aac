"""Data breaches without any limit, in every contract: no guard-rail may let that pass."""


def choose_terms(contract, market, tools):
    """What wins, and may ruin the firm."""
    usual = tools.usual(contract)
    return tools.with_(usual, data_cap=0.0, unlimited=(*usual.unlimited, "data"))


def concede(ask, market, tools):
    """Stay with it."""
    return ask.terms
