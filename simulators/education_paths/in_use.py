"""Which parameters can matter in a world: those of its model, less what its files decide."""

from functools import cache
from typing import Any, get_type_hints

from msgspec import Meta

from simulators.education_paths.world import World

_BY_FILES = {
    "concepts", "layers", "prerequisite_share", "sibling_share", "exam_share_cv", "video_min",
    "text_min", "worked_min", "easy_min", "middle_min", "hard_min", "minutes_cv",
}  # fmt: skip


def in_use(world: World) -> frozenset[str]:
    """The names of the parameters that this world can read."""
    named = frozenset(n for n, used_by in _used_by() if used_by in {world.learner_model, ""})
    return named - _BY_FILES if world.concepts_csv else named


@cache
def _used_by() -> tuple[tuple[str, str], ...]:
    """Every parameter with the model that it is marked for; empty: both."""
    hints: dict[str, Any] = get_type_hints(World, include_extras=True)
    return tuple((name, _extra(hint).get("used_by", "")) for name, hint in hints.items())


def _extra(hint: Any) -> dict[str, Any]:
    metas = (part for part in getattr(hint, "__metadata__", ()) if isinstance(part, Meta))
    return {key: value for meta in metas for key, value in (meta.extra or {}).items()}
