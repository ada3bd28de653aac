"""Best fit: the bin that the item fills best."""

LEAST_SCORE = -200.0  # of a bin; a worse one is not used


def score(size_units, room_units, box):
    """How good a bin is for the item."""
    left_units = room_units - size_units
    return -left_units


def place(item, box, tools):
    """The bin with the highest score, a new one when none is good enough."""
    scores = [score(item.size_units, room, box) for room in item.rooms_units]
    best = tools.highest(scores)
    return best if best >= 0 and scores[best] > LEAST_SCORE else -1
