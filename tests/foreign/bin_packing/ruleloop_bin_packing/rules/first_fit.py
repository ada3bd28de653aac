"""First fit: the first bin in which there is room."""


def place(item, box, tools):
    """The bin that was opened first."""
    return 0 if item.rooms_units else -1
