"""Wait until the position falls to the reorder point, then order up to a level (s, S)."""

REORDER_POINT_UNITS = 50.0
ORDER_UP_TO_UNITS = 110.0


def order_quantity(stock, shop, tools):
    """Order only when it is worth the fixed cost."""
    position = stock.on_hand_units + stock.on_order_units
    if position > REORDER_POINT_UNITS:
        return 0.0
    return ORDER_UP_TO_UNITS - position
