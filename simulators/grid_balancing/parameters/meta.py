"""How a parameter of a grid week is declared: bounds, description, and where its value comes from.

`used_by` says in which kind of world a parameter matters: `island` or `market`; both without it.
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
    used_by: str = "",
) -> Meta:
    """A parameter that practitioners would find plausible from `low` to `high`."""
    extra: dict[str, Any] = {"assumed": [low, high], **_used(used_by)}
    return Meta(ge=ge, le=le, description=description, extra=extra)


def sourced(
    source: str, description: str, *, ge: float = 0.0, le: float = 1.0, used_by: str = ""
) -> Meta:
    """A parameter whose default is somebody's published figure."""
    extra = {"source": source, **_used(used_by)}
    return Meta(ge=ge, le=le, description=description, extra=extra)


def chosen(description: str) -> Meta:
    """A switch or a name: what is to be played, which no source can tell."""
    return Meta(description=description, extra={"source": "a choice"})


def counted(description: str, *, ge: float = 0, le: float, used_by: str = "") -> Meta:
    """How much of something there is: known to whoever runs the network."""
    extra = {"source": "a choice", **_used(used_by)}
    return Meta(ge=ge, le=le, description=description, extra=extra)


def table(description: str) -> Meta:
    """A file of the user's own."""
    return Meta(description=description, extra={"file": True})


def _used(used_by: str) -> dict[str, Any]:
    return {"used_by": used_by} if used_by else {}
