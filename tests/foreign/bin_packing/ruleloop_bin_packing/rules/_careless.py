"""Puts every item where it does not fit."""


def place(item, box, tools):
    """A bin that is none."""
    return 1_000_000
