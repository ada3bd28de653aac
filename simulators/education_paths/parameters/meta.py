"""How a parameter of a course is declared: bounds, description, and where its value comes from.

The sensitivity moves every assumption, and every sourced figure that others find otherwise, to both
ends of its range; those of one group (`moved_with`) together, since what makes one of them high
makes the others high too.
"""

from typing import Any

from msgspec import Meta


def assumed(
    low: float,
    high: float,
    description: str,
    *,
    ge: float = 0.0,
    le: float = 1.0,
    moved_with: str = "",
) -> Meta:
    """A parameter that practitioners would find plausible from `low` to `high`.

    moved_with: the group of the sensitivity that it belongs to, if any.
    """
    extra = {"assumed": [low, high], "moved_with": moved_with}
    return Meta(ge=ge, le=le, description=description, extra=extra)


def sourced(
    source: str,
    description: str,
    *,
    ge: float = 0.0,
    le: float = 1.0,
    between: tuple[float, float] | None = None,
    moved_with: str = "",
) -> Meta:
    """A parameter whose default is somebody's published or measured figure.

    between: what others find or would expect, where the figure is an estimate all the same.
    """
    extra: dict[str, Any] = {"source": source, "moved_with": moved_with}
    if between is not None:
        extra["range"] = list(between)
    return Meta(ge=ge, le=le, description=description, extra=extra)


def scale(description: str, *, used_by: str = "") -> Meta:
    """A factor on the coefficients of an effect, which say themselves how far they can be off.

    used_by: the learner model in which it matters; empty: both.
    """
    extra = {"source": "1 as the coefficients are fitted; hold-out worlds move it"}
    return Meta(
        ge=0.1,
        le=4.0,
        description=description,
        extra=extra | ({"used_by": used_by} if used_by else {}),
    )


def chosen(description: str) -> Meta:
    """A switch or a name: what is to be played, which no source can tell."""
    return Meta(description=description, extra={"source": "a choice"})


def counted(description: str, *, ge: float = 0, le: float) -> Meta:
    """How much of something there is: known to whoever teaches the course."""
    return Meta(ge=ge, le=le, description=description, extra={"source": "a choice"})


def table(description: str) -> Meta:
    """A file of the user's own."""
    return Meta(description=description, extra={"file": True})
