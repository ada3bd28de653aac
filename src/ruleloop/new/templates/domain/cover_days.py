"""Cover some days of last week's sales. Change first: what is forecast, and from what."""

COVER_DAYS = 5.0


def order(morning, shop, tools):
    """Order what is missing to cover the coming days."""
    target = COVER_DAYS * tools.mean_sold_units(morning)
    return max(0.0, target - tools.position_units(morning))
