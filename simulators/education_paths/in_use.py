"""Which parameters can matter in a world: those of its model, less what its files decide."""

from functools import cache
from typing import Any, get_type_hints

from msgspec import Meta

from simulators.education_paths.world import World

_BY_FILES = {
    "concepts", "layers", "prerequisite_share", "sibling_share", "exam_share_cv", "video_min",
    "text_min", "worked_min", "easy_min", "middle_min", "hard_min", "minutes_cv",
}  # fmt: skip
# Mechanisms that knowledge tracing does not have: there it is known or not, whatever came before.
_ONLY_CONTINUOUS = {
    "video_gain", "text_gain", "worked_gain", "worked_novice", "worked_reversal",
    "lesson_unready", "lesson_ready", "easy_gain", "middle_gain", "hard_gain", "right_gain",
    "challenge_gain", "wrong_gain", "wrong_known_gain", "exercise_novice", "exercise_known",
    "exercise_unready", "exercise_ready", "prepared_gain", "prepared_middle", "prepared_hard",
    "prepared_from", "prepared_span", "prepared_below", "prepared_used", "contrast_gain",
    "overload_loss",
}  # fmt: skip


def in_use(world: World) -> frozenset[str]:
    """The names of the parameters that this world can read."""
    named = frozenset(n for n, used_by in _used_by() if used_by in {world.learner_model, ""})
    return named - _BY_FILES if world.concepts_csv else named


@cache
def _used_by() -> tuple[tuple[str, str], ...]:
    """Every parameter with the model that reads it; empty: both."""
    hints: dict[str, Any] = get_type_hints(World, include_extras=True)
    return tuple((name, _model_of(name, hint)) for name, hint in hints.items())


def _model_of(name: str, hint: Any) -> str:
    if name in _ONLY_CONTINUOUS:
        return "continuous"
    if name.startswith("tracing_"):
        return "tracing"
    metas = (part for part in getattr(hint, "__metadata__", ()) if isinstance(part, Meta))
    extras: list[dict[str, Any]] = [meta.extra or {} for meta in metas]
    return next((extra["used_by"] for extra in extras if "used_by" in extra), "")
