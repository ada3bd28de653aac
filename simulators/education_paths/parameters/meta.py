"""How a parameter of a course is declared: bounds, description, and where its value comes from.

`used_by` names the learner model in which a parameter matters: `continuous` or `tracing`; both
without it.
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
    source: str,
    description: str,
    *,
    ge: float = 0.0,
    le: float = 1.0,
    between: tuple[float, float] | None = None,
    used_by: str = "",
) -> Meta:
    """A parameter whose default is somebody's published or measured figure.

    between: what others find or would expect, where the figure is an estimate all the same.
    """
    extra: dict[str, Any] = {"source": source, **_used(used_by)}
    if between is not None:
        extra["range"] = list(between)
    return Meta(ge=ge, le=le, description=description, extra=extra)


def scale(description: str, *, used_by: str = "") -> Meta:
    """A factor on published effects, 1 as they were published; a quarter up or down elsewhere."""
    return assumed(0.75, 1.25, description, ge=0.1, le=4.0, used_by=used_by)


def chosen(description: str) -> Meta:
    """A switch or a name: what is to be played, which no source can tell."""
    return Meta(description=description, extra={"source": "a choice"})


def counted(description: str, *, ge: float = 0, le: float) -> Meta:
    """How much of something there is: known to whoever teaches the course."""
    return Meta(ge=ge, le=le, description=description, extra={"source": "a choice"})


def table(description: str) -> Meta:
    """A file of the user's own."""
    return Meta(description=description, extra={"file": True})


def _used(used_by: str) -> dict[str, Any]:
    return {"used_by": used_by} if used_by else {}
