"""Best fit: the bin that the item fills best."""


def score(size_units, room_units, box):
    """How good a bin is for the item."""
    left_units = room_units - size_units
    return -left_units


def place(item, box, tools):
    """The bin with the highest score."""
    return tools.highest([score(item.size_units, room, box) for room in item.rooms_units])
