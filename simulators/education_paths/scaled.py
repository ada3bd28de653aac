"""The coefficients of a world as its factors move them."""

import math

import msgspec

from simulators.education_paths.world import World

SCALED: dict[str, tuple[str, ...]] = {
    "lesson_scale": (
        "video_gain", "text_gain", "worked_gain", "again_gain", "tracing_lesson", "tracing_worked",
    ),
    "exercise_scale": ("easy_gain", "middle_gain", "hard_gain", "tracing_exercise"),
    "feedback_scale": ("right_gain", "challenge_gain", "wrong_gain", "wrong_known_gain"),
    "expertise_scale": ("worked_novice", "worked_reversal", "exercise_known"),
    "readiness_scale": ("lesson_ready", "exercise_ready"),
    "failure_scale": ("prepared_gain", "prepared_middle", "prepared_hard"),
    "contrast_scale": ("contrast_gain",),
    "difficulty_scale": ("easy_logits", "hard_logits"),
    "stability_scale": ("first_stability_days", "prior_stability_days"),
    "testing_scale": ("right_stability", "lesson_stability"),
    "spacing_scale": ("right_spaced", "wrong_spaced", "lesson_spaced"),
    "load_scale": ("load_new",),
    "wrong_stop_scale": ("stop_wrong", "stop_streak"),
}  # fmt: skip


def scaled(world: World) -> World:
    """The same world with every coefficient as its factor makes it, and all factors at 1."""
    moved = {
        name: getattr(world, scale) * getattr(world, name)
        for scale, names in SCALED.items()
        for name in names
    }
    used = dict.fromkeys((*SCALED, "stop_scale"), 1.0)
    stop_logits = world.stop_logits - math.log(world.stop_scale)
    return msgspec.structs.replace(world, **moved, **used, stop_logits=stop_logits)
