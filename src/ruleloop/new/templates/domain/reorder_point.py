"""Wait until little is left, then order up to a level. Change first: the two constants."""

REORDER_UNITS = 60.0
LEVEL_UNITS = 110.0


def order(morning, shop, tools):
    """Order only when it is worth the cost of an order."""
    position = tools.position_units(morning)
    return LEVEL_UNITS - position if position < REORDER_UNITS else 0.0
