"""How a parameter of a playbook's world is declared: bounds, description, where it comes from."""

from typing import Any

from msgspec import Meta


def assumed(low: float, high: float, description: str, *, ge: float = 0.0, le: float = 1.0) -> Meta:
    """A parameter that practitioners would find plausible from `low` to `high`."""
    return Meta(ge=ge, le=le, description=description, extra={"assumed": [low, high]})


def sourced(
    source: str,
    description: str,
    *,
    ge: float = 0.0,
    le: float = 1.0,
    plausible: tuple[float, float] | None = None,
) -> Meta:
    """A parameter whose default is somebody's published figure; others find `plausible` ones."""
    extra: dict[str, Any] = {"source": source}
    if plausible:
        extra["range"] = list(plausible)
    return Meta(ge=ge, le=le, description=description, extra=extra)


def chosen(description: str) -> Meta:
    """A switch or a name: what is to be played, which no source can tell."""
    return Meta(description=description, extra={"source": "a choice"})


def counted(description: str, *, ge: float = 0, le: float) -> Meta:
    """How much of something there is: known to whoever runs the company."""
    return Meta(ge=ge, le=le, description=description, extra={"source": "a choice"})


def table(description: str) -> Meta:
    """A file of the user's own."""
    return Meta(description=description, extra={"file": True})
