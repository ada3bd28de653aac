"""Orders nothing, whatever happens: no guard-rail may let it pass."""


def order_quantity(stock, shop, tools):
    """Nothing."""
    return 0.0
