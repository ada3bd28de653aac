"""What a good practitioner does today. Change first: the whole of it, to what *you* do today."""

LEVEL_UNITS = 90.0


def order(morning, shop, tools):
    """Order up to a level every morning."""
    return max(0.0, LEVEL_UNITS - tools.position_units(morning))
