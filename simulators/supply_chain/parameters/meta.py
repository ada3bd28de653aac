"""How a parameter of a region is declared: bounds, description, and where its value comes from.

`used_by` says in which kind of world a parameter matters: `day` or `region`; both without it.
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
    """A parameter of regions that practitioners would find plausible from `low` to `high`.

    moved_with: the group of the sensitivity that it belongs to, if any.
    """
    extra = {"assumed": [low, high], "used_by": "region", "moved_with": moved_with}
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
    """A parameter of regions whose default is somebody's published figure.

    between: what others find or would expect, where the figure is an estimate all the same; the
        source says where the range comes from.
    """
    extra: dict[str, Any] = {"source": source, "used_by": "region", "moved_with": moved_with}
    if between is not None:
        extra["range"] = list(between)
    return Meta(ge=ge, le=le, description=description, extra=extra)


def chosen(description: str) -> Meta:
    """A switch: what is to be played, which no source can tell."""
    return Meta(description=description, extra={"source": "a choice", "used_by": "region"})


def counted(description: str, *, ge: float = 0, le: float) -> Meta:
    """How many there are: known to whoever runs the region."""
    extra = {"source": "a choice", "used_by": "region"}
    return Meta(ge=ge, le=le, description=description, extra=extra)


def table(description: str) -> Meta:
    """A file of the user's own."""
    return Meta(description=description, extra={"file": True, "used_by": "region"})
