"""Cover some days of the demand seen last week."""

COVER_DAYS = 5.5


def order_quantity(stock, shop, tools):
    """Cover the coming days at the mean of last week."""
    target = COVER_DAYS * tools.mean_units(stock.recent_demand_units)
    return max(0.0, target - stock.on_hand_units - stock.on_order_units)
