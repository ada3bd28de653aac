"""A picture as a domain would give it."""


def picture(colour: str) -> str:
    """A Gantt chart of four vans, as a domain would give it."""
    bars = "".join(
        f'<rect x="{60 + 37 * ((3 * van + 5 * stop) % 9)}" y="{12 + 30 * van}" width="30"'
        f' height="18" fill="{colour}"/>'
        for van in range(4)
        for stop in range(4)
    )
    names = "".join(f'<text x="4" y="{26 + 30 * van}">van {van + 1}</text>' for van in range(4))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="140" viewBox="0 0 420 140"'
        f' font-family="sans-serif" font-size="12">{bars}{names}</svg>'
    )
