"""Worst fit: the emptiest bin."""


def place(item, box, tools):
    """The bin with most room."""
    return tools.highest(list(item.rooms_units))
