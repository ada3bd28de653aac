"""Worst fit: the emptiest bin that is open."""


def place(item, box, tools):
    """The open bin with most room, an empty one when there is none."""
    return tools.highest(list(item.rooms_units[:-1])) if len(item.rooms_units) > 1 else 0
