"""What no guard-rail may let pass, for `ruleloop check`. Change first: to the worst you fear."""


def order(morning, shop, tools):
    """Nothing, whatever happens."""
    return 0.0
