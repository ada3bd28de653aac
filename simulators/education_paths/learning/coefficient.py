"""How a coefficient of the models is declared: bounds, meaning, and where its value comes from."""

from msgspec import Meta


def fitted(
    trial: str, description: str, *, between: tuple[float, float], ge: float = 0.0, le: float = 10.0
) -> Meta:
    """A coefficient whose value makes a virtual trial of `trials/` reproduce a published effect.

    trial: its name, a comma, its source; what one trial fitted is moved together.
    between: how far it can be off, a quarter of its value to either side: hold-out worlds move it.
    """
    extra: dict[str, object] = {
        "source": f"virtual trial: {trial}",
        "range": list(between),
        "holdout": True,
    }
    extra |= {"moved_with": _name(trial)}
    return Meta(ge=ge, le=le, description=description, extra=extra)


def sourced(
    source: str,
    description: str,
    *,
    between: tuple[float, float] | None = None,
    ge: float = 0.0,
    le: float = 10.0,
) -> Meta:
    """A coefficient that somebody measured; `between`: what others find, where they do."""
    extra: dict[str, object] = {"source": source}
    if between is not None:
        extra |= {"range": list(between), "holdout": True}
    return Meta(ge=ge, le=le, description=description, extra=extra)


def assumed(
    low: float,
    high: float,
    description: str,
    *,
    ge: float = 0.0,
    le: float = 10.0,
    holdout: bool = True,
    trial: str = "",
) -> Meta:
    """A coefficient that nobody measured, plausible from `low` to `high`.

    holdout: whether hold-out worlds move it; false where it only fixes a scale.
    trial: whose effect it has a part in: it was set before that trial fitted others, and is moved
        together with them.
    """
    extra: dict[str, object] = {"assumed": [low, high], "holdout": holdout}
    if trial:
        extra |= {"moved_with": _name(trial)}
    return Meta(ge=ge, le=le, description=description, extra=extra)


def _name(trial: str) -> str:
    return trial.split(",", maxsplit=1)[0]
